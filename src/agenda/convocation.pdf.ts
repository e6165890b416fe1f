import { adresseDe, type Identite } from '../dossiers/index.ts'
import { afficherHeure, afficherJour, type Jour } from '../platform/date.ts'
import type { Lettre } from '../platform/pdf/index.ts'
import type { Convocation } from './convocation.store.ts'

type Expediteur = { nom: string; adresse: string; telephone: string; commune: string }

/** The letter: its day, its hour and its place in full; in the window nothing but a name and an address. */
export function lettreDeConvocation(identite: Identite, c: Convocation, de: Expediteur, aujourdhui: Jour): Lettre {
  const rue = adresseDe(identite)
  return {
    titre: 'Convocation',
    // The sender's block is folded under the window's edge, but an envelope may be held to the light: no word of justice in it.
    expediteur: { nom: de.nom, adresse: de.adresse, telephone: `Téléphone : ${de.telephone}` },
    destinataire: [identite.nomComplet, ...(rue ? rue.split(', ') : ['À remettre en main propre'])],
    lieuEtDate: `${de.commune}, le ${afficherJour(aujourdhui)}`,
    paragraphes: [`${identite.nomComplet},`, 'Vous êtes attendu·e à la convocation suivante.'],
    faits: [
      ['Jour', afficherJour(c.le as Jour)],
      ['Heure', afficherHeure(c.heure)],
      ['Durée prévue', `${c.dureeMinutes} minutes`],
      ['Lieu', c.lieu],
      ['Adresse', c.adresse],
      ['Avec', c.agentNom ?? c.agendaNom ?? de.nom],
      ['Objet', c.typeLibelle],
    ],
    suite: [
      ...(c.annonce ? [c.annonce] : []),
      ...(c.consigne ? [c.consigne] : []),
      `Apportez ${c.pieces ?? 'une pièce d’identité'}, et cette lettre.`,
      ...(c.acces ? [c.acces] : []),
      `Si vous ne pouvez pas venir, prévenez dès que possible au ${c.agentTelephone ?? de.telephone} : une autre date pourra vous être donnée.`,
    ],
    signature: c.agentNom ?? de.nom,
  }
}
