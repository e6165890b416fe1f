import { type Context, command, entiteDe } from '../platform/command.ts'
import type { Tx } from '../platform/db/index.ts'
import { Introuvable, trouver } from '../platform/http/plateforme.ts'
import { refuseIf } from '../platform/refusal.ts'
import { pointerForm } from './accueil.forms.ts'
import { refusDAbsence, refusDePointer } from './accueil.rules.ts'
import * as store from './accueil.store.ts'
import { ici, terminer } from './convocation.gestes.ts'

type Qui = { dossierId: string; convocationId: string }
/** The desk writes on the convocations of its own entité: a dossier may be shared, its desk is not. */
async function duBureau(tx: Tx, { dossierId, convocationId }: Qui, { acteur }: Context) {
  const c = trouver(await store.verrouillerPourLAccueil(tx, dossierId, convocationId))
  if (c.entiteId !== entiteDe(acteur)) throw new Introuvable()
  return c
}

export const pointerArrivee = command({
  name: 'agenda.pointer-arrivee',
  permission: 'accueil:pointer',
  input: pointerForm,
  async run(tx, qui, context) {
    const c = await duBureau(tx, qui, context)
    refuseIf(refusDePointer(c, context.aujourdhui))
    await store.pointer(tx, { ...qui, arriveeA: context.maintenant.toString(), pointeePar: context.acteur.id })
    return { dossierId: qui.dossierId, le: c.le }
  },
  journal: ({ dossierId, convocationId }) => ({ dossierId, cible: convocationId }),
})

export const depointerArrivee = command({
  name: 'agenda.retirer-arrivee',
  permission: 'accueil:pointer',
  input: pointerForm,
  async run(tx, qui, context) {
    const c = await duBureau(tx, qui, context)
    await store.depointer(tx, qui.dossierId, qui.convocationId)
    return { dossierId: qui.dossierId, le: c.le }
  },
  journal: ({ dossierId, convocationId }) => ({ dossierId, cible: convocationId }),
})

/** « Ne s’est pas présenté », said by the desk; what follows is the agent's to decide, and no message leaves by itself. */
export const noterAbsence = command({
  name: 'agenda.noter-absence',
  permission: 'accueil:pointer',
  input: pointerForm,
  async run(tx, qui, context) {
    const c = await duBureau(tx, qui, context)
    refuseIf(refusDAbsence(c, ici(context)))
    await terminer(tx, context, qui, 'manquee', 'Ne s’est pas présenté (accueil)', false)
    return { dossierId: qui.dossierId, le: c.le }
  },
  journal: ({ dossierId, convocationId }) => ({ dossierId, cible: convocationId }),
})
