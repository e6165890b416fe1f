import { afficherJourCourt, estJour, type Jour } from '../platform/date.ts'
import { motsDe } from '../platform/mots.ts'
import type { Refusal } from '../platform/refusal.ts'

/**
 * Domains of life of the évaluation (charte C2.2). Words only: nothing here adds up (charte C2.1).
 */
export const domaines = {
  logement: 'Logement',
  ressources: 'Ressources',
  emploi: 'Emploi',
  formation: 'Formation',
  sante: 'Santé',
  famille: 'Famille et liens',
  droits: 'Droits et papiers',
  mobilite: 'Mobilité',
  langue: 'Langue',
  justice: 'Justice',
} as const
export type Domaine = keyof typeof domaines
export const clesDomaines = motsDe(domaines)
export const libelleDeDomaine = (cle: string): string => domaines[cle as Domaine] ?? cle

export const accords = {
  accord: 'La personne est d’accord',
  reserves: 'La personne fait des réserves',
  refus: 'La personne refuse',
} as const

/**
 * What another agent saved meanwhile is never written over (charte C9.1; complaint of the field,
 * terrain §5).
 */
export const refusDeVersion = (vue: number, actuelle: number, quoi: string): Refusal[] =>
  vue === actuelle
    ? []
    : [
        {
          code: 'modifie_entretemps',
          message: `Un autre agent a enregistré une nouvelle version ${quoi} pendant que vous écriviez. Elle est affichée ci-dessous ; votre texte est encore dans les champs.`,
        },
      ]

/** A plan has at least one objective, and each says something (charte C1.2). */
export const refusDePlan = (objectifs: { etapes: unknown[] }[]): Refusal[] =>
  objectifs.length === 0 ? [{ code: 'plan_vide', message: 'Un plan a au moins un objectif.' }] : []

/** An évaluation without a word says nothing of the person (charte C2.2). */
export const refusDEvaluation = (remplis: number): Refusal[] =>
  remplis === 0 ? [{ code: 'evaluation_vide', message: 'Écrivez au moins dans un domaine.' }] : []

type Etape = {
  quoi: string
  qui?: string | null | undefined
  avec?: string | null | undefined
  pourLe?: Jour | null | undefined
}
/** A version of the plan as text, to compare two of them side by side. */
export const planEnTexte = (
  objectifs: { intitule: string; domaine: string; etapes: Etape[] }[],
): string =>
  objectifs
    .map((objectif, i) =>
      [
        `${i + 1}. ${objectif.intitule} (${libelleDeDomaine(objectif.domaine)})`,
        ...objectif.etapes.map(
          etape =>
            `   – ${[etape.quoi, etape.qui, etape.avec && `avec ${etape.avec}`, etape.pourLe && `pour le ${estJour(etape.pourLe) ? afficherJourCourt(etape.pourLe) : etape.pourLe}`].filter(Boolean).join(', ')}`,
        ),
      ].join('\n'),
    )
    .join('\n')
