import type { Refusal } from '../platform/refusal.ts'

type Alerte = { vueA: unknown; refusees: number }
/**
 * Source: ADR 0048. One decision for what waits; a grant gives a right for the day, and says why.
 */
export function refusDeDecider(
  { vueA, refusees }: Alerte,
  decision: 'vue' | 'accorder',
  motif: string | undefined,
): Refusal[] {
  if (vueA)
    return [{ code: 'deja_vue', message: 'Quelqu’un l’a déjà décidé : ce qui suit est à jour.' }]
  if (decision === 'vue') return []
  if (refusees === 0)
    return [
      {
        code: 'rien_a_accorder',
        message: 'Cet import n’a été refusé en rien : il n’y a rien à accorder.',
        champ: 'decision',
      },
    ]
  return motif
    ? []
    : [{ code: 'sans_motif', message: 'Dites pourquoi vous accordez la suite.', champ: 'motif' }]
}
