import { afficherJourCourt, type Jour } from '../platform/date.ts'
import type { Refusal } from '../platform/refusal.ts'
import {
  type Ecrivain,
  refusDAuteur,
  refusDeJuridiction,
  refusDUneAutreJuridiction,
  refusSansAuteur,
} from './competence.rules.ts'
import { refusDeModifier } from './contenu.rules.ts'
import { refusDeDeplacer } from './debut.rules.ts'
import {
  decisionEcrite,
  estUneDecision,
  refusDejaEnregistre,
  refusDuJourDeDecision,
  refusSansDecision,
} from './decision-lue.rules.ts'
import type { Auteur } from './definition.rules.ts'
import type { MesureSuivie } from './deroulement.rules.ts'
import { type Affectation, estUneAffectation, refusDAffectation } from './hote.rules.ts'
import { type DeLaMesure, refusDActe, refusDeToucherALaSuite } from './jour-d-acte.rules.ts'
import type { Transition } from './machine.rules.ts'
import { obligationComplete } from './mesure.rules.ts'
import { type Partie, refusSansPartie } from './partie.rules.ts'
import { libelleDActe, transitionDe } from './passage.rules.ts'
import { refusDObligation } from './regime.rules.ts'
import { neSuivraientPlus } from './rejeu.rules.ts'

type Obligation = {
  article?: string | undefined
  libelle?: string | undefined
  precisions?: string | undefined
}
/**
 * An act as it is typed: what is not, or cannot be read yet, is absent, and what the rules ask of
 * it is not computed.
 */
export type ActeTape = Affectation &
  Partie & {
    acte: string
    le?: Jour | undefined
    auteur?: Auteur | undefined
    nouvelleFinLe?: Jour | undefined
    debut?: 'deplacer' | 'garder' | undefined
    numero?: string | undefined
    sansNumero?: boolean | undefined
    decisionLe?: Jour | undefined
    decisionVue?: boolean | undefined
    decisionJuridictionId?: string | undefined
    autreJuridiction?: boolean | undefined
    obligations?: readonly Obligation[] | undefined
    levees?: readonly string[] | undefined
  }
type Mesure = MesureSuivie &
  Parameters<typeof refusDeJuridiction>[1] & {
    numeroParquet: string | null
    actes: Parameters<typeof refusDejaEnregistre>[1]
  }
/** `obligations`: those of the measure, the ones that were lifted too. */
type Autour = { obligations: readonly DeLaMesure[]; aujourdhui: Jour }

/**
 * All that stops an act, said at once: whose it is, its state, its days, who decides, its decision,
 * its content (charte C3.4; ADR 0047).
 */
export function refusDeLActe(
  qui: Ecrivain,
  mesure: Mesure,
  acte: ActeTape,
  { obligations, aujourdhui }: Autour,
): Refusal[] {
  const transition = transitionDe(mesure, acte.acte, acte.le ?? aujourdhui)
  return [
    ...refusDeJuridiction(qui, mesure),
    ...(acte.le
      ? refusDActe(mesure, { ...acte, le: acte.le }, aujourdhui).map(refus =>
          avecLaSuite(mesure, { ...acte, le: acte.le as Jour }, refus),
        )
      : []),
    ...(transition
      ? [
          ...refusDeLaDecision({ qui, mesure, transition, acte, aujourdhui }),
          ...(acte.le
            ? refusDuContenu(mesure, transition, { ...acte, le: acte.le }, obligations)
            : []),
        ]
      : []),
  ]
}
/**
 * Of a decision received late: how what follows is put after it; where that would be refused,
 * nothing is undone before its juridiction has said what becomes of it.
 */
function avecLaSuite(mesure: Mesure, acteLue: ActeTape & { le: Jour }, unRefus: Refusal): Refusal {
  if (unRefus.code !== 'acte_avant_le_precedent') return unRefus
  const perdus = neSuivraientPlus(mesure, acteLue)
  if (perdus.length === 0)
    return {
      ...unRefus,
      message: `${unRefus.message} Si la date est juste, annulez d’abord ce qui suit, enregistrez cet acte, puis enregistrez la suite de nouveau.`,
    }
  const lesquels = perdus.map(
    ({ acte, refus }) =>
      `${libelleDActe(mesure.nature, acte)}, le ${afficherJourCourt(acte.le)}, ne s’enregistrerait plus. ${refus.message}`,
  )
  return {
    ...unRefus,
    code: 'suite_impossible',
    message: `${unRefus.message} N’annulez rien : après cet acte, ${lesquels.join(' ')} Demandez d’abord à la juridiction laquelle de ces décisions s’applique.`,
  }
}
/**
 * Who decides it and who writes it down; a decision, where all who may decide give one, is asked
 * for before its author is.
 */
function refusDeLaDecision({
  qui,
  mesure,
  transition,
  acte,
  aujourdhui,
}: {
  qui: Ecrivain
  mesure: Mesure
  transition: Transition
  acte: ActeTape
  aujourdhui: Jour
}): Refusal[] {
  const auteur =
    acte.auteur ??
    (transition.auteurs.every(x => estUneDecision(transition, x))
      ? transition.auteurs[0]
      : undefined)
  const jours = { mesureDu: mesure.decisionLe, le: acte.le, decisionLe: acte.decisionLe }
  return [
    ...(acte.auteur
      ? refusDAuteur(qui.fonction, acte.auteur, transition)
      : refusSansAuteur(qui.fonction, transition)),
    ...(auteur
      ? [
          ...refusSansDecision(transition, { ...acte, auteur }, mesure.numeroParquet),
          ...refusDuJourDeDecision(transition, auteur, jours, aujourdhui),
        ]
      : []),
    ...(auteur && estUneDecision(transition, auteur)
      ? refusDUneAutreJuridiction(qui, mesure, acte)
      : []),
    ...(auteur
      ? refusDejaEnregistre(
          { acte: acte.acte, ...decisionEcrite(qui, mesure, transition, { ...acte, auteur }) },
          mesure.actes,
        )
      : []),
  ]
}
function refusDuContenu(
  mesure: Mesure,
  transition: Transition,
  acteLue: ActeTape & { le: Jour },
  deLaMesure: readonly DeLaMesure[],
): Refusal[] {
  const { acte, le, obligations, levees = [] } = acteLue
  const ajoutees = obligations?.map(obligation => obligationComplete(obligation, le))
  const enVigueur = deLaMesure.filter(obligation => obligation.leveeLe === null)
  return [
    ...refusDeDeplacer(mesure, transition, le, acteLue.debut),
    ...refusSansPartie(transition, acteLue, le),
    ...(estUneAffectation(mesure.nature, acte) ? refusDAffectation(acteLue, le) : []),
    ...(obligations ?? []).flatMap((obligation, i) =>
      refusDObligation(mesure.nature, obligation, le, `obligations.${i}.article`),
    ),
    ...(transition.effet === 'contenu' && ajoutees
      ? [
          ...refusDeModifier({ nature: mesure.nature, acte, le }, enVigueur, { levees, ajoutees }),
          ...refusDeToucherALaSuite(mesure.actes, deLaMesure, le, { levees, ajoutees }),
        ]
      : []),
  ]
}
