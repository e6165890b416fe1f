import type { Refusal } from '../platform/refusal.ts'
import { type Auteur, auteurs } from './definition.rules.ts'
import { type Scripteur, scripteurs, type Transition } from './machine.rules.ts'

/** Whoever writes, as these rules need them. */
export type Ecrivain = {
  id: string
  fonction: string
  serviceId: string | null
  juridictionId: string | null
}
type Relevant = { juridictionId: string | null; juridictionNom: string | null }

/**
 * Who writes an act down follows from who decides it: what a juridiction decided, its greffe (and
 * the JAP for the JAP and the TAP), or the service that follows, on the decision it received; what
 * the service does, the service alone; what the law does by itself, either (charte C3.5, ADR 0047).
 */
const scripteursParAuteur: Record<Auteur, readonly Scripteur[]> = {
  tribunal: ['greffe', 'service'],
  jap: ['jap', 'greffe', 'service'],
  tap: ['jap', 'greffe', 'service'],
  juge_instruction: ['greffe', 'service'],
  jld: ['greffe', 'service'],
  parquet: ['greffe', 'service'],
  greffe: ['greffe', 'service'],
  spip: ['service'],
  dspip: ['service'],
  chef_etablissement: ['service'],
  structure: ['service'],
  personne: ['greffe', 'service'],
  loi: ['greffe', 'service'],
}
type Saisie = Pick<Transition, 'saisiPar'>
export const scripteursDe = (saisie: Saisie, auteur: Auteur): readonly Scripteur[] =>
  saisie.saisiPar ?? scripteursParAuteur[auteur]
/** A BEX writes down what its hearing pronounces, as a measure: never an act. */
const scripteurParFonction: Record<string, Scripteur> = {
  travailleur_social: 'service',
  dpip: 'service',
  dfspip: 'service',
  administratif: 'service',
  greffe: 'greffe',
  jap: 'jap',
}
const enMots = (qui: readonly Scripteur[]) => qui.map(texte => scripteurs[texte]).join(', ou ')

export function refusDAuteur(fonction: string, auteur: Auteur, saisie: Saisie = {}): Refusal[] {
  const possibles = scripteursDe(saisie, auteur)
  const moi = scripteurParFonction[fonction]
  if (moi && possibles.includes(moi)) return []
  if (moi === 'jap')
    return [
      {
        code: 'pas_le_jap',
        champ: 'auteur',
        message: 'Un compte de JAP enregistre les décisions du JAP.',
      },
    ]
  const message = `Un acte décidé par « ${auteurs[auteur]} » est enregistré par ${enMots(possibles)} : dites-le-lui.`
  return [{ code: 'pas_le_scripteur', champ: 'auteur', message }]
}
/** Of those who may decide an act, those whose decision this account may write down. */
export const auteursPour = (
  fonction: string,
  transition: Saisie & { auteurs: readonly Auteur[] },
): Auteur[] =>
  transition.auteurs.filter(auteur => refusDAuteur(fonction, auteur, transition).length === 0)
/** An act that this account could record under no author. */
export function refusSansAuteur(
  fonction: string,
  transition: Saisie & { auteurs: readonly Auteur[] },
): Refusal[] {
  if (auteursPour(fonction, transition).length > 0) return []
  const decides = transition.auteurs.map(auteur => auteurs[auteur]).join(', ')
  const debut = fonction === 'jap' ? 'Un compte de JAP enregistre les décisions du JAP. ' : ''
  const qui = enMots([
    ...new Set(transition.auteurs.flatMap(auteur => scripteursDe(transition, auteur))),
  ])
  return [
    {
      code: fonction === 'jap' ? 'pas_le_jap' : 'pas_le_scripteur',
      message: `${debut}Cet acte relève de : ${decides}. L’enregistre : ${qui}.`,
    },
  ]
}

/** A juridiction writes on its own measures; one whose juridiction is not known refuses nobody. */
export const refusDeJuridiction = (
  { juridictionId }: Pick<Ecrivain, 'juridictionId'>,
  relevant: Relevant,
): Refusal[] =>
  juridictionId === null ||
  relevant.juridictionId === null ||
  juridictionId === relevant.juridictionId
    ? []
    : [
        {
          code: 'autre_juridiction',
          message: `La mesure relève de : ${relevant.juridictionNom ?? 'une autre juridiction'}. Elle seule l’enregistre, ou le SPIP au vu de sa décision.`,
        },
      ]

/**
 * A juridiction records its own decisions: a measure of another would open its dossiers, and could
 * be put right by nobody here.
 */
export const refusDeLaJuridiction = (
  acteur: Pick<Ecrivain, 'juridictionId'>,
  juridictionId: string,
): Refusal[] =>
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
export const juridictionsPour = <J extends { juridictionId: string }>(
  acteur: Pick<Ecrivain, 'juridictionId'>,
  toutes: readonly J[],
): J[] => toutes.filter(valeur => refusDeLaJuridiction(acteur, valeur.juridictionId).length === 0)

/**
 * What a BEX recorded of its hearing, it puts right; what the greffe or the service recorded is
 * theirs.
 */
export const refusDuBex = (
  acteur: Pick<Ecrivain, 'fonction' | 'juridictionId'>,
  saisiePar: { fonction: string; juridictionId: string | null } | undefined,
): Refusal[] =>
  acteur.fonction !== 'bex' ||
  (saisiePar?.fonction === 'bex' && saisiePar.juridictionId === acteur.juridictionId)
    ? []
    : [
        {
          code: 'pas_du_bex',
          message:
            'Le BEX corrige les mesures qu’il a saisies à l’audience. Celle-ci est corrigée par le greffe de la juridiction, ou par le service qui suit la personne.',
        },
      ]

/**
 * A decision of another juridiction than that of the measure is one that the service confirms; a
 * juridiction records its own.
 */
type Recue = { decisionJuridictionId?: string | undefined; autreJuridiction?: boolean | undefined }
export const refusDUneAutreJuridiction = (
  { juridictionId }: Pick<Ecrivain, 'juridictionId'>,
  relevant: Relevant,
  recue: Recue,
): Refusal[] =>
  juridictionId ||
  !relevant.juridictionId ||
  !recue.decisionJuridictionId ||
  recue.decisionJuridictionId === relevant.juridictionId ||
  recue.autreJuridiction
    ? []
    : [
        {
          code: 'autre_juridiction_a_confirmer',
          champ: 'autreJuridiction',
          message: `La mesure relève de : ${relevant.juridictionNom ?? 'une autre juridiction'}. Si une autre a bien décidé, cochez « C’est bien elle qui a décidé » ; sinon, changez la juridiction.`,
        },
      ]

type ActeSigne = {
  auteur: string
  saisiPar: string
  saisiParNom: string | null
  saisiParJuridictionId: string | null
  decisionJuridictionId: string | null
  decisionJuridictionNom: string | null
}
/**
 * Who undoes an act beside whoever recorded it: at the court of the measure for an act of a
 * juridiction; for one of a service, at the service that follows, and at the juridiction whose
 * decision it received.
 */
const duSiege = { jap: 'le JAP', greffe: 'le greffe' }
const deLaDirection = { dpip: 'un DPIP', dfspip: 'un DFSPIP' }
type Relevee = {
  juridictionId: string | null
  juridictionNom: string | null
  serviceId: string | null
  serviceNom: string | null
}
type Annulants = { fonctions: Record<string, string>; entiteId: string | null; nom: string | null }
function annulantsDe(acte: ActeSigne, relevee: Relevee): Annulants[] {
  if (acte.saisiParJuridictionId !== null)
    return [{ fonctions: duSiege, entiteId: relevee.juridictionId, nom: relevee.juridictionNom }]
  return [
    { fonctions: deLaDirection, entiteId: relevee.serviceId, nom: relevee.serviceNom },
    { fonctions: duSiege, entiteId: acte.decisionJuridictionId, nom: acte.decisionJuridictionNom },
  ]
}
export function refusDAnnulerPour(qui: Ecrivain, acte: ActeSigne, relevee: Relevee): Refusal[] {
  if (acte.saisiPar === qui.id) return []
  const annulants = annulantsDe(acte, relevee).flatMap(({ fonctions, entiteId, nom }) => {
    const dites = Object.entries(fonctions).filter(
      ([fonction]) =>
        entiteId !== null && refusDAuteur(fonction, acte.auteur as Auteur).length === 0,
    )
    return dites.length > 0 ? [{ dites, entiteId, nom }] : []
  })
  const miens = annulants.filter(
    x => x.entiteId === qui.juridictionId || x.entiteId === qui.serviceId,
  )
  if (miens.some(x => x.dites.some(([fonction]) => fonction === qui.fonction))) return []
  const aussi = annulants
    .map(
      ({ dites, nom }) =>
        ` ; ou ${dites.map(([, dite]) => dite).join(' ou ')}${nom ? ` (${nom})` : ''}`,
    )
    .join('')
  const saisi = acte.saisiParNom ?? 'un autre agent'
  return [
    {
      code: 'acte_d_autrui',
      message: `Cet acte a été enregistré par un autre. Peuvent l’annuler : ${saisi}, qui l’a enregistré${aussi}.`,
    },
  ]
}
