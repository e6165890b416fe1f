import type { Context } from '../platform/command.ts'
import type { Jour } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import { type Destinataire, type NatureDeNouvelle, nature as natureDe } from './nouvelle.rules.ts'
import * as store from './nouvelle.store.ts'

type Avis = {
  dossierId: string
  destinataires: Destinataire[]
  nature: NatureDeNouvelle
  cibleId?: string
  pourLe?: Jour
}

/**
 * Puts a fact in « Pour moi » of those whom it concerns, until they say « vu » or it is settled;
 * never of whoever did it. What it makes untrue leaves.
 */
export async function prevenir(tx: Tx, { maintenant }: Context, avis: Avis): Promise<void> {
  const { dossierId, destinataires, nature, cibleId = null, pourLe = null } = avis
  const lignes = destinataires.map(destinataire => {
    if ('referent' in destinataire) return { referent: true }
    if ('agentId' in destinataire) return { agent: destinataire.agentId }
    return destinataire.fonctions
      ? { entite: destinataire.entiteId, fonctions: [...destinataire.fonctions].sort() }
      : { entite: destinataire.entiteId }
  })
  const { horsPerimetre, efface = [] } = natureDe(nature)
  if (cibleId && efface.length > 0)
    await store.reglerNouvelles(tx, {
      dossierId,
      cibleIds: [cibleId],
      natures: efface.filter(nom => nom !== nature),
      instant: maintenant.toString(),
    })
  await store.inscrireNouvelle(
    tx,
    {
      dossierId,
      nature,
      cibleId,
      pourLe,
      horsPerimetre: horsPerimetre !== undefined,
      a: maintenant.toString(),
    },
    lignes,
  )
}

type Reglement = { dossierId: string; cibleId: string | string[]; natures?: NatureDeNouvelle[] }
/**
 * What was told about this act, measure, convocation or report, or of several, is settled for
 * everybody: it has been done, or undone.
 */
export async function reglerNouvelles(
  tx: Tx,
  { maintenant }: Context,
  { dossierId, cibleId, natures }: Reglement,
): Promise<void> {
  await store.reglerNouvelles(tx, {
    dossierId,
    cibleIds: [cibleId].flat(),
    natures: natures ?? null,
    instant: maintenant.toString(),
  })
}
