import { Bandeau, type Identite } from '../dossiers/index.ts'
import { EtatVide, type FormState, type Genre, LeJour, LienBouton, Pastille, Tableau, Titre } from '../platform/interface/index.ts'
import { chemins } from './magistrats.paths.ts'
import { detenteurs, etatsDits, genreDeRapport, naturesDeSaisine } from './magistrats.rules.ts'
import type { rapportsDuDossier, Saisine } from './magistrats.store.ts'
import { enRetardPour, enRoute, type Lecteur, motDeMain } from './main.rules.ts'

export type Choix = { value: string; label: string }[]

export type Base = { identite: Identite; state: FormState }

export const choix = (o: Record<string, string>): Choix => Object.entries(o).map(([value, label]) => ({ value, label }))

export const dit = (o: Record<string, string>, cle: string | null) => (cle ? (o[cle] ?? cle) : 'personne')

export const PastilleRapport = ({ etat }: { etat: string }) => (
  <Pastille genre={genreDeRapport(etat) as Genre}>{etatsDits[etat as keyof typeof etatsDits] ?? etat}</Pastille>
)

export const vide: FormState = { values: {}, errors: {}, refusals: [] }

type EnDelai = {
  demande: { echeanceLe: string; detenteur?: string | null; rapportEtat: string | null }
  aujourdhui: string
  lecteur: Lecteur
}
/** Late for whoever has it in hand; where it is, for everybody else. */
export const PastilleDeDelai = ({ demande: { echeanceLe, detenteur, rapportEtat }, aujourdhui, lecteur }: EnDelai) => {
  const e = { le: echeanceLe, enMain: detenteur ?? 'spip', rapportEtat }
  const ou = enRoute(e)
  if (enRetardPour(e, lecteur, aujourdhui)) return <Pastille genre="alerte">{ou ? `En retard, ${ou}` : 'En retard'}</Pastille>
  if (e.le < aujourdhui) return <Pastille>{`Date passée, ${motDeMain(e)}`}</Pastille>
  return ou ? <Pastille>{ou.charAt(0).toUpperCase() + ou.slice(1)}</Pastille> : null
}

type EcritsProps = {
  identite: Identite
  saisines: Saisine[]
  /** Null: the function does not read reports, which is not the same as none. */
  rapports: Awaited<ReturnType<typeof rapportsDuDossier>> | null
  aujourdhui: string
  lecteur: Lecteur
  saisir: boolean
  ecrire: boolean
}

export const Ecrits = ({ identite, saisines, rapports, aujourdhui, lecteur, saisir, ecrire }: EcritsProps) => (
  <div class="fil-pile">
    <Titre
      actions={
        <>
          {ecrire && (
            <LienBouton href={chemins.commencer(identite.dossierId)} variante="primaire">
              Écrire un rapport
            </LienBouton>
          )}
          {saisir && <LienBouton href={chemins.saisir(identite.dossierId)}>Enregistrer une demande</LienBouton>}
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
            rendu: s => <a href={chemins.saisine(s.dossierId, s.saisineId)}>{dit(naturesDeSaisine, s.nature)}</a>,
            entete: true,
          },
          { label: 'Juridiction', rendu: s => s.juridictionNom },
          { label: 'Reçue', rendu: s => <LeJour le={s.recueLe} /> },
          {
            label: 'Échéance',
            rendu: s => (
              <>
                <LeJour le={s.echeanceLe} /> {!s.closeA && <PastilleDeDelai demande={s} aujourdhui={aujourdhui} lecteur={lecteur} />}
              </>
            ),
          },
          { label: 'En main', rendu: s => (s.closeA ? <Pastille>Close</Pastille> : dit(detenteurs, s.detenteur)) },
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
          { label: 'Rapport', rendu: r => <a href={chemins.rapport(r.dossierId, r.rapportId)}>{r.titre}</a>, entete: true },
          { label: 'Rédacteur', rendu: r => r.redacteurNom },
          { label: 'Échéance', rendu: r => <LeJour le={r.echeanceLe} /> },
          { label: 'État', rendu: r => <PastilleRapport etat={r.etatDit} /> },
        ]}
        lignes={rapports}
      />
    )}
  </div>
)
