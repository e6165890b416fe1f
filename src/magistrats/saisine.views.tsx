import { chemins as dossiers } from '../dossiers/dossier.paths.ts'
import { Bandeau } from '../dossiers/index.ts'
import {
  Actions,
  Alerte,
  Bouton,
  Carte,
  ChampCases,
  ChampTexte,
  Faits,
  type FormState,
  Formulaire,
  Instant,
  LeJour,
  LienBouton,
  ResumeErreurs,
  Tableau,
  Texte,
  Titre,
} from '../platform/interface/index.ts'
import { type ChampGarde, TexteGarde } from './garde.panels.tsx'
import { chemins } from './magistrats.paths.ts'
import type { RapportDuDossier } from './magistrats.store.ts'
import { type Base, choix, dit, vide } from './magistrats.views.tsx'
import { ComplementsDemandes } from './reponse.panels.tsx'
import type { Complement } from './reponse.store.ts'
import { detenteurs, naturesDeSaisine } from './saisine.rules.ts'
import type { corrections, UneSaisine as Demande, detentions } from './saisine.store.ts'
import { RapportsDeLaDemande } from './suite.panels.tsx'

type UneSaisineProps = Base & {
  saisine: Demande
  /** The measure that it names, in words; « mesure retirée » where it no longer stands. */
  mesure: string | null
  chaine: Awaited<ReturnType<typeof detentions>>
  /** Null: the function does not read reports. */
  rapports: RapportDuDossier[] | null
  /** What was asked in addition since. */
  complements: readonly Complement[]
  temps: { detenteur: string; jours: number }[]
  corrections: (Awaited<ReturnType<typeof corrections>>[number] & { avantMesure: string })[]
  peut: { passer: boolean; disposer: boolean; clore: boolean; rediger: boolean; rouvrir: boolean }
}

/** Nothing is written in a closed dossier: what is asked of it waits until it is opened again. */
const DossierClos = ({ dossierId, rouvrir }: { dossierId: string; rouvrir: boolean }) => (
  <Alerte genre="attention">
    Ce dossier est clos : pour répondre à cette demande, il faut d’abord le rouvrir.{' '}
    {rouvrir ? (
      <a href={dossiers.rouvrir(dossierId)}>Rouvrir le dossier</a>
    ) : (
      'Le service qui suit la personne peut le faire.'
    )}
  </Alerte>
)

export const UneSaisine = ({
  identite,
  state,
  saisine,
  mesure,
  chaine,
  temps,
  peut,
  ...reste
}: UneSaisineProps) => (
  <div class="fil-pile">
    <Titre
      actions={
        <>
          {peut.rediger && !saisine.closeA && (
            <LienBouton
              href={`${chemins.commencer(saisine.dossierId)}?saisineId=${saisine.saisineId}`}
              variante="primaire"
            >
              Écrire le rapport
            </LienBouton>
          )}
          {peut.disposer && (
            <LienBouton href={chemins.corrigerSaisine(saisine.dossierId, saisine.saisineId)}>
              Corriger la demande
            </LienBouton>
          )}
        </>
      }
    >
      {dit(naturesDeSaisine, saisine.nature)}
    </Titre>
    <Bandeau identite={identite} />
    {identite.closA && !saisine.closeA && (
      <DossierClos dossierId={saisine.dossierId} rouvrir={peut.rouvrir} />
    )}
    <TexteGarde
      state={state}
      champs={[...(peut.passer ? [] : aPasser), ...(peut.clore ? [] : aClore)]}
    />
    <Faits
      faits={[
        ['Juridiction', saisine.juridictionNom],
        ['Mesure', mesure],
        [
          'Demandée par',
          saisine.saisieParJuridictionId
            ? saisine.saisieParNom
            : `${saisine.saisieParNom}, pour la juridiction`,
        ],
        ['Reçue le', <LeJour le={saisine.recueLe} />],
        ['Échéance', <LeJour le={saisine.echeanceLe} />],
        saisine.closeA
          ? ['Close', <Close s={saisine} />]
          : ['En main', dit(detenteurs, saisine.detenteur)],
      ]}
    />
    <Carte titre="Ce qui est demandé">
      <Texte>{saisine.objet}</Texte>
    </Carte>
    <ComplementsDemandes complements={reste.complements} />
    <RapportsDeLaDemande rapports={reste.rapports} />
    <Mains chaine={chaine} temps={temps} />
    <AvantCorrection corrections={reste.corrections} />
    {(peut.passer || peut.clore) && (
      <div class="fil-colonnes">
        {peut.passer && <Passer s={saisine} state={state} />}
        {peut.clore && <Clore s={saisine} />}
      </div>
    )}
  </div>
)

const Mains = ({ chaine, temps }: Pick<UneSaisineProps, 'chaine' | 'temps'>) => (
  <Carte titre="Qui l’a eue en main, et combien de temps">
    <ul>
      {temps.map(ligne => (
        <li>
          {dit(detenteurs, ligne.detenteur)} : {ligne.jours} {ligne.jours > 1 ? 'jours' : 'jour'}
        </li>
      ))}
    </ul>
    <Tableau
      legende="Passages de main en main"
      colonnes={[
        {
          label: 'Détenteur',
          rendu: ligne =>
            `${dit(detenteurs, ligne.detenteur)}${ligne.precision ? ` (${ligne.precision})` : ''}`,
          entete: true,
        },
        { label: 'Depuis', rendu: ligne => <Instant a={ligne.depuisA} /> },
        {
          label: 'Jusqu’à',
          rendu: ligne => (ligne.jusquA ? <Instant a={ligne.jusquA} /> : 'aujourd’hui'),
        },
        { label: 'Motif', rendu: ligne => ligne.motif ?? '' },
        { label: 'Par', rendu: ligne => ligne.nomComplet },
      ]}
      lignes={chaine}
    />
  </Carte>
)

const AvantCorrection = ({ corrections }: Pick<UneSaisineProps, 'corrections'>) =>
  corrections.length > 0 && (
    <Tableau
      legende="Ce qui était demandé avant correction"
      colonnes={[
        { label: 'Corrigée le', rendu: ligne => <Instant a={ligne.a} />, entete: true },
        { label: 'Demande', rendu: ligne => dit(naturesDeSaisine, ligne.avantNature) },
        { label: 'Mesure', rendu: ligne => ligne.avantMesure },
        { label: 'Échéance', rendu: ligne => <LeJour le={ligne.avantEcheanceLe} /> },
        { label: 'Ce qui était demandé', rendu: ligne => <Texte>{ligne.avantObjet}</Texte> },
        { label: 'Motif', rendu: ligne => ligne.motif },
        { label: 'Par', rendu: ligne => ligne.nomComplet },
      ]}
      lignes={corrections}
    />
  )

const Clore = ({ s: saisine }: { s: Demande }) => (
  <Formulaire
    action={chemins.clore(saisine.dossierId, saisine.saisineId)}
    etiquette="Clore la demande"
  >
    <h2>Clore sans rapport</h2>
    <ChampTexte state={vide} name="motif" label="Raison de la clôture" required />
    <Actions>
      <Bouton variante="secondaire">Clore</Bouton>
    </Actions>
  </Formulaire>
)

const aPasser: ChampGarde[] = [
  ['precision', 'Précisément'],
  ['motif', 'Pourquoi'],
]
const aClore: ChampGarde[] = [['motif', 'Raison']]

const Close = ({ s: saisine }: { s: Demande }) => (
  <>
    le <Instant a={saisine.closeA ?? ''} />
    {saisine.closeParNom && ` par ${saisine.closeParNom}`} : {saisine.closeMotif ?? 'sans motif'}
  </>
)

const Passer = ({ s: saisine, state }: { s: Demande; state: FormState }) => (
  <Formulaire
    action={chemins.passer(saisine.dossierId, saisine.saisineId)}
    etiquette="Passer la main"
  >
    <h2>Passer la main</h2>
    <ResumeErreurs state={state} />
    <ChampCases
      state={state}
      name="detenteur"
      label="À"
      options={choix(detenteurs).filter(ligne => ligne.value !== saisine.detenteur)}
      required
    />
    <ChampTexte state={state} name="precision" label="Précisément" />
    <ChampTexte state={state} name="motif" label="Pourquoi" />
    <Actions>
      <Bouton variante="secondaire">Passer la main</Bouton>
    </Actions>
  </Formulaire>
)
