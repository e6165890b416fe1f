import { Bandeau, type Identite } from '../dossiers/index.ts'
import type { Jour } from '../platform/date.ts'
import {
  EtatVide,
  type FormState,
  type Genre,
  LeJour,
  LienBouton,
  Pastille,
  Tableau,
  Titre,
} from '../platform/interface/index.ts'
import { direDe } from '../platform/mots.ts'
import { chemins } from './magistrats.paths.ts'
import { etatsDits, genreDeRapport } from './magistrats.rules.ts'
import type { rapportsDuDossier } from './magistrats.store.ts'
import { enRetardPour, enRoute, type Lecteur, motDeMain } from './main.rules.ts'
import { detenteurs, naturesDeSaisine } from './saisine.rules.ts'
import type { Saisine } from './saisine.store.ts'

export type Choix = { value: string; label: string }[]

export type Base = { identite: Identite; state: FormState }

export const choix = (objet: Record<string, string>): Choix =>
  Object.entries(objet).map(([value, label]) => ({ value, label }))

export const dit = (objet: Record<string, string>, cle: string | null) =>
  cle ? (objet[cle] ?? cle) : 'personne'

export const PastilleRapport = ({ etat }: { etat: string }) => (
  <Pastille genre={genreDeRapport(etat) as Genre}>{direDe(etatsDits, etat)}</Pastille>
)

export const vide: FormState = { values: {}, errors: {}, refusals: [] }

type EnDelai = {
  demande: { echeanceLe: Jour; detenteur?: string | null; rapportEtat: string | null }
  aujourdhui: Jour
  lecteur: Lecteur
}
/** Late for whoever has it in hand; where it is, for everybody else. */
export const PastilleDeDelai = ({
  demande: { echeanceLe, detenteur, rapportEtat },
  aujourdhui,
  lecteur,
}: EnDelai) => {
  const e = { le: echeanceLe, enMain: detenteur ?? 'spip', rapportEtat }
  const ou = enRoute(e)
  if (enRetardPour(e, lecteur, aujourdhui))
    return <Pastille genre="alerte">{ou ? `En retard, ${ou}` : 'En retard'}</Pastille>
  if (e.le < aujourdhui) return <Pastille>{`Date passée, ${motDeMain(e)}`}</Pastille>
  return ou ? <Pastille>{ou.charAt(0).toUpperCase() + ou.slice(1)}</Pastille> : null
}

type EcritsProps = {
  identite: Identite
  saisines: Saisine[]
  /** Null: the function does not read reports, which is not the same as none. */
  rapports: Awaited<ReturnType<typeof rapportsDuDossier>> | null
  aujourdhui: Jour
  lecteur: Lecteur
  saisir: boolean
  ecrire: boolean
}

export const Ecrits = ({
  identite,
  saisines,
  rapports,
  aujourdhui,
  lecteur,
  saisir,
  ecrire,
}: EcritsProps) => (
  <div class="fil-pile">
    <Titre
      actions={
        <>
          {ecrire && (
            <LienBouton href={chemins.commencer(identite.dossierId)} variante="primaire">
              Écrire un rapport
            </LienBouton>
          )}
          {saisir && (
            <LienBouton href={chemins.saisir(identite.dossierId)}>
              Enregistrer une demande
            </LienBouton>
          )}
        </>
      }
    >
      Demandes et rapports
    </Titre>
    <Bandeau identite={identite} />
    {saisines.length === 0 ? (
      <EtatVide>Aucune demande de la juridiction.</EtatVide>
    ) : (
      <Tableau
        legende="Demandes de la juridiction"
        colonnes={[
          {
            label: 'Demande',
            rendu: ligne => (
              <a href={chemins.saisine(ligne.dossierId, ligne.saisineId)}>
                {dit(naturesDeSaisine, ligne.nature)}
              </a>
            ),
            entete: true,
          },
          { label: 'Juridiction', rendu: ligne => ligne.juridictionNom },
          { label: 'Reçue', rendu: ligne => <LeJour le={ligne.recueLe} /> },
          {
            label: 'Échéance',
            rendu: ligne => (
              <>
                <LeJour le={ligne.echeanceLe} />{' '}
                {!ligne.closeA && (
                  <PastilleDeDelai demande={ligne} aujourdhui={aujourdhui} lecteur={lecteur} />
                )}
              </>
            ),
          },
          {
            label: 'En main',
            rendu: ligne =>
              ligne.closeA ? <Pastille>Close</Pastille> : dit(detenteurs, ligne.detenteur),
          },
        ]}
        lignes={saisines}
      />
    )}
    {rapports === null && <EtatVide>Les rapports ne sont pas visibles de votre fonction.</EtatVide>}
    {rapports?.length === 0 && <EtatVide>Aucun rapport.</EtatVide>}
    {rapports !== null && rapports.length > 0 && (
      <Tableau
        legende="Rapports"
        colonnes={[
          {
            label: 'Rapport',
            rendu: ligne => (
              <a href={chemins.rapport(ligne.dossierId, ligne.rapportId)}>{ligne.titre}</a>
            ),
            entete: true,
          },
          { label: 'Rédacteur', rendu: ligne => ligne.redacteurNom },
          { label: 'Échéance', rendu: ligne => <LeJour le={ligne.echeanceLe} /> },
          { label: 'État', rendu: ligne => <PastilleRapport etat={ligne.etatDit} /> },
        ]}
        lignes={rapports}
      />
    )}
  </div>
)
