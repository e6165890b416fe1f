import type { Jour } from '../platform/date.ts'
import {
  Bouton,
  EtatVide,
  type FormState,
  Heure,
  Icone,
  LeJour,
  LienBouton,
  ResumeErreurs,
  Tableau,
  Titre,
} from '../platform/interface/index.ts'
import { chemins } from './accueil.paths.ts'
import type { LigneDuJour, Transferee } from './accueil.store.ts'
import { Ailleurs, EntreDeuxServices } from './ailleurs.views.tsx'
import { type Choix, type Filtre, Filtres } from './filtre.views.tsx'
import { type Ligne, ou, Personne, Seance } from './ligne.views.tsx'
import { type Pli, TOUS_LES_SITES } from './liste-du-jour.rules.ts'
import { Accueil } from './pointage.views.tsx'

export type Journee = {
  le: Jour
  veille: Jour
  lendemain: Jour
  filtre: Filtre
  service: string
  /** Null when all sites are shown. */
  site: string | null
  lieux: Choix
  agents: Choix
  /** How many people that day at that site, before any filter. */
  total: number
  lignes: Ligne[]
  /** Who was looked for by name and is expected at another site. */
  ailleurs: LigneDuJour[]
  /** Expected in one service, followed by another: ours or not. */
  transferees: Transferee[]
  plis: Pli<Ligne>[]
  state: FormState
  aujourdhui: boolean
  fuseau: string
}

/** The list of the day for the desk: printed in the morning, ticked through the day. */
export const ListeDuJour = ({
  le,
  veille,
  lendemain,
  filtre,
  service,
  site,
  lieux,
  agents,
  total,
  ...reste
}: Journee) => (
  <div class="fil-pile">
    <Titre
      actions={
        <>
          <LienBouton href={chemins.listeDe({ ...filtre, le: veille })}>Jour précédent</LienBouton>
          <LienBouton href={chemins.listeDe({ ...filtre, le: lendemain })}>Jour suivant</LienBouton>
          {reste.aujourdhui && (
            <LienBouton href={chemins.presentsDe(filtre.lieuId)}>
              Qui est dans les locaux
            </LienBouton>
          )}
          <Bouton type="button" variante="primaire" imprimer>
            <Icone nom="printer" /> Imprimer
          </Bouton>
        </>
      }
    >
      Personnes convoquées le <LeJour le={le} long />
    </Titre>
    <p>
      {service}, <strong>{site ?? 'tous les sites'}</strong>
    </p>
    <ResumeErreurs state={reste.state} />
    <Filtres le={le} filtre={filtre} lieux={lieux} agents={agents} />
    {reste.aujourdhui && <EnAttente lignes={reste.lignes} />}
    <Ailleurs lignes={reste.ailleurs} />
    <EntreDeuxServices lignes={reste.transferees} />
    {reste.lignes.length === 0 ? (
      <EtatVide>{rienAMontrer(total, filtre, reste.ailleurs.length > 0)}</EtatVide>
    ) : (
      <Tableau
        dense
        empile
        legende={`${reste.lignes.length} ${reste.lignes.length > 1 ? 'personnes convoquées' : 'personne convoquée'}${reste.lignes.length < total ? ` sur ${total}` : ''}`}
        colonnes={[
          { label: 'Heure', rendu: pli => <Heure heure={de(pli).heure} />, entete: true },
          {
            label: 'Personne',
            rendu: pli =>
              pli.genre === 'seance' ? <Seance pli={pli} /> : <Personne ligne={pli.ligne} />,
          },
          {
            label: 'Naissance',
            rendu: pli => (pli.genre === 'personne' ? <LeJour le={pli.ligne.naissanceLe} /> : ''),
          },
          { label: 'Lieu', rendu: pli => ou(de(pli)) },
          { label: 'Avec', rendu: pli => de(pli).agentNom ?? de(pli).agendaNom ?? '' },
          { label: 'Type', rendu: pli => de(pli).typeLibelle },
          {
            label: 'Accueil',
            rendu: pli =>
              pli.genre === 'seance' ? (
                `${pli.arrives} sur ${pli.inscrits}`
              ) : (
                <Accueil ligne={pli.ligne} filtre={{ ...filtre, le }} fuseau={reste.fuseau} />
              ),
          },
        ]}
        lignes={reste.plis}
      />
    )}
  </div>
)
const de = (pli: Pli<Ligne>) => (pli.genre === 'seance' ? pli.premiere : pli.ligne)

function rienAMontrer(total: number, { q: cherche, lieuId }: Filtre, ailleurs: boolean): string {
  if (ailleurs) return 'Personne de ce nom n’est attendu ici ce jour-là : voir ci-dessus.'
  const ici = lieuId === TOUS_LES_SITES ? '' : ' sur ce site'
  if (total === 0 && !cherche) return `Personne n’est convoqué ce jour-là${ici}.`
  return cherche
    ? `Aucune des ${total} personnes convoquées ce jour-là${ici} ne correspond, ni sur un autre site du service. La recherche, en haut de la page, trouve aussi un nom mal écrit.`
    : `Aucune des ${total} personnes convoquées ce jour-là${ici} ne correspond à ce filtre.`
}

const EnAttente = ({ lignes }: { lignes: Ligne[] }) => {
  const attentes = lignes.flatMap(ligne => (ligne.attente === null ? [] : [ligne.attente]))
  if (attentes.length === 0) return null
  return (
    <p role="status" data-sans-impression>
      {attentes.length > 1 ? `${attentes.length} personnes attendent` : '1 personne attend'}, la
      première depuis {Math.max(...attentes)} minutes.
    </p>
  )
}
