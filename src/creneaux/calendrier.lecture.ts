import { type Acteur, type Context, entiteDe } from '../platform/command.ts'
import { Introuvable } from '../platform/introuvable.ts'

/** Who acts on which calendar, as the rules ask it. */
export const quiTient = (acteur: Acteur) => ({
  id: acteur.id,
  entiteId: entiteDe(acteur),
  tient: acteur.peut('calendrier:tenir'),
})
/** The entité whose calendar the acting agent keeps; the administrator has none. */
export function entiteTenue(acteur: Acteur): string {
  const entiteId = entiteDe(acteur)
  if (entiteId === null)
    throw new Introuvable('Le calendrier est celui d’un service ou d’une juridiction.')
  return entiteId
}

/** The local moment of now, as absences write theirs. */
export const ici = ({ maintenant, acteur }: Pick<Context, 'maintenant' | 'acteur'>): string =>
  maintenant
    .toZonedDateTimeISO(acteur.fuseau)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' })
