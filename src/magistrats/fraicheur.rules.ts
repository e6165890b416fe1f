import type { Jour } from '../platform/date.ts'
import type { Refusal } from '../platform/refusal.ts'
import { ecrivable } from './magistrats.rules.ts'

/** A measure and its obligations, in the words that a report quotes. */
export type MesureEcrite = { mesureId: string; texte: string }
/** When a measure last changed, and whether that was after a report was drawn. */
export type Changement = { mesureId: string; a: string; le: Jour; apres: boolean }
/** `le` is null where no dated change explains the difference (words of the référentiel). */
export type Ecart = { mesureId: string; le: Jour | null; ajoutees: string[]; retirees: string[] }

const lignesDe = (texte: string) => texte.split('\n').filter(morceau => morceau.trim() !== '')

/**
 * What a report says of the measures and that is no longer so (charte C3.5: a magistrate decides on
 * what is true). What changed and changed back is no difference; `tirees` is null for a report of
 * which nobody kept what it quoted.
 */
export function ecartsDe(
  tirees: readonly MesureEcrite[] | null,
  presentes: readonly MesureEcrite[],
  changements: readonly Changement[],
): Ecart[] {
  const apres = changements.filter(changement => changement.apres)
  const quand = (mesureId: string) =>
    apres.find(changement => changement.mesureId === mesureId)?.le ?? null
  if (!tirees)
    return presentes.flatMap(presente =>
      quand(presente.mesureId)
        ? [
            {
              mesureId: presente.mesureId,
              le: quand(presente.mesureId),
              ajoutees: [],
              retirees: [],
            },
          ]
        : [],
    )
  const ids = [...new Set([...tirees, ...presentes].map(mesure => mesure.mesureId))]
  return ids.flatMap(mesureId => {
    const [avant, maintenant] = [tirees, presentes].map(liste =>
      lignesDe(liste.find(mesure => mesure.mesureId === mesureId)?.texte ?? ''),
    )
    const ajoutees = (maintenant ?? []).filter(libelle => !avant?.includes(libelle))
    const retirees = (avant ?? []).filter(libelle => !maintenant?.includes(libelle))
    return ajoutees.length + retirees.length > 0
      ? [{ mesureId, le: quand(mesureId), ajoutees, retirees }]
      : []
  })
}

/**
 * The part as it is written, with what is no more struck out and what is new put after the line
 * that it follows; the writer's own words stay.
 */
export function mettreAJour(tiree: string | null, ecrite: string, neuve: string): string {
  if (tiree === null) return ecrite.trim() === '' ? neuve : `${neuve}\n\n${ecrite}`
  const [avant, apres] = [lignesDe(tiree), lignesDe(neuve)]
  const lignes = ecrite
    .split('\n')
    .filter(morceau => !avant.includes(morceau) || apres.includes(morceau))
  apres.forEach((ligne, i) => {
    if (lignes.includes(ligne) || avant.includes(ligne)) return
    const suit = apres.slice(0, i).findLast(libelle => lignes.includes(libelle))
    lignes.splice(suit === undefined ? 0 : lignes.lastIndexOf(suit) + 1, 0, ligne)
  })
  return lignes.join('\n').trim()
}

type Ecrit = { etat: string; serviceQuiSuit: string }
type Qui = { serviceId: string | null; valide: boolean }
/**
 * Before validation: by the service that writes it, and by its direction once it has it in hand;
 * what was validated never changes (charte C3.5).
 */
export const refusDActualiser = (ecrit: Ecrit, { serviceId, valide }: Qui): Refusal[] => {
  if (ecrit.serviceQuiSuit !== serviceId)
    return [
      {
        code: 'autre_service',
        message: 'Ce rapport est écrit par le service qui suit la personne.',
      },
    ]
  if (ecrivable(ecrit.etat) || (ecrit.etat === 'soumis' && valide)) return []
  return [
    {
      code: 'fige',
      message: 'Ce rapport ne se met plus à jour : il est soumis, validé ou abandonné.',
    },
  ]
}
