import { afficherJourCourt, type Jour } from '../platform/date.ts'
import type { Refusal } from '../platform/refusal.ts'
import { type Ecrivain, refusDAuteur, refusDeJuridiction, refusDUneAutreJuridiction, refusSansAuteur } from './competence.rules.ts'
import { refusDeDeplacer } from './debut.rules.ts'
import { decisionEcrite, estUneDecision, refusDejaEnregistre, refusDuJourDeDecision, refusSansDecision } from './decision-lue.rules.ts'
import type { Auteur, Transition } from './definition.rules.ts'
import { libelleDActe, type MesureSuivie, transitionDe } from './etat.rules.ts'
import { type Affectation, estUneAffectation, refusDAffectation } from './hote.rules.ts'
import { type DeLaMesure, refusDActe, refusDeToucherALaSuite } from './jour-d-acte.rules.ts'
import { obligationComplete } from './mesure.rules.ts'
import { refusDeModifier, refusDObligation } from './obligation.rules.ts'
import { type Partie, refusSansPartie } from './partie.rules.ts'
import { neSuivraientPlus } from './rejeu.rules.ts'

type Obligation = { article?: string | undefined; libelle?: string | undefined; precisions?: string | undefined }
/** An act as it is typed: what is not, or cannot be read yet, is absent, and what the rules ask of it is not computed. */
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
  Parameters<typeof refusDeJuridiction>[1] & { numeroParquet: string | null; actes: Parameters<typeof refusDejaEnregistre>[1] }
/** `obligations`: those of the measure, the ones that were lifted too. */
type Autour = { obligations: readonly DeLaMesure[]; aujourdhui: Jour }

/** All that stops an act, said at once: whose it is, its state, its days, who decides, its decision, its content (charte C3.4; ADR 0047). */
export function refusDeLActe(qui: Ecrivain, m: Mesure, a: ActeTape, { obligations, aujourdhui }: Autour): Refusal[] {
  const t = transitionDe(m, a.acte, a.le ?? aujourdhui)
  return [
    ...refusDeJuridiction(qui, m),
    ...(a.le ? refusDActe(m, { ...a, le: a.le }, aujourdhui).map(r => avecLaSuite(m, { ...a, le: a.le as Jour }, r)) : []),
    ...(t ? [...refusDeLaDecision(qui, m, t, a, aujourdhui), ...(a.le ? refusDuContenu(m, t, { ...a, le: a.le }, obligations) : [])] : []),
  ]
}
/** Of a decision received late: how what follows is put after it; where that would be refused, nothing is undone before its juridiction has said what becomes of it. */
function avecLaSuite(m: Mesure, a: ActeTape & { le: Jour }, r: Refusal): Refusal {
  if (r.code !== 'acte_avant_le_precedent') return r
  const perdus = neSuivraientPlus(m, a)
  if (perdus.length === 0)
    return {
      ...r,
      message: `${r.message} Si la date est juste, annulez d’abord ce qui suit, enregistrez cet acte, puis enregistrez la suite de nouveau.`,
    }
  const lesquels = perdus.map(
    ({ acte, refus }) =>
      `${libelleDActe(m.nature, acte)}, le ${afficherJourCourt(acte.le as Jour)}, ne s’enregistrerait plus. ${refus.message}`,
  )
  return {
    ...r,
    code: 'suite_impossible',
    message: `${r.message} N’annulez rien : après cet acte, ${lesquels.join(' ')} Demandez d’abord à la juridiction laquelle de ces décisions s’applique.`,
  }
}
/** Who decides it and who writes it down; a decision, where all who may decide give one, is asked for before its author is. */
function refusDeLaDecision(qui: Ecrivain, m: Mesure, t: Transition, a: ActeTape, aujourdhui: Jour): Refusal[] {
  const auteur = a.auteur ?? (t.auteurs.every(x => estUneDecision(t, x)) ? t.auteurs[0] : undefined)
  const jours = { mesureDu: m.decisionLe as Jour, le: a.le, decisionLe: a.decisionLe }
  return [
    ...(a.auteur ? refusDAuteur(qui.fonction, a.auteur, t) : refusSansAuteur(qui.fonction, t)),
    ...(auteur ? [...refusSansDecision(t, { ...a, auteur }, m.numeroParquet), ...refusDuJourDeDecision(t, auteur, jours, aujourdhui)] : []),
    ...(auteur && estUneDecision(t, auteur) ? refusDUneAutreJuridiction(qui, m, a) : []),
    ...(auteur ? refusDejaEnregistre({ acte: a.acte, ...decisionEcrite(qui, m, t, { ...a, auteur }) }, m.actes) : []),
  ]
}
function refusDuContenu(m: Mesure, t: Transition, a: ActeTape & { le: Jour }, deLaMesure: readonly DeLaMesure[]): Refusal[] {
  const { acte, le, obligations, levees = [] } = a
  const ajoutees = obligations?.map(o => obligationComplete(o, le))
  const enVigueur = deLaMesure.filter(o => o.leveeLe === null)
  return [
    ...refusDeDeplacer(m, t, le, a.debut),
    ...refusSansPartie(t, a, le),
    ...(estUneAffectation(m.nature, acte) ? refusDAffectation(a, le) : []),
    ...(obligations ?? []).flatMap((o, i) => refusDObligation(m.nature, o, le, `obligations.${i}.article`)),
    ...(t.effet === 'contenu' && ajoutees
      ? [
          ...refusDeModifier({ nature: m.nature, acte, le }, enVigueur, { levees, ajoutees }),
          ...refusDeToucherALaSuite(m.actes, deLaMesure, le, { levees, ajoutees }),
        ]
      : []),
  ]
}
