import type { Jour } from '../platform/date.ts'
import { inForce } from '../platform/law.ts'
import type { Refusal } from '../platform/refusal.ts'
import { type CleNature, natures } from './nature.referentiel.ts'

export const clesNatures = Object.keys(natures) as [CleNature, ...CleNature[]]
export const causesDeFin = {
  terme: 'Arrivée au terme',
  anticipee: 'Fin anticipée',
  revocation: 'Révocation',
  conversion: 'Conversion',
  amnistie: 'Amnistie',
  deces: 'Décès',
  autre: 'Autre décision',
} as const

/** Documents that a service waits for when a measure arrives (terrain §1.7: people arrive without documents). */
export const piecesHabituelles = [
  'Jugement ou décision',
  'Procès-verbal de notification',
  'Casier judiciaire B1',
  'Enquête ou expertise versée au dossier',
] as const

/** The name of a kind on a day, or null when it does not exist then (nature.referentiel). */
export function nomDeLaNature(nature: CleNature, le: Jour): string | null {
  const { noms } = natures[nature]
  return le < noms[0].from ? null : inForce<string | null>(noms, le).value
}

/** What is shown: the name on the day of the decision, or the first known one for an imported old measure. */
export const libelleDeNature = (nature: string, le: string): string => {
  const connue = natures[nature as CleNature]
  if (!connue) return nature
  return nomDeLaNature(nature as CleNature, le as Jour) ?? connue.noms.find(v => v.value !== null)?.value ?? nature
}

/** Words of the field for a kind, besides its names in the law (terrain §1.1, §6). */
const motsDuTerrain: [string, CleNature][] = [
  ['SME', 'sursis_probatoire'],
  ['723-15', 'procedure_723_15'],
  ['ESR', 'enquete_sociale_rapide'],
]
/** Every word that names a kind: its key, its names over time, those of the field. What is not here is said, never guessed (charte C1.1). */
export const motsDesNatures: [string, CleNature][] = [
  ...motsDuTerrain,
  ...clesNatures.flatMap(cle => [cle, ...natures[cle].noms.flatMap(n => n.value ?? [])].map((mot): [string, CleNature] => [mot, cle])),
]

type Saisie = { nature: CleNature; decisionLe: Jour; debutLe: Jour; finLe?: Jour | undefined }
/** A measure exists only if its kind existed on the day of the decision, and its dates follow each other (nature.referentiel; art. cited there). */
export function refusDeMesure({ nature, decisionLe, debutLe, finLe }: Saisie): Refusal[] {
  const refus: Refusal[] = []
  if (nomDeLaNature(nature, decisionLe) === null) {
    const version = natures[nature].noms.findLast(v => v.from <= decisionLe) ?? natures[nature].noms[0]
    refus.push({
      code: 'nature_inexistante',
      champ: 'nature',
      message: 'Cette mesure n’existait pas à la date de la décision.',
      source: { texte: version.source.texte, article: version.source.article },
    })
  }
  if (debutLe < decisionLe)
    refus.push({ code: 'debut_avant_decision', champ: 'debutLe', message: 'La mesure ne peut pas commencer avant la décision.' })
  if (finLe && finLe < debutLe) refus.push({ code: 'fin_avant_debut', champ: 'finLe', message: 'La fin est avant le début.' })
  return refus
}

/** A measure ends once, and not before it began; its end names its cause (charte C4.1: adapted or ended, by a decision). */
export function refusDeTerminer(mesure: { debutLe: string; finieLe: string | null }, le: Jour): Refusal[] {
  if (mesure.finieLe) return [{ code: 'deja_finie', message: 'Cette mesure est déjà terminée.' }]
  return le < mesure.debutLe ? [{ code: 'fin_avant_debut', champ: 'le', message: 'La fin est avant le début de la mesure.' }] : []
}
