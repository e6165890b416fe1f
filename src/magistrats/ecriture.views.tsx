import { Bandeau, type BrouillonDeFormulaire, BrouillonRepris } from '../dossiers/index.ts'
import { ChampUneMesure, type MesureAChoisir } from '../mesures/index.ts'
import type { Jour } from '../platform/date.ts'
import {
  Actions,
  Alerte,
  Bloc,
  Bouton,
  Carte,
  ChampCache,
  ChampChoix,
  ChampLong,
  ChampTexte,
  Details,
  Formulaire,
  Geste,
  LienBouton,
  lignesDe,
  ResumeErreurs,
  Texte,
  valeur,
} from '../platform/interface/index.ts'
import type { Fraicheur } from './fraicheur.gestes.ts'
import { TexteAMettreAJour } from './fraicheur.panels.tsx'
import { chemins } from './magistrats.paths.ts'
import { naturesDeRapport } from './magistrats.rules.ts'
import type { Rapport, sections } from './magistrats.store.ts'
import { type Base, type Choix, choix } from './magistrats.views.tsx'
import { sources } from './redaction.lecture.ts'
import { ComplementsDemandes } from './reponse.panels.tsx'
import type { Complement } from './reponse.store.ts'

type CommencerProps = Base & {
  juridictions: Choix
  saisines: Choix
  mesures: readonly MesureAChoisir[]
  le: Jour
}
export const CommencerRapport = ({
  identite,
  state,
  juridictions,
  saisines,
  mesures,
  le,
}: CommencerProps) => (
  <Formulaire>
    <h1>Écrire un rapport</h1>
    <Bandeau identite={identite} />
    <ResumeErreurs state={state} />
    <ChampChoix
      state={state}
      name="nature"
      label="Rapport"
      options={choix(naturesDeRapport)}
      required
    />
    {saisines.length > 0 && (
      <ChampChoix
        state={state}
        name="saisineId"
        label="En réponse à"
        options={saisines}
        vide="Aucune demande"
      />
    )}
    <ChampUneMesure state={state} mesures={mesures} le={le} />
    <ChampChoix
      state={state}
      name="juridictionId"
      label="Adressé à"
      options={juridictions}
      vide="La juridiction de la demande ou de la mesure"
    />
    <ChampTexte state={state} name="titre" label="Titre" />
    <ChampTexte state={state} name="echeanceLe" label="Pour le" type="date" />
    <Alerte>
      Le rapport commence avec la mesure, les derniers entretiens et le plan. Vous pourrez tout
      modifier.
    </Alerte>
    <Actions>
      <Bouton>Commencer</Bouton>
      <LienBouton href={chemins.ecrits(identite.dossierId)} variante="tertiaire">
        Annuler
      </LienBouton>
    </Actions>
  </Formulaire>
)

type EcrireProps = Base & {
  etat: Fraicheur
  rapport: Rapport
  /** Words of the request that it answers; null when it answers none. */
  demande: string | null
  complements: readonly Complement[]
  actuelles: Awaited<ReturnType<typeof sections>>
  brouillon: BrouillonDeFormulaire
  version: number
}

export const EcrireRapport = ({
  identite,
  state,
  rapport,
  actuelles,
  brouillon,
  version,
  etat,
  ...reste
}: EcrireProps) => {
  const parties = lignesDe(state.values, 'sections')
  return (
    <div class="fil-pile">
      <h1>Écrire : {rapport.titre}</h1>
      <Bandeau identite={identite} />
      <BrouillonRepris brouillon={brouillon} />
      {reste.demande && (
        <Carte titre="Ce qui est demandé">
          <Texte>{reste.demande}</Texte>
        </Carte>
      )}
      <ComplementsDemandes complements={reste.complements} />
      <Formulaire
        large
        action={chemins.ecrire(rapport.dossierId, rapport.id)}
        brouillon={brouillon}
      >
        <ResumeErreurs state={state} />
        {state.refusals.length > 0 && (
          <Details titre="Texte enregistré actuellement">
            {actuelles.map(actuelle => (
              <>
                <h3>{actuelle.titre}</h3>
                <Texte>{actuelle.texte}</Texte>
              </>
            ))}
          </Details>
        )}
        <ChampCache name="version" value={version} />
        <TexteAMettreAJour state={state} etat={etat} />
        <ChampTexte state={state} name="titre" label="Titre du rapport" required />
        {parties.map((_, i) => (
          <Bloc legende={`Partie ${i + 1}`}>
            {valeur(state, `sections.${i}.source`) && (
              <ChampCache
                name={`sections.${i}.source`}
                value={valeur(state, `sections.${i}.source`)}
              />
            )}
            <ChampTexte
              state={state}
              name={`sections.${i}.titre`}
              label="Titre de la partie"
              required
            />
            <ChampLong state={state} name={`sections.${i}.texte`} label="Texte" rows={6} />
            <Actions>
              <Geste geste={`monter:sections.${i}`} etiquette={`Monter la partie ${i + 1}`}>
                Monter
              </Geste>
              <Geste geste={`retirer:sections.${i}`} etiquette={`Retirer la partie ${i + 1}`}>
                Retirer
              </Geste>
            </Actions>
          </Bloc>
        ))}
        <Bloc legende="Insérer depuis le dossier">
          <Actions>
            {Object.entries(sources).map(([cle, libelle]) => (
              <Geste geste={`inserer:${cle}`}>{libelle}</Geste>
            ))}
          </Actions>
        </Bloc>
        <Actions>
          <Bouton>Enregistrer le rapport</Bouton>
          <LienBouton href={chemins.rapport(rapport.dossierId, rapport.id)} variante="tertiaire">
            Revenir plus tard
          </LienBouton>
        </Actions>
      </Formulaire>
    </div>
  )
}
