import { Alerte, Carte, Instant } from '../platform/interface/index.ts'
import { chemins } from './magistrats.paths.ts'
import type { RapportDuDossier } from './magistrats.store.ts'
import { PastilleRapport } from './magistrats.views.tsx'

const Ligne = ({ r: rapport, complement }: { r: RapportDuDossier; complement: boolean }) => (
  <>
    <a href={chemins.rapport(rapport.dossierId, rapport.rapportId)}>{rapport.titre}</a>,{' '}
    {rapport.redacteurNom}
    {rapport.transmisA && (
      <>
        , transmis le <Instant a={rapport.transmisA} />
      </>
    )}{' '}
    <PastilleRapport etat={rapport.etatDit} />
    {complement && ' Complément du rapport précédent.'}
  </>
)

/**
 * What was written for one request, the newest first: the complement stands before the report that
 * it completes.
 */
export const RapportsDeLaDemande = ({ rapports }: { rapports: RapportDuDossier[] | null }) => (
  <Carte titre="Rapports de cette demande">
    {rapports === null && <p>Les rapports ne sont pas visibles de votre fonction.</p>}
    {rapports?.length === 0 && <p>Aucun rapport pour l’instant.</p>}
    {rapports !== null && rapports.length > 0 && (
      <ul class="fil-liste">
        {rapports.map(rapport => (
          <li>
            <Ligne
              r={rapport}
              complement={rapports.some(avant => avant.suiteId === rapport.rapportId)}
            />
          </li>
        ))}
      </ul>
    )}
  </Carte>
)

/** On the page of one report: the one that completes it, and the one that it completes. */
export const SuiteDuRapport = ({
  rapportId,
  rapports,
}: {
  rapportId: string
  rapports: RapportDuDossier[]
}) => {
  const suite = rapports.find(
    rapport => rapport.rapportId === rapports.find(x => x.rapportId === rapportId)?.suiteId,
  )
  const avant = rapports.filter(rapport => rapport.suiteId === rapportId)
  return (
    <>
      {suite && (
        <Alerte genre="ok">
          Le complément est arrivé : <Ligne r={suite} complement={false} />
        </Alerte>
      )}
      {avant.map(ligne => (
        <Alerte>
          Ce rapport complète : <Ligne r={ligne} complement={false} />
        </Alerte>
      ))}
    </>
  )
}
