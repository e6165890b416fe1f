import type { Jour } from '../platform/date.ts'
import type { CasDeFiche, Fiche, LigneDeFiche } from './definition.rules.ts'
import { deroulement, type MesureSuivie } from './deroulement.rules.ts'
import { type CleNature, natures } from './nature.referentiel.ts'
import { definitionDe, machineLe } from './nature.rules.ts'
import { motsDObligation, obligationAVerifier } from './obligation.rules.ts'
import { controleDeLaLoi } from './regime.rules.ts'
import { A_VERIFIER } from './regle.rules.ts'

/**
 * What is said to one person: days, hours, obligations, whom to call; `aujourdhui` says which law
 * is carried out.
 */
export type Personnel = {
  qui: string
  aujourdhui: Jour
  cas: CasDUnePersonne
  /** The day when it ended, with its cause in words; what the sheet asks is then past. */
  finie: { le: Jour; cause: string } | null
  /** The measure is pronounced, and has not begun: its days are those that are planned. */
  pasCommencee: boolean
  dates: [libelle: string, le: Jour | null][]
  heures: number | null
  obligations: string[]
  appeler: string
}
/**
 * Facts on which the lines of a sheet turn; none said is the ordinary case: a délit, an adult, no
 * provisional execution.
 */
export type CasDUnePersonne = {
  contravention: boolean
  executionProvisoire: boolean
  violOuAtteinte: boolean
  ssjEncouru: boolean
  mineur: boolean
  /** A decision that stands has a part of the prison executed. */
  partieExecutee: boolean
}
const ordinaire: CasDUnePersonne = {
  contravention: false,
  executionProvisoire: false,
  violOuAtteinte: false,
  ssjEncouru: false,
  mineur: false,
  partieExecutee: false,
}
const vrai: Record<CasDeFiche, (cas: CasDUnePersonne) => boolean> = {
  contravention: cas => cas.contravention,
  delit: cas => !cas.contravention,
  execution_provisoire: cas => cas.executionProvisoire,
  sans_execution_provisoire: cas => !cas.executionProvisoire,
  viol_ou_atteinte: cas => cas.violOuAtteinte,
  sans_viol_ou_atteinte: cas => !cas.violOuAtteinte,
  ssj_encouru: cas => cas.ssjEncouru,
  sans_ssj_encouru: cas => !cas.ssjEncouru,
  majeur: cas => !cas.mineur,
  rien_execute: cas => !cas.partieExecutee,
  partie_executee: cas => cas.partieExecutee,
}
const pourCeCas = (lignes: readonly LigneDeFiche[], cas: CasDUnePersonne): string[] =>
  lignes.flatMap(ligne => {
    if (typeof ligne === 'string') return [ligne]
    return vrai[ligne.si](cas) ? [ligne.mots] : []
  })

/** The short words of an obligation, said to the person: « selon vos moyens ». */
const pourVous = (mots: string): string =>
  mots.replace(/\bses\b/g, 'vos').replace(/\b(?:son|sa)\b/g, 'votre')
/**
 * An obligation as the sheet says it: plain words and what the decision adds; no number of article,
 * which helps nobody who reads slowly.
 */
export function obligationPourLaPersonne(donnees: {
  article: string | null
  libelle: string
  precisions: string | null
}): string {
  const mots = motsDObligation(donnees)
  const marque = obligationAVerifier(donnees) ? ` (${A_VERIFIER})` : ''
  return `${mots === donnees.libelle ? mots : pourVous(mots)}${marque}${donnees.precisions ? ` : ${donnees.precisions}` : ''}`
}

export type LignesDeFiche = Record<
  Exclude<keyof Fiche, 'sansControle'> | 'controle',
  readonly string[]
>
const PREVENIR =
  'Prévenez avant, ou dès que vous pouvez. Gardez une preuve, un certificat par exemple.'
/**
 * The sheet of a kind on a day, each part in plain French. Measures of control that the law adds to
 * it by itself are those of that day (CP art. 132-44: answer, receive, tell of a new address or of
 * an absence beyond fifteen days): the regime of an ongoing measure is that of the day.
 */
export function lignesDeLaFiche(
  nature: CleNature,
  le: Jour,
  cas: CasDUnePersonne = ordinaire,
): LignesDeFiche {
  const { sansControle = [], ...fiche }: Fiche = natures[nature].fiche
  const controle = controleDeLaLoi(nature, le).map(proposee => pourVous(proposee.mots))
  return {
    cEst: pourCeCas(fiche.cEst, cas),
    vousDevez: pourCeCas([...(controle.length > 0 ? [] : sansControle), ...fiche.vousDevez], cas),
    siAbsence: [PREVENIR, ...pourCeCas(fiche.siAbsence, cas)],
    leSpip: pourCeCas(fiche.leSpip, cas),
    vosDroits: pourCeCas(fiche.vosDroits, cas),
    controle,
  }
}

/**
 * What the decision adds: an obligation that the law asks of all, repeated without a word more, is
 * said once (CP art. 131-22, 132-44).
 */
export const ajouteesParLaDecision = (
  fiche: LignesDeFiche,
  personnel: Personnel | undefined,
): string[] =>
  (personnel?.obligations ?? []).filter(obligation => !fiche.controle.includes(obligation))

/**
 * Pronounced, and waiting for the act that carries it out: its days may still move (CP art. 132-41,
 * al. 2).
 */
export function pasCommencee(mesure: MesureSuivie): boolean {
  const definition = definitionDe(mesure.nature)
  if (!definition || mesure.executionProvisoire) return false
  const { initial, transitions } = machineLe(definition, mesure.referentiel, mesure.decisionLe)
  return (
    deroulement(mesure).etat === initial &&
    transitions.some(
      transition =>
        transition.acte === 'mise_a_execution' &&
        transition.de.includes(initial) &&
        !transition.cause,
    )
  )
}

/** Lines of fourteen points that one side of A4 takes, and the letters of a line. */
const LIGNES_PAR_PAGE = 42
const LETTRES_PAR_LIGNE = 84
const hauteur = (lignes: readonly string[]) =>
  lignes.reduce((total, ligne) => total + Math.ceil(ligne.length / LETTRES_PAR_LIGNE), 0)
/**
 * How a sheet is laid on paper: on one side; else on both, the first for what is to be done and
 * what follows an absence, the second for help, rights and days, never a page with three lines
 * alone; `serree` where the first would not hold in fourteen points.
 */
export function miseEnPage(
  fiche: LignesDeFiche,
  personnel: Personnel | undefined,
  aVerifier: readonly string[],
): { pages: 1 | 2; serree: boolean } {
  const lignes = (parties: readonly (readonly string[])[]) =>
    parties.reduce((total, partie) => total + 2 + hauteur(partie), 0)
  const recto = lignes([
    fiche.cEst,
    fiche.vousDevez,
    fiche.controle,
    ajouteesParLaDecision(fiche, personnel),
    fiche.siAbsence,
  ])
  const reperes = personnel ? personnel.dates.length + 4 : 0
  const doutes = aVerifier.length > 0 ? hauteur([aVerifier.join(' ; ')]) + 2 : 0
  const verso = lignes([fiche.leSpip, fiche.vosDroits]) + reperes + doutes
  return { pages: recto + verso <= LIGNES_PAR_PAGE ? 1 : 2, serree: recto > LIGNES_PAR_PAGE - 4 }
}
