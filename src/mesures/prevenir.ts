import { prevenir } from '../dossiers/index.ts'
import { fonctionsQui } from '../moyens/index.ts'
import type { Context } from '../platform/command.ts'
import type { Tx } from '../platform/db/index.ts'

type NatureDeNouvelle = Parameters<typeof prevenir>[2]['nature']
type Cible = { dossierId: string; mesureId: string; juridictionId: string | null }
/** One act of it, when the fact is that act: undone, it is no more news. */
type Fait = { nature: NatureDeNouvelle; acteId?: string }
/**
 * Whoever follows the person, and the juridiction of that measure, learn what another did to it;
 * never its author (charte C3.4).
 */
export const prevenirDeLaMesure = (
  tx: Tx,
  context: Context,
  { dossierId, mesureId, juridictionId }: Cible,
  fait: NatureDeNouvelle | Fait,
) =>
  prevenir(tx, context, {
    dossierId,
    nature: typeof fait === 'string' ? fait : fait.nature,
    cibleId: (typeof fait === 'string' ? undefined : fait.acteId) ?? mesureId,
    destinataires: [
      { referent: true },
      ...(juridictionId ? [{ entiteId: juridictionId, fonctions: fonctionsQui('juge') }] : []),
    ],
  })
