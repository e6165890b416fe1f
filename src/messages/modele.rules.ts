import { afficherHeure, afficherJour, type Jour } from '../platform/date.ts'
import type { Refusal } from '../platform/refusal.ts'
import { motsReveles, sansMotRevele } from '../platform/revele.ts'
import type { Langue } from './canal.rules.ts'
import { langues as autres } from './langues.referentiel.ts'
import type { Moment } from './message.rules.ts'
import { francais, type Phrases } from './modele.referentiel.ts'
import { alleger } from './sms.rules.ts'

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
const avecHeure: readonly Moment[] = ['convocation', 'rappel', 'modification']

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

const phrasesDe = (langue: Langue): Phrases => (langue === 'fr' ? francais : autres[langue])
/** False for what a translator has not yet reviewed: said on screen. */
export const estRelu = (langue: Langue): boolean => phrasesDe(langue).relu
export const estDeDroiteAGauche = (langue: string): boolean => langue === 'ar'

/** The wording of the référentiel: neutral, in plain words. */
export function modeleParDefaut(
  moment: Moment,
  modalite: Modalite,
  canal: CanalDeModele,
  langue: Langue,
): string {
  const passerelle = phrasesDe(langue)
  const vient = modalite === 'lieu' && avecHeure.includes(moment)
  const dit = {
    convocation: passerelle.attente[modalite],
    rappel: `${passerelle.rappel} ${passerelle.attente[modalite]}`,
    modification: `${passerelle.changement} ${passerelle.attente[modalite]}`,
    annulation: passerelle.annulation[modalite],
    absence: passerelle.absence[modalite],
  }[moment]
  const contacts: Partial<Record<Moment, string>> = {
    absence: passerelle.appelez,
    annulation: passerelle.question,
  }
  const contact = contacts[moment] ?? passerelle.empechement
  const phrases = [dit, ...(vient ? [`[${passerelle.pieces}]`] : []), `[${contact}]`]
  if (canal === 'sms') return [...phrases, passerelle.stop].join(' ')
  return avecSujet(
    passerelle.sujet[moment],
    [passerelle.bonjour, ...phrases, passerelle.merci, passerelle.stop].join('\n\n'),
  )
}

const etiquettes: Record<Exclude<Langue, 'fr'>, string> = {
  en: 'en-GB',
  ar: 'ar-u-nu-latn',
  es: 'es-ES',
  pt: 'pt-PT',
  ro: 'ro-RO',
  ru: 'ru-RU',
  tr: 'tr-TR',
}
/**
 * The day in full, in the person's language; in an SMS « aout » (1990 spelling), for one circumflex
 * doubles the price of a message.
 */
export function direLeJour(
  le: Jour,
  langue: Langue,
  canal: CanalDeModele | 'lettre' = 'courriel',
): string {
  if (langue === 'fr')
    return canal === 'sms' ? afficherJour(le).replace('août', 'aout') : afficherJour(le)
  const [annee, mois, jour] = le.split('-').map(Number) as [number, number, number]
  const format = new Intl.DateTimeFormat(etiquettes[langue], {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  })
  return format.format(Date.UTC(annee, mois - 1, jour))
}
/** « 14 h 30 » in French, 14:30 elsewhere: the hour as it is shown in France. */
export const direLHeure = (heure: string, langue: Langue): string =>
  langue === 'fr' ? afficherHeure(heure) : heure.slice(0, 5)

const VOIE =
  /(^|\s)(rue|avenue|av\.?|place|pl\.?|quai|boulevard|bd\.?|chemin|impasse|all[ée]e|route|square|cours|passage|voie|sentier|faubourg)\s/i
/** « 67850 Offendorf »: a commune of one word is a name, whatever it begins with. */
const COMMUNE = /^\d{5}\s\S+$/
/** An address without the name of a courthouse; « 12 rue de la Justice » is only a street. */
export function adresseNeutre(adresse: string): string {
  const gardes = adresse.split(',').map(i => i.trim())
  return gardes
    .filter(item => VOIE.test(item) || COMMUNE.test(item) || motsReveles(item).length === 0)
    .join(', ')
}

/**
 * Latin words and numbers within a text that reads from right to left: without its marks, « 03 53
 * 01 67 10 » is read from its end.
 */
export const dansSonSens = (valeurs: Valeurs, langue: Langue): Valeurs => {
  if (!estDeDroiteAGauche(langue)) return valeurs
  const cadre = (texte: string | null) => texte && `\u202a${texte}\u202c`
  const { lieu, adresse, telephone, pieces } = valeurs
  return {
    ...valeurs,
    lieu: cadre(lieu),
    adresse: cadre(adresse),
    telephone: cadre(telephone),
    pieces: cadre(pieces),
  }
}
/** How the convocations of a template are held. */
export const modaliteDe = (pour: string, duType: string | undefined): Modalite =>
  modalites.find(modalite => modalite === duType || pourTous(modalite) === pour) ?? 'lieu'
/** An invented case, to see a template as it would leave. */
export const exemple = (le: Jour, langue: Langue, canal: CanalDeModele): Valeurs =>
  dansSonSens(
    {
      date: direLeJour(le, langue, canal),
      heure: direLHeure('14:30', langue),
      lieu: null,
      adresse: '12 rue des Tilleuls, 67000 Strasbourg',
      telephone: '03 53 01 67 10',
      pieces: 'pièce d’identité, justificatif de domicile',
      lien: 'https://exemple.fr/s/abcdefghijkl',
    },
    langue,
  )

type Convocation = {
  le: Jour
  heure: string
  modalite: string
  adresse: string
  telephone: string | null
  pieces: string | null
  lien: string
}
/**
 * What the standard wording says of a convocation: of the people that are invented, nobody has
 * written another.
 */
export function direParDefaut(
  convocation: Convocation,
  moment: Moment,
  canal: CanalDeModele,
  langue: Langue,
): { sujet: string | null; texte: string } {
  const { sujet, corps } = separerSujet(
    modeleParDefaut(moment, modaliteDe('', convocation.modalite), canal, langue),
  )
  const valeurs: Valeurs = {
    ...convocation,
    date: direLeJour(convocation.le, langue, canal),
    heure: direLHeure(convocation.heure, langue),
    lieu: null,
    adresse: adresseNeutre(convocation.adresse),
    pieces: sansMotRevele(convocation.pieces),
  }
  const dites = dansSonSens(valeurs, langue)
  const texte = rendre(corps, moment, dites)
  return canal === 'sms'
    ? { sujet: null, texte: alleger(texte) }
    : { sujet: sujet && motsDuModele(sujet, dites), texte }
}

/** The same for paper, in paragraphs, without anything to click. */
export function direSurPapier(donnees: Omit<Convocation, 'lien'>, moment: Moment, langue: Langue) {
  const { texte } = direParDefaut({ ...donnees, lien: 'https://-' }, moment, 'courriel', langue)
  const paragraphes = sansLigneDeLien(texte)
    .split('\n')
    .filter(morceau => morceau.trim() !== '')
  return { paragraphes, relu: estRelu(langue), deDroiteAGauche: estDeDroiteAGauche(langue) }
}
