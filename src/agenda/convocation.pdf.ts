import { adresseDe, estDetenue, type Identite } from '../dossiers/index.ts'
import { adresseNeutre, direSurPapier, type Langue, langues } from '../messages/index.ts'
import { afficherHeure, afficherJour, type Jour } from '../platform/date.ts'
import type { Lettre } from '../platform/pdf/index.ts'
import { sansMotRevele } from '../platform/revele.ts'
import { type Modalite, type MomentDeLettre, modalites } from './convocation.rules.ts'
import type { Convocation } from './convocation.store.ts'

export type Expediteur = { nom: string; nomPublic: string | null; adresse: string; telephone: string; commune: string }
type Cadre = { de: Expediteur; aujourdhui: Jour; langue: Langue }

/**
 * The only letter of a convocation, always in French, with the person's language on the same sheet; in the window nothing but a name
 * and an address.
 */
export function lettreDeConvocation(identite: Identite, c: Convocation, moment: MomentDeLettre, { de, aujourdhui, langue }: Cadre): Lettre {
  const dite = { ...c, le: c.le as Jour, telephone: c.agentTelephone ?? de.telephone }
  const francais = direSurPapier(dite, moment, 'fr').paragraphes
  const annoncee = moment === 'annulation' || moment === 'absence' ? null : annonces(c, moment)
  return {
    titre: titres[moment],
    // The sender's block is folded under the window's edge, but an envelope may be held to the light: no word of justice in it.
    expediteur: {
      nom: sansMotRevele(de.nomPublic) ?? sansMotRevele(de.nom) ?? '',
      adresse: adresseNeutre(de.adresse),
      telephone: `Téléphone : ${de.telephone}`,
    },
    destinataire: [identite.nomComplet, ...destination(identite)],
    lieuEtDate: `${de.commune}, le ${afficherJour(aujourdhui)}`,
    paragraphes: [`${identite.nomComplet},`, ...(annoncee ?? francais)],
    faits: annoncee ? faits(c, de) : [],
    suite: annoncee ? suite(c, de) : [],
    signature: c.agentNom ?? de.nom,
    traduction: langue === 'fr' ? null : traduction(dite, moment, langue),
  }
}
const titres: Record<MomentDeLettre, string> = {
  convocation: 'Convocation',
  modification: 'Convocation',
  annulation: 'Convocation annulée',
  absence: 'Absence à une convocation',
}
/** Whoever is visited stays at home, and whoever is called stays where they are: nobody is told to come (terrain §1.3). */
const parModalite = {
  lieu: { attente: 'Nous vous attendons à la convocation suivante.', empechement: 'venir' },
  domicile: {
    attente: 'Nous passerons chez vous, au jour et à l’heure qui suivent. Merci de rester chez vous à cette heure.',
    empechement: 'être chez vous',
  },
  telephone: {
    attente: 'Nous vous appellerons, au jour et à l’heure qui suivent. Gardez votre téléphone avec vous.',
    empechement: 'répondre',
  },
  visio: { attente: 'Nous vous attendons en visioconférence, au jour et à l’heure qui suivent.', empechement: 'vous connecter' },
}
const motsDe = (c: Convocation) => parModalite[c.modalite as Modalite] ?? parModalite.lieu
const annonces = (c: Convocation, moment: 'convocation' | 'modification') => [
  ...(moment === 'modification' ? ['Votre convocation a changé. Cette lettre remplace la précédente.'] : []),
  motsDe(c).attente,
]

/** Mail does not follow into detention: the sheet says where the person is (one source, as on every screen). */
function destination(identite: Identite): string[] {
  const rue = estDetenue(identite) ? null : adresseDe(identite)
  return rue ? rue.split(', ') : ['À remettre en main propre']
}
const faits = (c: Convocation, de: Expediteur): [string, string][] => [
  ['Jour', afficherJour(c.le as Jour)],
  ['Heure', afficherHeure(c.heure)],
  ['Durée prévue', `${c.dureeMinutes} minutes`],
  // « Visite à domicile » is no place; a place that somebody wrote is.
  ...(c.lieu === modalites[c.modalite as Modalite] ? [] : [['Lieu', c.lieu] satisfies [string, string]]),
  ...(aDistance(c) ? [] : [['Adresse', c.adresse] satisfies [string, string]]),
  ['Avec', c.agentNom ?? c.agendaNom ?? de.nom],
  ['Objet', c.typeLibelle],
]
const aDistance = (c: Convocation) => c.modalite === 'telephone' || c.modalite === 'visio'
function apporter(c: Convocation): string[] {
  const pieces = c.pieces ?? 'une pièce d’identité'
  if (aDistance(c)) return c.pieces ? [`Ayez sous la main : ${c.pieces}.`] : []
  return [c.modalite === 'domicile' ? `Préparez ${pieces}.` : `Apportez ${pieces}, et cette lettre.`]
}
const suite = (c: Convocation, de: Expediteur): string[] => [
  ...(c.annonce ? [c.annonce] : []),
  ...(c.consigne ? [c.consigne] : []),
  ...apporter(c),
  ...(c.acces ? [c.acces] : []),
  `Si vous ne pouvez pas ${motsDe(c).empechement}, prévenez dès que possible au ${c.agentTelephone ?? de.telephone} : une autre date pourra vous être donnée.`,
]
function traduction(c: Parameters<typeof direSurPapier>[0], moment: MomentDeLettre, langue: Langue): NonNullable<Lettre['traduction']> {
  const { paragraphes, relu, deDroiteAGauche } = direSurPapier(c, moment, langue)
  return {
    titre: `En ${langues[langue]}`,
    mention: `${relu ? 'Traduction' : 'Traduction non relue'} : seul le texte français fait foi.`,
    langue,
    deDroiteAGauche,
    paragraphes,
  }
}
