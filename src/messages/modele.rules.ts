import type { Refusal } from '../platform/refusal.ts'
import type { Moment } from './message.rules.ts'

/**
 * What a template may say, and whether it can be missing: then it stands between brackets, which go
 * away with it (terrain §1.6).
 */
export const variables = {
  date: { dit: 'le jour, en toutes lettres', peutManquer: false },
  heure: { dit: 'l’heure', peutManquer: false },
  lieu: { dit: 'le nom public du lieu', peutManquer: true },
  adresse: { dit: 'l’adresse complète', peutManquer: true },
  telephone: { dit: 'le téléphone du lieu', peutManquer: true },
  pieces: { dit: 'ce qu’il faut apporter', peutManquer: true },
  lien: { dit: 'la page pour ne plus recevoir de messages', peutManquer: false },
} as const
export type Variable = keyof typeof variables
export type Valeurs = Record<Variable, string | null>
export const modalites = ['lieu', 'telephone', 'domicile', 'visio'] as const
export type Modalite = (typeof modalites)[number]
/**
 * Whom a template is for: one type of convocation, or every type held the same way (no type has a
 * hyphen in its key).
 */
export const pourTous = (modalite: Modalite) => `tous-${modalite}` as const
export const porteesCommunes: Record<string, string> = {
  'tous-lieu': 'Tous les types, sur place',
  'tous-telephone': 'Tous les types, par téléphone',
  'tous-domicile': 'Tous les types, à domicile',
  'tous-visio': 'Tous les types, en visio',
}
export type CanalDeModele = 'sms' | 'courriel'

const estVariable = (nom: string): nom is Variable => nom in variables
/**
 * Moments that tell when to come: never without the day and the hour, the failure of a former tool
 * (terrain §5).
 */
export const avecHeure: readonly Moment[] = ['convocation', 'rappel', 'modification']

type Segment = { texte: string; facultatif: boolean }
/** Cuts a template at its brackets; null when one is not closed, or opens inside another. */
function segments(texte: string): Segment[] | null {
  const lus: Segment[] = []
  let reste = texte
  while (reste !== '') {
    const ouvre = reste.search(/[[\]]/)
    if (ouvre === -1) return [...lus, { texte: reste, facultatif: false }]
    const ferme = reste.indexOf(']', ouvre)
    if (reste[ouvre] === ']' || ferme === -1 || reste.slice(ouvre + 1, ferme).includes('['))
      return null
    if (ouvre > 0) lus.push({ texte: reste.slice(0, ouvre), facultatif: false })
    lus.push({ texte: reste.slice(ouvre + 1, ferme), facultatif: true })
    reste = reste.slice(ferme + 1)
  }
  return lus
}
const nommees = (texte: string): string[] =>
  [...texte.matchAll(/\{([^{}]*)\}/g)].map(trouve => trouve[1] ?? '')
const refus = (code: string, message: string): Refusal => ({ code, message, champ: 'texte' })
const liste = (noms: readonly string[]) => noms.map(nom => `{${nom}}`).join(', ')

function refusDeVariables(texte: string, coupe: readonly Segment[], moment: Moment): Refusal[] {
  const inconnues = [...new Set(nommees(texte).filter(nom => !estVariable(nom)))]
  const exposees = coupe.flatMap(segment =>
    segment.facultatif
      ? []
      : nommees(segment.texte).filter(nom => estVariable(nom) && variables[nom].peutManquer),
  )
  const sures = new Set(
    coupe.flatMap(segment => (segment.facultatif ? [] : nommees(segment.texte))),
  )
  const exigees: Variable[] = [
    ...(avecHeure.includes(moment) ? (['date', 'heure'] as const) : []),
    'lien',
  ]
  const manquantes = exigees.filter(exigee => !sures.has(exigee))
  const vides = coupe.filter(segment => segment.facultatif && nommees(segment.texte).length === 0)
  return [
    ...(inconnues.length
      ? [
          refus(
            'variable_inconnue',
            `Variable inconnue : ${liste(inconnues)}. Celles qui existent : ${liste(Object.keys(variables))}.`,
          ),
        ]
      : []),
    ...(manquantes.length
      ? [
          refus(
            'variable_manquante',
            `Ce modèle doit dire, hors des crochets : ${liste(manquantes)}.`,
          ),
        ]
      : []),
    ...(exposees.length
      ? [
          refus(
            'variable_sans_crochets',
            `${liste([...new Set(exposees)])} peut manquer : mettez entre crochets ce qui doit alors disparaître, par exemple [Téléphone : {telephone}. ].`,
          ),
        ]
      : []),
    ...(vides.length
      ? [
          refus(
            'crochets_sans_variable',
            'Des crochets ne contiennent aucune variable : ils ne servent à rien.',
          ),
        ]
      : []),
  ]
}

/**
 * Everything that a template does wrong, at once: unknown, unclosed, missing or exposed variables.
 */
export function refusDeModele(texte: string, moment: Moment): Refusal[] {
  const coupe = segments(texte)
  if (!coupe)
    return [
      refus(
        'crochets',
        'Un crochet n’est pas fermé, ou s’ouvre dans un autre : écrivez [une phrase qui peut disparaître].',
      ),
    ]
  if (/[{}]/.test(texte.replace(/\{[^{}]*\}/g, '')))
    return [refus('accolade', 'Une accolade n’est pas fermée : une variable s’écrit {date}.')]
  return refusDeVariables(texte, coupe, moment)
}
/** Variables replaced, brackets without value gone. */
export function motsDuModele(modele: string, valeurs: Valeurs): string {
  const coupe = segments(modele)
  if (!coupe) throw new RangeError('unclosed bracket in a template')
  const valeur = (nom: string) => (estVariable(nom) ? (valeurs[nom]?.trim() ?? '') : '')
  return coupe
    .filter(
      segment => !segment.facultatif || nommees(segment.texte).every(nom => valeur(nom) !== ''),
    )
    .map(segment => segment.texte.replace(/\{([^{}]*)\}/g, (_, nom: string) => valeur(nom)))
    .join('')
    .replace(/[ \t]{2,}/g, ' ')
    .replace(/ +$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

/** A template for paper: nobody stops a letter by a link. */
export const sansLien = (modele: string): string =>
  modele
    .split('\n')
    .filter(ligne => !ligne.includes('{lien}'))
    .join('\n')

/** A text already written, for paper: the lines that hold an address to click are left out. */
export const sansLigneDeLien = (texte: string): string =>
  texte
    .split('\n')
    .map(ligne => ligne.replace(/[^.\n]*https?:\/\/\S+/g, '').trimEnd())
    .join('\n')
    .trim()

/**
 * The text that leaves; a bracket whose variable has no value goes away whole. Refuses to write a
 * convocation without its hour.
 */
export function rendre(modele: string, moment: Moment, valeurs: Valeurs): string {
  const texte = motsDuModele(modele, valeurs)
  const { date, heure } = valeurs
  if (
    avecHeure.includes(moment) &&
    !(date && heure && texte.includes(date) && texte.includes(heure))
  )
    throw new RangeError('a convocation never leaves without its day and its hour')
  return texte
}

/** What was read when the form was opened must still be what is in force. */
export const refusDeModeleChange = (vu: string, enVigueur: string): Refusal[] =>
  vu === enVigueur
    ? []
    : [
        refus(
          'modele_change',
          'Un autre agent vient d’écrire ce modèle. Votre texte est encore ici : comparez, puis enregistrez de nouveau.',
        ),
      ]

/** An e-mail has a subject, whose variables cannot be missing: it is read on a locked phone. */
export function refusDeSujet(canal: CanalDeModele, sujet: string | undefined): Refusal[] {
  if (canal === 'sms') return []
  const dit = (code: string, message: string): Refusal[] => [{ code, message, champ: 'sujet' }]
  if (!sujet) return dit('sujet_manquant', 'Écrivez l’objet du courriel.')
  const permises = nommees(sujet).every(nom => nom === 'date' || nom === 'heure')
  return permises && !/[{}[\]\n]/.test(sujet.replace(/\{(date|heure)\}/g, ''))
    ? []
    : dit('sujet_mal_forme', 'L’objet ne dit que {date} et {heure}, sans crochets.')
}

const SUJET = /^Objet : (.+)\n+/
/** An e-mail's template begins with its subject: « Objet : … ». */
export function separerSujet(modele: string): { sujet: string | null; corps: string } {
  const sujet = SUJET.exec(modele)?.[1]?.trim() ?? null
  return { sujet, corps: sujet === null ? modele : modele.replace(SUJET, '') }
}
export const avecSujet = (sujet: string, corps: string) =>
  `Objet : ${sujet.trim()}\n\n${corps.trim()}`
/** How the convocations of a template are held. */
export const modaliteDe = (pour: string, duType: string | undefined): Modalite =>
  modalites.find(modalite => modalite === duType || pourTous(modalite) === pour) ?? 'lieu'
