import type { Jour } from '../platform/date.ts'
import { fait } from '../platform/fait.ts'
import type { Levees, Obstacle } from './cloture.rules.ts'

/** A dossier has absorbed another: each module moves its own rows. */
export const dossiersFusionnes = fait<{ dossierId: string; absorbeId: string }>(
  'dossiers.fusionnes',
)
/**
 * A decision is not there yet: `manque` says what is waited for, `decision` which one, when a
 * hearing says it.
 */
export const dossierSansSaisine = fait<{
  dossierId: string
  manque: string
  decision?: { le: Jour; juridictionId: string; numeroParquet: string | null }
}>('dossiers.sans-saisine')
/**
 * Something in the follow-up changed, from which deadlines are computed: a measure, an act, a
 * convocation, an entretien, a report.
 */
export const suiviChange = fait<{ dossierId: string }>('dossiers.suivi-change')
/**
 * A dossier has changed service, by a transfer or a request; `decisions` is what was chosen for
 * what was to come in the former one.
 */
export const dossierTransfere = fait<{
  dossierId: string
  deServiceId: string
  versServiceId: string
  decisions: { convocations: 'a_decider' | 'garder' | 'annuler' }
}>('dossiers.transfere')
/**
 * Address, telephone, e-mail or detention may have changed: what was waiting to reach the person
 * must follow; `adresseAvant` is where they lived.
 */
export const coordonneesChangees = fait<{ dossierId: string; adresseAvant: string | null }>(
  'dossiers.coordonnees-changees',
)
/**
 * The sheet is about to be corrected: each module adds what follows its address, and changes
 * nothing.
 */
export const ficheSeCorrige = fait<{
  dossierId: string
  suivent: { href: string; libelle: string }[]
}>('dossiers.fiche-se-corrige')
/**
 * Somebody asks whether a dossier may close: each module adds what still runs of its own, and
 * changes nothing.
 */
export const dossierVaClore = fait<{ dossierId: string; obstacles: Obstacle[] }>(
  'dossiers.va-clore',
)
/**
 * A dossier is about to close, if nothing else is in the way: each module ends what the form asked
 * to end.
 */
export const dossierSeClot = fait<{
  dossierId: string
  clotureId: string
  motif: string
  levees: Levees
}>('dossiers.se-clot')
/**
 * The closing was a mistake: each module gives back what it had ended with it, and adds in words
 * what came back, or waits for a decision.
 */
export const dossierSeRouvre = fait<{ dossierId: string; clotureId: string; revenus: string[] }>(
  'dossiers.se-rouvre',
)

/**
 * Somebody asks what the référent of a dossier has to come with the person: each module adds its
 * own, and changes nothing.
 */
export const referentVaChanger = fait<{
  dossierId: string
  referentId: string
  aVenir: { id: string; libelle: string }[]
}>('dossiers.referent-va-changer')
/**
 * Another référent of the same service; `convocations` is which of those to come with the former
 * one follow.
 */
export const referentChange = fait<{
  dossierId: string
  ancienId: string
  nouveauId: string
  convocations: 'toutes' | string[]
}>('dossiers.referent-change')
