import { motsDe } from '../platform/mots.ts'
import type { Canal } from './message.rules.ts'

/**
 * Languages in which the standard templates exist (charte C3.3); the seven others are to be
 * reviewed by a translator.
 */
export const langues = {
  fr: 'français',
  en: 'anglais',
  ar: 'arabe',
  es: 'espagnol',
  pt: 'portugais',
  ro: 'roumain',
  ru: 'russe',
  tr: 'turc',
} as const
export type Langue = keyof typeof langues
export const clesLangues = motsDe(langues)
const sansAccent = (texte: string) =>
  texte.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim()

/**
 * The language of the messages: French as soon as the person speaks it, else the first that we can
 * write, else French.
 */
export function langueDe(parlees: readonly string[]): Langue {
  const connues = parlees.flatMap(parlee =>
    clesLangues.filter(
      cleLangue =>
        cleLangue === sansAccent(parlee) ||
        sansAccent(parlee).startsWith(sansAccent(langues[cleLangue])),
    ),
  )
  return connues.includes('fr') ? 'fr' : (connues[0] ?? 'fr')
}

/**
 * Overseas prefixes of the national mobile numbering and the country code that they are called by
 * (plan de numérotation, terrain §1.1).
 */
const outreMer: Record<string, string> = {
  '692': '262',
  '693': '262',
  '639': '262',
  '690': '590',
  '691': '590',
  '694': '594',
  '696': '596',
  '697': '596',
}
/** A French mobile number in E.164, or null: a landline, a foreign number, or what is no number. */
export function mobile(saisi: string | null): string | null {
  const chiffres = (saisi ?? '').replace(/\(0\)/g, '').replace(/[\s.\-()/]/g, '')
  const international = chiffres.replace(/^00/, '+')
  const national = /^0(\d{9})$/.exec(international)?.[1]
  if (national && outreMer[national.slice(0, 3)])
    return `+${outreMer[national.slice(0, 3)]}${national}`
  if (national) return /^[67]/.test(national) ? `+33${national}` : null
  if (/^\+33[67]\d{8}$/.test(international)) return international
  const [, indicatif, abonne = ''] = /^\+(262|590|594|596)0?(\d{9})$/.exec(international) ?? []
  return indicatif && outreMer[abonne.slice(0, 3)] === indicatif
    ? international.replace(`+${indicatif}0`, `+${indicatif}`)
    : null
}

/** « 06 12 34 56 34 » */
export function numeroNational(e164: string): string {
  const abonne = e164.replace(/^\+(33|262|590|594|596)/, '0')
  return (abonne.match(/\d{2}/g) ?? [abonne]).join(' ')
}
/**
 * « 06 •• •• •• 34 », « j…@exemple.fr »: enough for the agent to recognise it, too little to be
 * copied.
 */
export function masquer(canal: Canal, destinataire: string): string {
  if (canal === 'sms') {
    const groupes = numeroNational(destinataire).split(' ')
    return groupes
      .map((groupe, i) => (i === 0 || i === groupes.length - 1 ? groupe : '••'))
      .join(' ')
  }
  return canal === 'courriel' ? destinataire.replace(/^(.).*(@.*)$/, '$1…$2') : destinataire
}

export type Coordonnees = {
  telephone: string | null
  courriel: string | null
  refuseSms: boolean
  adresse: string | null
  /** Channels that the person opposed. */
  oppositions: readonly string[]
  /** Numbers and addresses whose last message failed for good. */
  injoignables: readonly string[]
}
export type Voie = { canal: Canal; destinataire: string; pourquoi: string }
export const EN_MAIN_PROPRE = 'À remettre en main propre'

/**
 * By what the person is told: SMS, else e-mail, else letter; and why not by the former (charte
 * C3.3).
 */
export function choisirCanal(coordonnees: Coordonnees): Voie {
  const numero = mobile(coordonnees.telephone)
  const pasDeSms = empechementDuSms(coordonnees, numero)
  if (numero && !pasDeSms) return { canal: 'sms', destinataire: numero, pourquoi: '' }
  const pasDeCourriel = empechementDuCourriel(coordonnees)
  if (coordonnees.courriel && !pasDeCourriel)
    return {
      canal: 'courriel',
      destinataire: coordonnees.courriel.trim(),
      pourquoi: pasDeSms ?? '',
    }
  return {
    canal: 'lettre',
    destinataire: coordonnees.adresse ?? EN_MAIN_PROPRE,
    pourquoi: [pasDeSms, pasDeCourriel].filter(Boolean).join(' '),
  }
}

function empechementDuSms(coordonnees: Coordonnees, numero: string | null): string | null {
  if (!coordonnees.telephone) return 'Aucun téléphone n’est noté.'
  if (!numero) return 'Le téléphone noté n’est pas un mobile français : il ne reçoit pas nos SMS.'
  if (coordonnees.refuseSms) return 'La personne refuse les SMS.'
  if (coordonnees.oppositions.includes('sms'))
    return 'La personne a demandé à ne plus recevoir de SMS.'
  return coordonnees.injoignables.includes(numero)
    ? 'Le dernier SMS à ce numéro n’est pas arrivé.'
    : null
}

function empechementDuCourriel(coordonnees: Coordonnees): string | null {
  if (!coordonnees.courriel) return 'Aucun courriel n’est noté.'
  if (coordonnees.oppositions.includes('courriel'))
    return 'La personne a demandé à ne plus recevoir de courriels.'
  return coordonnees.injoignables.includes(coordonnees.courriel.trim())
    ? 'Le dernier courriel à cette adresse n’est pas arrivé.'
    : null
}
