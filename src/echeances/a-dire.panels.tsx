import { chemins as agenda } from '../agenda/convocation.paths.ts'
import type { sansMesure } from '../agenda/index.ts'
import type { rapportsSansMesure } from '../magistrats/index.ts'
import { chemins as magistrats } from '../magistrats/magistrats.paths.ts'
import { Details, Heure, LeJour } from '../platform/interface/index.ts'

type De<F extends (...args: never[]) => unknown> = Awaited<ReturnType<F>>
export type FaitsADire = {
  convocations: De<typeof sansMesure>
  rapports: De<typeof rapportsSansMesure>
}

/**
 * Facts that name no measure yet: they satisfy nothing until somebody says which, and nothing is
 * guessed.
 */
export const ADireDuDossier = ({
  dossierId,
  faits: { convocations, rapports },
}: {
  dossierId: string
  faits: FaitsADire
}) => {
  const combien = convocations.length + rapports.length
  if (combien === 0) return null
  return (
    <Details titre={`À dire : la mesure concernée (${combien})`}>
      <p>
        Ce qui suit ne compte pour aucune échéance tant que sa mesure n’est pas dite. Ouvrez chaque
        ligne pour la dire.
      </p>
      <ul class="fil-liste">
        {convocations.map(convocation => (
          <li>
            <a href={agenda.rattacher(dossierId, convocation.convocationId)}>
              Convocation du <LeJour le={convocation.le} /> à <Heure heure={convocation.heure} />
            </a>
            , {convocation.typeLibelle}
          </li>
        ))}
        {rapports.map(rapport => (
          <li>
            <a href={magistrats.rattacher(dossierId, rapport.rapportId)}>{rapport.titre}</a>
          </li>
        ))}
      </ul>
    </Details>
  )
}
