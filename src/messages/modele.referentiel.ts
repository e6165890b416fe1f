/**
 * Sentences of the standard messages. They say where and when, never why: a phone may be read by
 * someone else (charte C3.3). Plain words, short sentences, no gender. In French, letters of the
 * SMS alphabet only (no « ê », no « ç »): half the price.
 */
type ParModalite = { lieu: string; telephone: string; domicile: string; visio: string }
export type Phrases = {
  /** Reviewed by who speaks the language. */
  relu: boolean
  attente: ParModalite
  rappel: string
  changement: string
  annulation: ParModalite
  absence: ParModalite
  pieces: string
  empechement: string
  appelez: string
  question: string
  stop: string
  bonjour: string
  merci: string
  sujet: {
    convocation: string
    rappel: string
    modification: string
    annulation: string
    absence: string
  }
}

export const francais: Phrases = {
  relu: true,
  attente: {
    lieu: 'Nous vous attendons le {date} à {heure}[, {lieu}][, {adresse}].',
    telephone: 'Nous vous appellerons le {date} à {heure}. Gardez votre téléphone avec vous.',
    domicile:
      'Nous passerons chez vous le {date} à {heure}. Merci de rester chez vous à cette heure.',
    visio: 'Nous vous attendons en visio le {date} à {heure}.',
  },
  rappel: 'Rappel.',
  changement: 'Changement.',
  annulation: {
    lieu: 'Annulation. Ne venez pas le {date} à {heure}.',
    telephone: 'Annulation. Nous ne vous appellerons pas le {date} à {heure}.',
    domicile: 'Annulation. Nous ne passerons pas chez vous le {date} à {heure}.',
    visio: 'Annulation. La visio du {date} à {heure} n’a pas lieu.',
  },
  absence: {
    lieu: 'Nous vous attendions le {date} à {heure}. Nous ne vous avons pas vu venir.',
    telephone: 'Nous vous avons téléphoné le {date} à {heure}, sans réponse.',
    domicile: 'Nous sommes passés chez vous le {date} à {heure}, sans réponse.',
    visio: 'Nous vous attendions en visio le {date} à {heure}, sans réponse.',
  },
  pieces: 'Apportez : {pieces}.',
  empechement: 'Si vous ne pouvez pas : {telephone}.',
  appelez: 'Appelez-nous vite : {telephone}.',
  question: 'Une question : {telephone}.',
  stop: 'Ne plus recevoir : {lien}',
  bonjour: 'Bonjour,',
  merci: 'Merci.',
  sujet: {
    convocation: '{date} à {heure}',
    rappel: 'Rappel : {date} à {heure}',
    modification: 'Changement : {date} à {heure}',
    annulation: 'Annulation : {date} à {heure}',
    absence: 'Nous vous attendions le {date}',
  },
}
