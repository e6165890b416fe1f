import { Bloc, ChampCase, type FormState } from '../platform/interface/index.ts'
import type { AutreMesure } from './deces.examen.ts'
import { chemins } from './mesure.paths.ts'

/** A death recorded on one measure leaves no other running unseen. */
export const AutresAuDeces = ({ state, autres }: { state: FormState; autres: AutreMesure[] }) => {
  if (autres.length === 0) return null
  const finissent = autres.filter(autre => autre.refus.length === 0).length
  return (
    <Bloc
      legende={
        autres.length === 1
          ? 'Une autre mesure est en cours'
          : `${autres.length} autres mesures sont en cours`
      }
    >
      <ul class="fil-liste">
        {autres.map(autre => (
          <li>
            <a href={chemins.mesure(autre.dossierId, autre.mesureId)}>{autre.nom}</a>
            {autre.refus.length > 0 &&
              ` : le décès ne s’y enregistre pas d’ici. ${autre.refus.map(refus => refus.message).join(' ')}`}
          </li>
        ))}
      </ul>
      {finissent > 0 && (
        <ChampCase
          state={state}
          name="autresMesures"
          label={
            finissent === 1
              ? 'Y mettre fin aussi, par le même décès'
              : `Mettre fin aux ${finissent}, par le même décès`
          }
          hint={`Sans cela, ${finissent === 1 ? 'elle reste' : 'elles restent'} en cours : le dossier ne pourra pas être clos.`}
        />
      )}
    </Bloc>
  )
}

/** The other measures of the person, when an act ends or gives back theirs too. */
export function autresEnMots(nombre: number, une: string, plusieurs: string): string {
  if (nombre <= 0) return ''
  return nombre === 1
    ? ` L’autre mesure ${une} aussi.`
    : ` Les ${nombre} autres mesures ${plusieurs} aussi.`
}
