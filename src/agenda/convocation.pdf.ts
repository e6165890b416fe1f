import { adresseDe, estDetenue, type Identite } from '../dossiers/index.ts'
import { adresseNeutre, direSurPapier, type Langue, langues } from '../messages/index.ts'
import { afficherHeure, afficherJour, type Jour } from '../platform/date.ts'
import type { Lettre } from '../platform/pdf/index.ts'
import { sansMotRevele } from '../platform/revele.ts'
import type { MomentDeLettre } from './convocation.rules.ts'
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
  const annoncee = moment === 'annulation' || moment === 'absence' ? null : annonces[moment]
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
const annonces = {
  convocation: ['Nous vous attendons à la convocation suivante.'],
  modification: ['Votre convocation a changé. Cette lettre remplace la précédente : nous vous attendons à la convocation suivante.'],
}

/** Mail does not follow into detention: the sheet says where the person is (one source, as on every screen). */
function destination(identite: Identite): string[] {
  const rue = estDetenue(identite) ? null : adresseDe(identite)
  return rue ? rue.split(', ') : ['À remettre en main propre']
}
const faits = (c: Convocation, de: Expediteur): [string, string][] => [
  ['Jour', afficherJour(c.le as Jour)],
  ['Heure', afficherHeure(c.heure)],
  ['Durée prévue', `${c.dureeMinutes} minutes`],
  ['Lieu', c.lieu],
  ['Adresse', c.adresse],
  ['Avec', c.agentNom ?? c.agendaNom ?? de.nom],
  ['Objet', c.typeLibelle],
]
const suite = (c: Convocation, de: Expediteur): string[] => [
  ...(c.annonce ? [c.annonce] : []),
  ...(c.consigne ? [c.consigne] : []),
  `Apportez ${c.pieces ?? 'une pièce d’identité'}, et cette lettre.`,
  ...(c.acces ? [c.acces] : []),
  `Si vous ne pouvez pas venir, prévenez dès que possible au ${c.agentTelephone ?? de.telephone} : une autre date pourra vous être donnée.`,
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
