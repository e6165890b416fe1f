import { EtatVide, Faits, Instant, LeJour, Pastille } from '../platform/interface/index.ts'
import type { RemiseLue } from './audience.store.ts'
import { chemins } from './bex.paths.ts'

const ouiNon = (oui: boolean) => (oui ? <Pastille genre="ok">oui</Pastille> : <Pastille genre="attention">non</Pastille>)
/** What the court handed over at the hearing, as the SPIP reads it in the dossier; what is no longer to come is not printed. */
export const PanneauRemise = ({ remises }: { remises: RemiseLue[] }) =>
  remises.length === 0 ? (
    <EtatVide>Rien n’a été remis à une audience.</EtatVide>
  ) : (
    remises.map(r => (
      <Faits
        faits={[
          [
            'Audience',
            <>
              <LeJour le={r.audienceLe} />, {r.juridictionNom}
            </>,
          ],
          ['N° parquet', r.numeroParquet],
          ['Décision', r.decision],
          ['Décision remise', ouiNon(r.decisionRemise)],
          ['Convocation remise', ouiNon(r.convocationRemise)],
          ['Pièces que le tribunal doit encore', r.piecesManquantes ?? 'aucune n’est signalée'],
          ...(r.coordonnees ? [['Dit à l’audience', r.coordonnees] as [string, string]] : []),
          ...(r.precisions ? [['À savoir', r.precisions] as [string, string]] : []),
          ...(r.motifDuChoix ? [['Choix du service', r.motifDuChoix] as [string, string]] : []),
          [
            'Par',
            <>
              {r.parNom}, le <Instant a={r.a} />
              {r.aImprimer && (
                <>
                  {' · '}
                  <a href={chemins.avis(r.dossierId, r.convocationId)}>imprimer la convocation</a>
                </>
              )}
            </>,
          ],
        ]}
      />
    ))
  )
