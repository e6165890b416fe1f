import type { Refusal } from '../platform/refusal.ts'
import { ecrivable } from './magistrats.rules.ts'

/** A measure and its obligations, in the words that a report quotes. */
export type MesureEcrite = { mesureId: string; texte: string }
/** When a measure last changed, and whether that was after a report was drawn. */
export type Changement = { mesureId: string; a: string; le: string; apres: boolean }
/** `le` is null where no dated change explains the difference (words of the référentiel). */
export type Ecart = { mesureId: string; le: string | null; ajoutees: string[]; retirees: string[] }

const lignesDe = (texte: string) => texte.split('\n').filter(l => l.trim() !== '')

/**
 * What a report says of the measures and that is no longer so (charte C3.5: a magistrate decides on what is true). What changed and changed
 * back is no difference; `tirees` is null for a report of which nobody kept what it quoted.
 */
export function ecartsDe(
  tirees: readonly MesureEcrite[] | null,
  presentes: readonly MesureEcrite[],
  changements: readonly Changement[],
): Ecart[] {
  const apres = changements.filter(c => c.apres)
  const quand = (mesureId: string) => apres.find(c => c.mesureId === mesureId)?.le ?? null
  if (!tirees)
    return presentes.flatMap(p => (quand(p.mesureId) ? [{ mesureId: p.mesureId, le: quand(p.mesureId), ajoutees: [], retirees: [] }] : []))
  const ids = [...new Set([...tirees, ...presentes].map(m => m.mesureId))]
  return ids.flatMap(mesureId => {
    const [avant, maintenant] = [tirees, presentes].map(l => lignesDe(l.find(m => m.mesureId === mesureId)?.texte ?? ''))
    const ajoutees = (maintenant ?? []).filter(l => !avant?.includes(l))
    const retirees = (avant ?? []).filter(l => !maintenant?.includes(l))
    return ajoutees.length + retirees.length > 0 ? [{ mesureId, le: quand(mesureId), ajoutees, retirees }] : []
  })
}

/** The part as it is written, with what is no more struck out and what is new put after the line that it follows; the writer's own words stay. */
export function mettreAJour(tiree: string | null, ecrite: string, neuve: string): string {
  if (tiree === null) return ecrite.trim() === '' ? neuve : `${neuve}\n\n${ecrite}`
  const [avant, apres] = [lignesDe(tiree), lignesDe(neuve)]
  const lignes = ecrite.split('\n').filter(l => !avant.includes(l) || apres.includes(l))
  apres.forEach((ligne, i) => {
    if (lignes.includes(ligne) || avant.includes(ligne)) return
    const suit = apres.slice(0, i).findLast(l => lignes.includes(l))
    lignes.splice(suit === undefined ? 0 : lignes.lastIndexOf(suit) + 1, 0, ligne)
  })
  return lignes.join('\n').trim()
}

type Ecrit = { etat: string; serviceQuiSuit: string }
type Qui = { serviceId: string | null; valide: boolean }
/** Before validation: by the service that writes it, and by its direction once it has it in hand; what was validated never changes (charte C3.5). */
export const refusDActualiser = (r: Ecrit, { serviceId, valide }: Qui): Refusal[] => {
  if (r.serviceQuiSuit !== serviceId)
    return [{ code: 'autre_service', message: 'Ce rapport est écrit par le service qui suit la personne.' }]
  if (ecrivable(r.etat) || (r.etat === 'soumis' && valide)) return []
  return [{ code: 'fige', message: 'Ce rapport ne se met plus à jour : il est soumis, validé ou abandonné.' }]
}
