import type { Refusal } from './refusal.ts'

/**
 * The one list (ADR 0032), for every word that may reach a person: templates, names of places, what
 * is to be brought, the window of a letter, the sender, the links. Words that tell whoever reads
 * the phone that the message is about justice, in the eight languages (charte C3.3, terrain §1.6).
 * Beginnings of words, accents and case put aside; those that end with `$` are whole words.
 */
const debuts = [
  // French
  ...'spip$ cpip$ dpip$ jap$ bex$ tig$ tnr$ ddse$ probation justic judici tribuna tribunaux juge$ juges jugement juger penitenti penal peine$ peines'.split(
    ' ',
  ),
  ...'prison detenu detention ecrou condamn convoc convoqu procureur parquet$ greff audience avocat sursis bracelet delit infraction liberation'.split(
    ' ',
  ),
  ...'libere sanction$ policier police gendarm crime crimin victime magistra casier'.split(' '),
  // English
  ...'justice court$ courts$ courthouse judge judicia jail sentence offen convict summon parole$ penal custod prosecut bail$ lawyer offender'.split(
    ' ',
  ),
  // Spanish, Portuguese
  ...'justici juez jueza juzga carcel penitenci pena$ penas$ conden delito policia citacion fiscalia prision preso$ presa$'.split(
    ' ',
  ),
  ...'justica juiz juiza prisao cadeia intimac procurador tribunais'.split(' '),
  // Romanian
  ...'justitie judecat inchiso probatiune pedeaps pedepse infractiun politie$ politia$ politist citatie arest procuror puscari'.split(
    ' ',
  ),
  // Russian
  ...'суд$ суда$ суде$ суду$ судом$ судья судьи судеб юстици правосуди тюрьм тюрем пробаци осужд наказан преступ полици прокур повестк уголовн арест колони'.split(
    ' ',
  ),
  // Turkish
  ...'mahkeme yargi hakim$ hakime adalet adli$ denetimli ceza hapis hapish suc$ suclu savci polis$ polisi hukumlu mahkum sartli durusma'.split(
    ' ',
  ),
  // Arabic, without article nor particle
  ...'محكم قاض قضا قضي عدال عدلي سجن سجين عقوب شرط جريم جناي نياب ادان استدعا افراج حبس مراقب'.split(
    ' ',
  ),
]
const nus = (mot: string) =>
  mot.normalize('NFD').replace(/\p{M}/gu, '').replace(/ı/g, 'i').toLowerCase()
const entiers = new Set(
  debuts.filter(debut => debut.endsWith('$')).map(debut => nus(debut.slice(0, -1))),
)
const racines = debuts.filter(debut => !debut.endsWith('$')).map(nus)
const ARABE = /^(?:[وفبلك])?(?:ال|لل)?/u
const formes = (mot: string): string[] =>
  /\p{Script=Arabic}/u.test(mot) ? [mot, mot.replace(ARABE, '')] : [mot]

/** The words of a text that reveal justice, as they are written in it, each once. */
export function motsReveles(texte: string): string[] {
  const mots = texte.match(/[\p{L}\p{M}]+/gu) ?? []
  return [
    ...new Set(
      mots.filter(mot =>
        formes(nus(mot)).some(
          forme => entiers.has(forme) || racines.some(racine => forme.startsWith(racine)),
        ),
      ),
    ),
  ]
}

/**
 * Items of a list (« pièce d’identité, papiers du tribunal ») without those that would reveal; null
 * when none is left.
 */
export function sansMotRevele(texte: string | null): string | null {
  const gardes = (texte ?? '')
    .split(',')
    .filter(item => item.trim() !== '' && motsReveles(item).length === 0)
  return gardes.length ? gardes.map(i => i.trim()).join(', ') : null
}

/** A service may choose such words: it is asked once whether it means it. */
export function refusDeMotsReveles(texte: string, confirme: boolean): Refusal[] {
  const mots = motsReveles(texte)
  if (mots.length === 0 || confirme) return []
  const message = `Qui lit ce téléphone saura qu’il s’agit de justice : « ${mots.join(' », « ')} ». Changez ces mots, ou cochez la case pour confirmer.`
  return [{ code: 'mots_reveles', message, champ: 'confirme' }]
}
