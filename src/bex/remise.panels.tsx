import { EtatVide, Faits, Instant, LeJour, Pastille, Porte } from '../platform/interface/index.ts'
import type { RemisesLues } from './audience.store.ts'
import { chemins } from './bex.paths.ts'
import { Corrections, Retirees } from './histoire.panels.tsx'

const ouiNon = (oui: boolean) =>
  oui ? <Pastille genre="ok">oui</Pastille> : <Pastille genre="attention">non</Pastille>
type PanneauProps = { remises: RemisesLues; monTribunalId: string | null; surSaPage?: boolean }
/**
 * What the court handed over at the hearing, as the SPIP reads it in the dossier; the court that
 * did puts it right from here.
 */
export const PanneauRemise = ({
  remises: { debout, histoire },
  monTribunalId,
  surSaPage = false,
}: PanneauProps) => (
  <>
    {debout.length === 0 && histoire.length === 0 && (
      <EtatVide>Rien n’a été remis à une audience.</EtatVide>
    )}
    {debout.map(element => (
      <>
        <UneRemise r={element} />
        <Corrections
          lignes={histoire.filter(
            ligne => ligne.genre === 'correction' && ligne.remiseId === element.remiseId,
          )}
        />
        {element.juridictionId === monTribunalId && (
          <Porte vers={chemins.corrigerRemise(element.dossierId, element.remiseId)}>
            <p data-sans-impression>
              {!surSaPage && (
                <>
                  <a href={chemins.convocation(element.dossierId, element.convocationId)}>
                    {element.aImprimer ? 'Voir, déplacer ou annuler' : 'Voir la remise'}
                  </a>
                  {' · '}
                </>
              )}
              <a href={chemins.corrigerRemise(element.dossierId, element.remiseId)}>Corriger</a>
              {' · '}
              <a href={chemins.retirerRemise(element.dossierId, element.remiseId)}>
                Ce n’était pas cette personne : retirer
              </a>
            </p>
          </Porte>
        )}
      </>
    ))}
    <Retirees lignes={histoire.filter(ligne => ligne.genre === 'retrait')} />
  </>
)

/** The paper in hand, as long as it says the slot that stands. */
const PapierRemis = ({ r: remise }: { r: RemisesLues['debout'][number] }) =>
  remise.convocationRemise && !remise.papierAJour ? (
    <Pastille genre="attention">non : le créneau a changé depuis</Pastille>
  ) : (
    ouiNon(remise.aImprimer ? remise.papierAJour : remise.convocationRemise)
  )

const UneRemise = ({ r: remise }: { r: RemisesLues['debout'][number] }) => (
  <Faits
    faits={[
      [
        'Audience',
        <>
          <LeJour le={remise.audienceLe} />, {remise.juridictionNom}
        </>,
      ],
      ['N° parquet', remise.numeroParquet],
      ['Décision', remise.decision],
      ['Décision remise', ouiNon(remise.decisionRemise)],
      ['Convocation remise', <PapierRemis r={remise} />],
      ['Pièces que le tribunal doit encore', remise.piecesManquantes ?? 'aucune n’est signalée'],
      ...(remise.coordonnees
        ? [['Dit à l’audience', remise.coordonnees] satisfies [string, string]]
        : []),
      ...(remise.precisions ? [['À savoir', remise.precisions] satisfies [string, string]] : []),
      ...(remise.motifDuChoix
        ? [['Choix du service', remise.motifDuChoix] satisfies [string, string]]
        : []),
      [
        'Par',
        <>
          {remise.parNom}, le <Instant a={remise.a} />
          {remise.aImprimer && (
            <>
              {' · '}
              <a href={chemins.avis(remise.dossierId, remise.convocationId)}>
                imprimer la convocation
              </a>
            </>
          )}
        </>,
      ],
    ]}
  />
)
