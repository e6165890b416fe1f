import type { Refusal } from '../platform/refusal.ts'

/** What keeps a dossier from closing: what it is, what ends it, and which box of the form would. */
export type Obstacle = {
  quoi: string
  fin: { href: string; label: string }
  levePar?: 'convocations' | 'devoirs' | 'rapports'
  /** Said to who closes, without keeping the dossier open. */
  informe?: true
}
/** What the form of closing ends at once, when it is asked. */
export type Levees = { convocations: boolean; devoirs?: string | undefined; rapports: boolean }
/** As many obstacles as the sentence of a refusal names. */
const NOMMES = 3
type Ferme = { closA: string | null; serviceId: string }

/**
 * A dossier closes when nothing runs in it any more (charte C1.1: it is closed with the last
 * measure; C9.1: the thread has no loose end).
 */
export function refusDeClore(
  { closA, serviceId }: Ferme,
  serviceDeLActeur: string | null,
  obstacles: Obstacle[],
): Refusal[] {
  if (closA) return [{ code: 'deja_clos', message: 'Ce dossier est déjà clos.' }]
  if (serviceId !== serviceDeLActeur)
    return [
      {
        code: 'autre_service',
        message: 'Ce dossier est suivi par un autre service : lui seul peut le clore.',
      },
    ]
  const restent = obstacles.filter(obstacle => !obstacle.informe)
  if (restent.length === 0) return []
  // Named, not counted: the page lists all that runs, this says what would still run once the boxes
  // that are ticked have done their part.
  const autres = restent.length - NOMMES
  const suite =
    autres > 0
      ? ` Et ${autres === 1 ? 'une autre chose, dite' : `${autres} autres choses, dites`} ci-dessous.`
      : ''
  const quoi = restent.slice(0, NOMMES).map(obstacle => obstacle.quoi)
  return [
    {
      code: 'en_cours',
      message: `Ce dossier ne peut pas encore être clos. ${quoi.join(' ')}${suite}`,
    },
  ]
}

/**
 * The service that followed opens it again; a court does so by convoking at the hearing (charte
 * C9.1).
 */
export function refusDeRouvrir(
  { closA, serviceId }: Ferme,
  serviceDeLActeur: string | null,
): Refusal[] {
  if (!closA) return [{ code: 'deja_ouvert', message: 'Ce dossier est déjà ouvert.' }]
  return serviceId === serviceDeLActeur
    ? []
    : [
        {
          code: 'autre_service',
          message: 'Ce dossier était suivi par un autre service : lui seul peut le rouvrir.',
        },
      ]
}
