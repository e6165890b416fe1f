import { fonctionQui } from '../moyens/fonction.rules.ts'
import { afficherJourCourt, type Jour } from '../platform/date.ts'
import type { Refusal } from '../platform/refusal.ts'

export type Prise = { serviceId: string; referentId: string | null }

/**
 * A person is followed at an antenne of the service that follows them, never at another's (charte
 * C3.3).
 */
export const refusDAntenneDAutrui = (
  antenne: { serviceId: string } | undefined,
  serviceId: string,
): Refusal[] =>
  antenne?.serviceId === serviceId
    ? []
    : [
        {
          code: 'antenne_d_autrui',
          message: 'Cette antenne n’est pas de ce service : choisissez une des siennes.',
          champ: 'antenneId',
        },
      ]

type Referent = { serviceId: string | null; fonction: string; partiLe: Jour | null }
/**
 * Who follows a dossier works in the service that follows it, and has a function that follows
 * people.
 */
export function refusDeReferent(
  referent: Referent | undefined,
  serviceId: string | null,
): Refusal[] {
  if (referent?.serviceId === serviceId && referent.partiLe !== null)
    return [
      {
        code: 'referent_part',
        champ: 'referentId',
        message: `Cet agent ne travaille pas dans le service après le ${afficherJourCourt(referent.partiLe)}, jour de son départ.`,
      },
    ]
  if (!referent || referent.serviceId !== serviceId)
    return [
      {
        code: 'referent_ailleurs',
        champ: 'referentId',
        message: 'Cet agent ne travaille pas dans le service.',
      },
    ]
  if (!fonctionQui(referent.fonction, 'suit'))
    return [
      {
        code: 'referent_fonction',
        champ: 'referentId',
        message: 'Cette fonction ne suit pas de dossier.',
      },
    ]
  return []
}

type Coche = {
  nomComplet: string
  closA: string | null
  serviceId: string
  referentNom: string | null
  decideeParNom: string
}
const dire = (code: string, message: string): Refusal => ({ code, champ: 'dossierIds', message })
/** Of a lot nothing is written while one of it may not go. */
const ouRien = (refus: Refusal[]): Refusal[] =>
  refus.length > 0
    ? [
        ...refus,
        dire(
          'rien_ecrit',
          'Rien n’est enregistré : les autres restent cochés, envoyez de nouveau.',
        ),
      ]
    : []

/**
 * One gesture assigns what nobody follows yet: each ticked dossier that it may not touch is named,
 * with who was faster.
 */
export function refusDAffecterEnNombre(
  lus: Coche[],
  demandes: number,
  serviceId: string | null,
): Refusal[] {
  const refus = lus.flatMap(
    ({ nomComplet, closA, serviceId: suivi, referentNom, decideeParNom }) => {
      if (suivi !== serviceId)
        return [dire('autre_service', `${nomComplet} : un autre service suit ce dossier.`)]
      if (closA !== null) return [dire('dossier_clos', `${nomComplet} : ce dossier est clos.`)]
      if (referentNom !== null)
        return [
          dire(
            'deja_affecte',
            `${nomComplet} : déjà confié à ${referentNom}, par ${decideeParNom}. Ouvrez le dossier pour en changer.`,
          ),
        ]
      return []
    },
  )
  const perdus = demandes - lus.length
  if (perdus > 0) {
    const quoi =
      perdus > 1
        ? `${perdus} dossiers cochés ne sont plus suivis`
        : 'Un dossier coché n’est plus suivi'
    refus.push(dire('hors_service', `${quoi} par votre service.`))
  }
  return ouRien(refus)
}

type Vers = Referent & { agentId: string; nomComplet: string }
/**
 * Dossiers of one agent go to others of the service: each that may not go is named, and nothing of
 * the lot is written (charte C1.1, C9.1).
 */
export function refusDePasser(
  lus: (Coche & { referentId: string | null })[],
  demandes: number,
  deAgentId: string,
  serviceId: string | null,
): Refusal[] {
  if (demandes === 0)
    return [dire('aucun_dossier', 'Cochez au moins un dossier, ou choisissez tous ses dossiers.')]
  const refus = lus.flatMap(
    ({ nomComplet, closA, serviceId: suivi, referentId, referentNom, decideeParNom }) => {
      if (suivi !== serviceId)
        return [dire('autre_service', `${nomComplet} : un autre service suit ce dossier.`)]
      if (closA !== null) return [dire('dossier_clos', `${nomComplet} : ce dossier est clos.`)]
      if (referentId !== deAgentId)
        return [
          dire(
            'deja_passe',
            `${nomComplet} : déjà confié à ${referentNom ?? 'personne'}, par ${decideeParNom}.`,
          ),
        ]
      return []
    },
  )
  if (lus.length < demandes)
    refus.push(dire('hors_service', 'Un dossier coché n’est plus suivi par votre service.'))
  return ouRien(refus)
}
export function refusDesRepreneurs(
  vers: (Vers | undefined)[],
  deAgentId: string,
  serviceId: string | null,
): Refusal[] {
  return vers.flatMap(agent => {
    if (agent?.agentId === deAgentId)
      return [
        { code: 'deja_referent', champ: 'versIds', message: 'Cet agent a déjà ces dossiers.' },
      ]
    return refusDeReferent(agent, serviceId).map(refus => ({
      ...refus,
      champ: 'versIds',
      message: agent ? `${agent.nomComplet} : ${refus.message}` : refus.message,
    }))
  })
}
/**
 * Each dossier to whoever carries the fewest then, in the order of the names given: a plain
 * sharing, that anybody can do again by hand (charte C2.3).
 */
export function repartir<T>(
  dossiers: readonly T[],
  charges: readonly { agentId: string; dossiers: number }[],
): { dossier: T; agentId: string }[] {
  const portes = charges.map(charge => ({ ...charge }))
  return dossiers.flatMap(dossier => {
    const [premier, ...autres] = portes
    if (!premier) return []
    const moindre = autres.reduce(
      (somme, ligne) => (ligne.dossiers < somme.dossiers ? ligne : somme),
      premier,
    )
    moindre.dossiers += 1
    return [{ dossier, agentId: moindre.agentId }]
  })
}

/**
 * A DPIP affecte within its own service only, to an agent who works there (charte C1.1, local
 * affectation: terrain §5).
 */
export function refusDAffecter(
  prise: Prise,
  serviceDeLActeur: string | null,
  referent: Referent | undefined,
  referentId: string,
): Refusal[] {
  if (prise.serviceId !== serviceDeLActeur)
    return [
      {
        code: 'autre_service',
        message: 'Ce dossier est suivi par un autre service : seul celui-ci peut l’affecter.',
      },
    ]
  const refus = refusDeReferent(referent, prise.serviceId)
  if (refus.length > 0) return refus
  if (prise.referentId === referentId)
    return [
      { code: 'deja_referent', champ: 'referentId', message: 'Cet agent est déjà le référent.' },
    ]
  return []
}

/**
 * What an agent who leaves has still in hand: it stops nobody from leaving, and is said (charte
 * C9.1).
 */
export const dossiersAPasser = (dossiers: number): string[] =>
  dossiers > 0
    ? [
        `Cet agent suit ${dossiers === 1 ? 'un dossier' : `${dossiers} dossiers`}. Le départ s’enregistre quand même : la direction de son service ` +
          'les trouve en tête de Ma journée, à passer à un autre référent.',
      ]
    : []
