import { adresseDe, estDetenue, type Identite } from '../dossiers/index.ts'
import { adresseNeutre, direSurPapier, type Langue, langues } from '../messages/index.ts'
import { afficherHeure, afficherJour, type Jour } from '../platform/date.ts'
import type { Lettre } from '../platform/pdf/index.ts'
import { sansMotRevele } from '../platform/revele.ts'
import { modalites } from './convocation.rules.ts'
import type { Convocation } from './convocation.store.ts'
import type { MomentDeLettre } from './lettre.rules.ts'

export type Expediteur = {
  nom: string
  nomPublic: string | null
  adresse: string
  telephone: string
  commune: string
}
type Cadre = { de: Expediteur; aujourdhui: Jour; langue: Langue }

/**
 * The only letter of a convocation, always in French, with the person's language on the same sheet;
 * in the window nothing but a name and an address.
 */
export function lettreDeConvocation(
  identite: Identite,
  convocation: Convocation,
  moment: MomentDeLettre,
  { de, aujourdhui, langue }: Cadre,
): Lettre {
  const dite = {
    ...convocation,
    le: convocation.le,
    telephone: convocation.agentTelephone ?? de.telephone,
  }
  const francais = direSurPapier(dite, moment, 'fr').paragraphes
  const annoncee =
    moment === 'annulation' || moment === 'absence' ? null : annonces(convocation, moment)
  return {
    titre: titres[moment],
    // The sender's block is folded under the window's edge, but an envelope may be held to the
    // light: no word of justice in it.
    expediteur: {
      nom: sansMotRevele(de.nomPublic) ?? sansMotRevele(de.nom) ?? '',
      adresse: adresseNeutre(de.adresse),
      telephone: `Téléphone : ${de.telephone}`,
    },
    destinataire: [identite.nomComplet, ...destination(identite)],
    lieuEtDate: `${de.commune}, le ${afficherJour(aujourdhui)}`,
    paragraphes: [`${identite.nomComplet},`, ...(annoncee ?? francais)],
    faits: annoncee ? faits(convocation, de) : [],
    suite: annoncee ? suite(convocation, de) : [],
    signature: convocation.agentNom ?? de.nom,
    traduction: langue === 'fr' ? null : traduction(dite, moment, langue),
  }
}
const titres: Record<MomentDeLettre, string> = {
  convocation: 'Convocation',
  modification: 'Convocation',
  annulation: 'Convocation annulée',
  absence: 'Absence à une convocation',
}
/**
 * Whoever is visited stays at home, and whoever is called stays where they are: nobody is told to
 * come (terrain §1.3).
 */
const parModalite = {
  lieu: { attente: 'Nous vous attendons à la convocation suivante.', empechement: 'venir' },
  domicile: {
    attente:
      'Nous passerons chez vous, au jour et à l’heure qui suivent. Merci de rester chez vous à cette heure.',
    empechement: 'être chez vous',
  },
  telephone: {
    attente:
      'Nous vous appellerons, au jour et à l’heure qui suivent. Gardez votre téléphone avec vous.',
    empechement: 'répondre',
  },
  visio: {
    attente: 'Nous vous attendons en visioconférence, au jour et à l’heure qui suivent.',
    empechement: 'vous connecter',
  },
}
const motsDe = (convocation: Convocation) => parModalite[convocation.modalite] ?? parModalite.lieu
const annonces = (convocation: Convocation, moment: 'convocation' | 'modification') => [
  ...(moment === 'modification'
    ? ['Votre convocation a changé. Cette lettre remplace la précédente.']
    : []),
  motsDe(convocation).attente,
]

/**
 * Mail does not follow into detention: the sheet says where the person is (one source, as on every
 * screen).
 */
function destination(identite: Identite): string[] {
  const rue = estDetenue(identite) ? null : adresseDe(identite)
  return rue ? rue.split(', ') : ['À remettre en main propre']
}
const faits = (convocation: Convocation, de: Expediteur): [string, string][] => [
  ['Jour', afficherJour(convocation.le)],
  ['Heure', afficherHeure(convocation.heure)],
  ['Durée prévue', `${convocation.dureeMinutes} minutes`],
  // « Visite à domicile » is no place; a place that somebody wrote is.
  ...(convocation.lieu === modalites[convocation.modalite]
    ? []
    : [['Lieu', convocation.lieu] satisfies [string, string]]),
  ...(aDistance(convocation) ? [] : [['Adresse', convocation.adresse] satisfies [string, string]]),
  ['Avec', convocation.agentNom ?? convocation.agendaNom ?? de.nom],
  ['Objet', convocation.typeLibelle],
]
const aDistance = (convocation: Convocation) =>
  convocation.modalite === 'telephone' || convocation.modalite === 'visio'
function apporter(convocation: Convocation): string[] {
  const pieces = convocation.pieces ?? 'une pièce d’identité'
  if (aDistance(convocation))
    return convocation.pieces ? [`Ayez sous la main : ${convocation.pieces}.`] : []
  return [
    convocation.modalite === 'domicile'
      ? `Préparez ${pieces}.`
      : `Apportez ${pieces}, et cette lettre.`,
  ]
}
const suite = (convocation: Convocation, de: Expediteur): string[] => [
  ...(convocation.annonce ? [convocation.annonce] : []),
  ...(convocation.consigne ? [convocation.consigne] : []),
  ...apporter(convocation),
  ...(convocation.acces ? [convocation.acces] : []),
  `Si vous ne pouvez pas ${motsDe(convocation).empechement}, prévenez dès que possible au ${convocation.agentTelephone ?? de.telephone} : une autre date pourra vous être donnée.`,
]
function traduction(
  donnees: Parameters<typeof direSurPapier>[0],
  moment: MomentDeLettre,
  langue: Langue,
): NonNullable<Lettre['traduction']> {
  const { paragraphes, relu, deDroiteAGauche } = direSurPapier(donnees, moment, langue)
  return {
    titre: `En ${langues[langue]}`,
    mention: `${relu ? 'Traduction' : 'Traduction non relue'} : seul le texte français fait foi.`,
    langue,
    deDroiteAGauche,
    paragraphes,
  }
}
