import type { Refusal } from '../platform/refusal.ts'
import { type Auteur, auteurs } from './definition.rules.ts'

/** Whoever writes, as these rules need them. */
export type Ecrivain = { id: string; fonction: string; serviceId: string | null; juridictionId: string | null }
type Relevant = { juridictionId: string | null; juridictionNom: string | null }

/** A magistrate's account records what a magistrate decides, alone or in the tribunal de l’application des peines; the service writes down the decisions of others (charte C3.5). */
export const refusDAuteur = (fonction: string, auteur: Auteur): Refusal[] =>
  fonction === 'jap' && auteur !== 'jap' && auteur !== 'tap'
    ? [{ code: 'pas_le_jap', champ: 'auteur', message: 'Un compte de JAP enregistre les décisions du JAP.' }]
    : []
/** Of those who may decide an act, those whose decision this account may write down. */
export const auteursPour = (fonction: string, possibles: readonly Auteur[]): Auteur[] =>
  possibles.filter(a => refusDAuteur(fonction, a).length === 0)
/** An act that this account could record under no author. */
export const refusSansAuteur = (fonction: string, possibles: readonly Auteur[]): Refusal[] =>
  auteursPour(fonction, possibles).length > 0
    ? []
    : [
        {
          code: 'pas_le_jap',
          message: `Un compte de JAP enregistre les décisions du JAP. Cet acte relève de : ${possibles.map(a => auteurs[a]).join(', ')}.`,
        },
      ]

/** A juridiction writes on its own measures; one whose juridiction is not known refuses nobody. */
export const refusDeJuridiction = ({ juridictionId }: Pick<Ecrivain, 'juridictionId'>, m: Relevant): Refusal[] =>
  juridictionId === null || m.juridictionId === null || juridictionId === m.juridictionId
    ? []
    : [
        {
          code: 'autre_juridiction',
          message: `La mesure relève de : ${m.juridictionNom ?? 'une autre juridiction'}. Elle seule l’enregistre, ou le SPIP au vu de sa décision.`,
        },
      ]

/** A juridiction records its own decisions: a measure of another would open its dossiers, and could be put right by nobody here. */
export const refusDeLaJuridiction = (acteur: Pick<Ecrivain, 'juridictionId'>, juridictionId: string): Refusal[] =>
  acteur.juridictionId === null || acteur.juridictionId === juridictionId
    ? []
    : [
        {
          code: 'pas_votre_juridiction',
          champ: 'juridictionId',
          message:
            'Vous enregistrez les mesures de votre juridiction. Celle d’une autre est enregistrée par elle, ou par le SPIP au vu de sa décision.',
        },
      ]
/** The juridictions under whose name this account records a measure. */
export const juridictionsPour = <J extends { juridictionId: string }>(acteur: Pick<Ecrivain, 'juridictionId'>, toutes: readonly J[]): J[] =>
  toutes.filter(j => refusDeLaJuridiction(acteur, j.juridictionId).length === 0)

type ActeSigne = { auteur: string; saisiPar: string; saisiParNom: string | null; saisiParJuridictionId: string | null }
const direction = ['dpip', 'dfspip']
const siege = ['jap', 'greffe']
/** Whoever recorded an act undoes it; else the court of the measure, for an act of a juridiction, or the direction of the service that follows, for one of a service. */
export function refusDAnnulerPour(
  qui: Ecrivain,
  acte: ActeSigne,
  m: { juridictionId: string | null; serviceId: string | null },
): Refusal[] {
  if (acte.saisiPar === qui.id) return []
  const estDuSiege = siege.includes(qui.fonction) && qui.juridictionId !== null && qui.juridictionId === m.juridictionId
  const estDeLaDirection = direction.includes(qui.fonction) && qui.serviceId !== null && qui.serviceId === m.serviceId
  if (acte.saisiParJuridictionId ? estDuSiege : estDeLaDirection) return refusDAuteur(qui.fonction, acte.auteur as Auteur)
  const nom = acte.saisiParNom ?? 'un autre agent'
  return [{ code: 'acte_d_autrui', message: `Cet acte a été enregistré par ${nom} : demandez-lui de l’annuler.` }]
}
