import { afficherHeure, afficherJour, type Jour } from '../platform/date.ts'
import { motsReveles, sansMotRevele } from '../platform/revele.ts'
import type { Langue } from './canal.rules.ts'
import { langues as autres } from './langues.referentiel.ts'
import type { Moment } from './message.rules.ts'
import { francais, type Phrases } from './modele.referentiel.ts'
import {
  avecHeure,
  avecSujet,
  type CanalDeModele,
  type Modalite,
  modaliteDe,
  motsDuModele,
  rendre,
  sansLigneDeLien,
  separerSujet,
  type Valeurs,
} from './modele.rules.ts'
import { alleger } from './sms.rules.ts'

const phrasesDe = (langue: Langue): Phrases => (langue === 'fr' ? francais : autres[langue])
/** False for what a translator has not yet reviewed: said on screen. */
export const estRelu = (langue: Langue): boolean => phrasesDe(langue).relu
export const estDeDroiteAGauche = (langue: string): boolean => langue === 'ar'

/** The wording of the référentiel: neutral, in plain words (terrain §1.6). */
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
