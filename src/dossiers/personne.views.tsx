import { afficherJourCourt, estJour } from '../platform/date.ts'
import {
  Actions,
  Alerte,
  Bloc,
  Bouton,
  ChampCache,
  ChampCase,
  ChampCases,
  ChampChoix,
  ChampTexte,
  type FormState,
  Formulaire,
  LienBouton,
  Rangee,
  ResumeErreurs,
  Tableau,
  valeur,
} from '../platform/interface/index.ts'
import { direDe } from '../platform/mots.ts'
import { Bandeau } from './dossier.panels.tsx'
import { chemins } from './dossier.paths.ts'
import { logements, sexes } from './dossier.rules.ts'
import type { Identite } from './dossier.store.ts'
import { type ChampDeFiche, champsDeFiche, libellesDeFiche } from './fiche.rules.ts'

export type Choix = { value: string; label: string }[]
const choixDe = (objet: Record<string, string>): Choix =>
  Object.entries(objet).map(([value, label]) => ({ value, label }))

export const ChampsPersonne = ({
  state,
  etablissements,
}: {
  state: FormState
  etablissements: Choix
}) => (
  <>
    <Bloc legende="Identité">
      <Rangee>
        <ChampTexte state={state} name="nom" label="Nom de naissance" required />
        <ChampTexte state={state} name="prenoms" label="Prénoms" required />
        <ChampTexte state={state} name="nomUsage" label="Nom d’usage" />
      </Rangee>
      <Rangee>
        <ChampTexte
          state={state}
          name="naissanceLe"
          label="Date de naissance"
          type="date"
          required
        />
        <ChampTexte state={state} name="naissanceLieu" label="Lieu de naissance" />
        <ChampTexte state={state} name="nationalite" label="Nationalité" />
      </Rangee>
      <ChampCases state={state} name="sexe" label="Sexe déclaré" options={choixDe(sexes)} enLigne />
      <ChampTexte
        state={state}
        name="numeroAppi"
        label="Ancien numéro APPI"
        hint="12 chiffres, ou 7 pour les plus anciens, avec une lettre parfois."
      />
    </Bloc>
    <Bloc legende="Joindre la personne">
      <Rangee>
        <ChampTexte state={state} name="telephone" label="Téléphone" type="tel" />
        <ChampTexte state={state} name="courriel" label="Courriel" type="email" />
      </Rangee>
      <ChampCase state={state} name="refuseSms" label="Refuse de recevoir des SMS" />
      <ChampTexte
        state={state}
        name="langues"
        label="Langues parlées"
        hint="Séparées par une virgule."
      />
      <ChampCase state={state} name="interprete" label="A besoin d’un interprète" />
    </Bloc>
    <Bloc legende="Logement">
      <ChampCases
        state={state}
        name="logement"
        label="Où vit la personne ?"
        options={choixDe(logements)}
        required
        enLigne
      />
      <ChampTexte state={state} name="domicilieChez" label="Domiciliée ou hébergée chez" />
      <ChampTexte state={state} name="adresse" label="Numéro et voie" />
      <Rangee>
        <ChampTexte state={state} name="adresseComplement" label="Complément" />
        <ChampTexte state={state} name="codePostal" label="Code postal" />
        <ChampTexte state={state} name="commune" label="Commune" />
      </Rangee>
    </Bloc>
    <Bloc legende="Milieu fermé">
      <Rangee>
        <ChampChoix
          state={state}
          name="etablissementId"
          label="Établissement"
          options={etablissements}
          vide="Libre"
        />
        <ChampTexte state={state} name="numeroEcrou" label="Numéro d’écrou" />
        <ChampTexte state={state} name="ecroueLe" label="Écrouée le" type="date" />
      </Rangee>
    </Bloc>
  </>
)

type CorrigerProps = {
  state: FormState
  identite: Identite
  version: number
  etablissements: Choix
  /** What a colleague has recorded since the page was opened. */
  changes: ChampDeFiche[]
  /** Home visits that go where the person goes. */
  suivent: { href: string; libelle: string }[]
}
const direDeLaFiche = (champ: ChampDeFiche, ecrit: string, etablissements: Choix): string => {
  if (ecrit === '') return 'vide'
  if (champ === 'sexe') return direDe(sexes, ecrit)
  if (champ === 'logement') return direDe(logements, ecrit)
  if (champ === 'etablissementId')
    return etablissements.find(etablissement => etablissement.value === ecrit)?.label ?? ecrit
  return estJour(ecrit) ? afficherJourCourt(ecrit) : ecrit
}
export const CorrigerPersonne = ({
  state,
  identite,
  version,
  etablissements,
  changes,
  suivent,
}: CorrigerProps) => (
  <Formulaire large>
    <h1>Corriger la fiche de {identite.nomComplet}</h1>
    <Bandeau identite={identite} />
    <ResumeErreurs state={state} />
    {changes.length > 0 && (
      <Tableau
        legende="Enregistré par un autre agent pendant que vous écriviez"
        colonnes={[
          { label: 'Champ', rendu: champ => libellesDeFiche[champ], entete: true },
          {
            label: 'Valeur enregistrée',
            rendu: champ => direDeLaFiche(champ, valeur(state, `vu.${champ}`), etablissements),
          },
          {
            label: 'Sera enregistré',
            rendu: champ => direDeLaFiche(champ, valeur(state, champ), etablissements),
          },
        ]}
        lignes={changes}
      />
    )}
    {champsDeFiche.map(champ => (
      <ChampCache name={`vu.${champ}`} value={valeur(state, `vu.${champ}`)} />
    ))}
    <ChampCache name="version" value={version} />
    <ChampsPersonne state={state} etablissements={etablissements} />
    {suivent.length > 0 && (
      <Alerte>
        <p>
          Si l’adresse change,{' '}
          {suivent.length > 1 ? 'ces visites à domicile suivent' : 'cette visite à domicile suit'}{' '}
          la nouvelle, et la personne en est prévenue comme d’un changement. Sans nouvelle adresse,
          rien ne suit : modifiez la convocation.
        </p>
        <ul>
          {suivent.map(ligne => (
            <li>
              <a href={ligne.href}>Visite du {ligne.libelle}</a>
            </li>
          ))}
        </ul>
      </Alerte>
    )}
    <Actions>
      <Bouton>Enregistrer</Bouton>
      <LienBouton href={chemins.dossier(identite.dossierId)} variante="tertiaire">
        Annuler
      </LienBouton>
    </Actions>
  </Formulaire>
)
