import type { Context } from '../platform/command.ts'
import { ajouterJours, aujourdhui, estJour, heureLocale, type Jour } from '../platform/date.ts'
import type { Liste } from './creneau.views.tsx'
import { creneauxDe, type Terrain } from './terrain.lecture.ts'

/**
 * How far free slots are read: beyond every delay, so that a late one can be shown with its
 * warning.
 */
export const HORIZON_JOURS = 90
const MONTRES = 14
/** No list of one type is longer. */
const LUS = 400
/** Who leaves the hearing has to go there. */
const HEURES_POUR_VENIR = 1
export function arriveeAuPlusTot({ maintenant }: Context, fuseau: string) {
  const arrivee = maintenant.add({ hours: HEURES_POUR_VENIR })
  return { le: aujourdhui(arrivee, fuseau), heure: heureLocale(arrivee, fuseau) }
}

type Listage = {
  types: string[]
  entiteId: string | undefined
  lieuId?: string | undefined
  maintenant: { le: Jour; heure: string }
  du: string | undefined
}
/** The first slots of some types, whole days, and the day from which there are more. */
export function lister(
  terrain: Terrain,
  { types, entiteId = '', lieuId, maintenant, du }: Listage,
): Omit<Liste, 'fenetre'> {
  const depuis = du && estJour(du) ? du : terrain.du
  const tous = types
    .flatMap(type =>
      creneauxDe(terrain, {
        entiteId,
        type,
        maintenant,
        lieuId: lieuId ?? null,
        du: depuis,
        limite: LUS,
      }).map(creneau => ({
        ...creneau,
        type,
      })),
    )
    .sort((un, autre) => (un.le + un.heure < autre.le + autre.heure ? -1 : 1))
  const dernier = tous[MONTRES - 1]?.le
  const creneaux = dernier ? tous.filter(ligne => ligne.le <= dernier) : tous
  return {
    creneaux,
    jusquAu: terrain.au,
    debut: depuis === terrain.du,
    suite: tous.length > creneaux.length && dernier ? ajouterJours(dernier, 1) : null,
    types: new Map(
      terrain.types.filter(type => types.includes(type.cle)).map(type => [type.cle, type.libelle]),
    ),
    lieux: new Map(
      terrain.lieux
        .filter(
          lieu =>
            lieu.entiteId === entiteId && creneaux.some(creneau => creneau.lieuId === lieu.lieuId),
        )
        .map(lieu => [lieu.lieuId, lieu.nom]),
    ),
  }
}
