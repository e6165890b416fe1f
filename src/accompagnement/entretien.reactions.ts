import type { Jour } from '../platform/date.ts'
import type { Reaction } from '../platform/fait.ts'
import { refuseIf } from '../platform/refusal.ts'
import { refusContreUnEntretien } from './entretien.rules.ts'
import * as store from './entretien.store.ts'

/** Reaction: the page of a convocation leads to the entretien that tells it. */
export const direLEntretien: Reaction<{
  dossierId: string
  convocationId: string
  entretiens: { entretienId: string; le: Jour }[]
}> = async (tx, { dossierId, convocationId, entretiens }) => {
  const entretien = await store.entretienDeLaConvocation(tx, dossierId, convocationId)
  if (entretien) entretiens.push(entretien)
}

/**
 * Reaction: who was seen did not fail to come. The entretien that says so is withdrawn first, by
 * who may.
 */
export const refuserContreUnEntretien: Reaction<{
  dossierId: string
  convocationId: string
  etat: string
}> = async (tx, issue) => {
  if (issue.etat !== 'manquee' && issue.etat !== 'excusee') return
  const entretien = await store.entretienDeLaConvocation(tx, issue.dossierId, issue.convocationId)
  refuseIf(refusContreUnEntretien(entretien))
}
