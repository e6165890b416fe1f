import { EtatVide, Faits, Instant, LeJour, Pastille, Porte } from '../platform/interface/index.ts'
import type { RemisesLues } from './audience.store.ts'
import { chemins } from './bex.paths.ts'
import { Corrections, Retirees } from './histoire.panels.tsx'

const ouiNon = (oui: boolean) => (oui ? <Pastille genre="ok">oui</Pastille> : <Pastille genre="attention">non</Pastille>)
type PanneauProps = { remises: RemisesLues; monTribunalId: string | null; surSaPage?: boolean }
/** What the court handed over at the hearing, as the SPIP reads it in the dossier; the court that did puts it right from here. */
export const PanneauRemise = ({ remises: { debout, histoire }, monTribunalId, surSaPage = false }: PanneauProps) => (
  <>
    {debout.length === 0 && histoire.length === 0 && <EtatVide>Rien n’a été remis à une audience.</EtatVide>}
    {debout.map(r => (
      <>
        <UneRemise r={r} />
        <Corrections lignes={histoire.filter(h => h.genre === 'correction' && h.remiseId === r.remiseId)} />
        {r.juridictionId === monTribunalId && (
          <Porte vers={chemins.corrigerRemise(r.dossierId, r.remiseId)}>
            <p data-sans-impression>
              {!surSaPage && (
                <>
                  <a href={chemins.convocation(r.dossierId, r.convocationId)}>
                    {r.aImprimer ? 'Voir, déplacer ou annuler' : 'Voir la remise'}
                  </a>
                  {' · '}
                </>
              )}
              <a href={chemins.corrigerRemise(r.dossierId, r.remiseId)}>Corriger</a>
              {' · '}
              <a href={chemins.retirerRemise(r.dossierId, r.remiseId)}>Ce n’était pas cette personne : retirer</a>
            </p>
          </Porte>
        )}
      </>
    ))}
    <Retirees lignes={histoire.filter(h => h.genre === 'retrait')} />
  </>
)

/** The paper in hand, as long as it says the slot that stands. */
const PapierRemis = ({ r }: { r: RemisesLues['debout'][number] }) =>
  r.convocationRemise && !r.papierAJour ? (
    <Pastille genre="attention">non : le créneau a changé depuis</Pastille>
  ) : (
    ouiNon(r.aImprimer ? r.papierAJour : r.convocationRemise)
  )

const UneRemise = ({ r }: { r: RemisesLues['debout'][number] }) => (
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
      ['Convocation remise', <PapierRemis r={r} />],
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
)
