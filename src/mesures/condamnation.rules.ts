import type { Jour } from '../platform/date.ts'
import { estAbsente, type Regle } from '../platform/law.ts'
import type { Refusal } from '../platform/refusal.ts'
import type { Bornes, CasHorsSeuil, Definition } from './definition.rules.ts'
import { bornesEnMots, quantite } from './duree.rules.ts'
import { type CleNature, natures } from './nature.referentiel.ts'
import { dureeTnrContravention, heuresTnrContravention, peineAConvertir, peineDuSursis } from './referentiel/condamnation.referentiel.ts'
import { heuresTigContravention } from './referentiel/tig-heures.referentiel.ts'
import { citer, opposableLe } from './regle.rules.ts'

/** What a decision says of the sentence and of the facts: asked only for the kinds where a rule of law turns on it (CP art. 132-41, 131-17). */
export const faitsDeCondamnation = ['peineMois', 'recidive', 'ssjEncouru', 'contravention'] as const
export type FaitDeCondamnation = (typeof faitsDeCondamnation)[number]
export type FaitDemande = { label: string; hint?: string }
export type FaitsDemandes = Readonly<Partial<Record<FaitDeCondamnation, FaitDemande>>>

const recidive: FaitDemande = { label: 'En état de récidive légale', hint: 'Si la décision le dit.' }
const ssjEncouru: FaitDemande = {
  label: 'Suivi socio-judiciaire encouru',
  hint: 'Pour une des infractions jugées, ou d’une condamnation passée.',
}
const sursis: FaitsDemandes = {
  peineMois: { label: 'Emprisonnement prononcé, en mois', hint: 'Toute la peine, partie ferme comprise.' },
  recidive,
}
const amenagement: FaitsDemandes = {
  peineMois: { label: 'Peine ou reste à exécuter, en mois', hint: 'Toutes les peines à exécuter.' },
  recidive,
}
const demandes: Partial<Record<CleNature, FaitsDemandes>> = {
  sursis_probatoire: sursis,
  sursis_probatoire_renforce: sursis,
  conversion_747_1: { peineMois: { label: 'Emprisonnement ferme à convertir, en mois' } },
  tig: { contravention: { label: 'Contravention de la 5e classe' } },
  travail_non_remunere: { contravention: { label: 'Contravention' } },
}

/** What the rules of a kind turn on: its threshold, the delays that a suivi socio-judiciaire incurred shortens, its own bounds. */
function demandesDe(nature: CleNature): FaitsDemandes {
  const { seuils, devoirs }: Definition = natures[nature]
  return {
    ...(seuils ? amenagement : {}),
    ...(devoirs.some(d => d.si === 'ssj_encouru') ? { ssjEncouru } : {}),
    ...demandes[nature],
  }
}
/** The facts to ask of a kind. One that is already said stays on the form, whatever the kind has become. */
export function faitsDemandes(nature: string, dits: Readonly<Partial<Record<FaitDeCondamnation, unknown>>>): FaitsDemandes {
  const duType = nature in natures ? demandesDe(nature as CleNature) : {}
  return Object.fromEntries(
    faitsDeCondamnation.flatMap(fait => {
      const demande = duType[fait] ?? (dits[fait] ? { label: libelles[fait] } : null)
      return demande ? [[fait, demande]] : []
    }),
  )
}
const libelles: Record<FaitDeCondamnation, string> = {
  peineMois: 'Peine d’emprisonnement, en mois',
  recidive: 'En état de récidive légale',
  ssjEncouru: 'Suivi socio-judiciaire encouru',
  contravention: 'Contravention',
}

export const estUnSursisProbatoire = (nature: string): boolean => nature === 'sursis_probatoire' || nature === 'sursis_probatoire_renforce'
/** Longer probation that the decision may fix en état de récidive légale says it too (CP art. 132-42, al. 1). */
const PALIER_DE_RECIDIVE = /^cp_132_42_al1_/
export const enRecidiveLegale = (s: { recidive?: boolean | undefined; palier?: string | undefined }): boolean =>
  s.recidive === true || PALIER_DE_RECIDIVE.test(s.palier ?? '')

/** Cases in which another sursis probatoire is possible all the same; the decision is in one of them, and it is said (CP art. 132-41, last al.). */
export const CAS_DE_SURSIS = [
  { value: 'cp_132_41_partie', label: 'Le sursis ne porte que sur une partie de la peine' },
  { value: 'cp_132_41_autres_infractions', label: 'Les condamnations précédentes visent d’autres infractions' },
] as const
export const estUnCasDeSursis = (cas: string | null | undefined): boolean => CAS_DE_SURSIS.some(c => c.value === cas)
const casHorsSeuilDe = (nature: string): readonly CasHorsSeuil[] => (natures as Record<string, Definition>)[nature]?.horsSeuil ?? []
/** Cases in which the threshold of a kind is not asked (CPP art. 723-1, 723-7, 730-2). */
export const casSansSeuil = (nature: string): { value: string; label: string }[] =>
  casHorsSeuilDe(nature).map(c => ({ value: c.cle, label: c.si }))
/** Every case in which the law allows what it otherwise excludes: the decision is in one of them, and it is said. */
export const CAS_PERMIS: readonly { value: string; label: string }[] = [
  ...CAS_DE_SURSIS,
  ...new Map(Object.keys(natures).flatMap(n => casSansSeuil(n).map(c => [c.value, c] as const))).values(),
]
export const clesDeCasPermis = CAS_PERMIS.map(c => c.value) as [string, ...string[]]

type Particuliere = { nature: string; contravention?: boolean | undefined; casPermis?: string | undefined }
/** Where the offence is a contravention, its own bounds take the place of those of the kind (CP art. 131-17; CPP art. 41-3). */
export const heuresDe = ({ nature, contravention }: Particuliere, ordinaires: Regle<Bornes> | undefined): Regle<Bornes> | undefined => {
  if (!contravention) return ordinaires
  if (nature === 'tig') return heuresTigContravention
  return nature === 'travail_non_remunere' ? heuresTnrContravention : ordinaires
}
/** A case has its own duration too: a step before a libération conditionnelle (CPP art. 723-1, 723-7, 730-2). */
export const dureeDe = ({ nature, contravention, casPermis }: Particuliere, ordinaire: Regle<Bornes>): Regle<Bornes> =>
  contravention && nature === 'travail_non_remunere'
    ? dureeTnrContravention
    : (casHorsSeuilDe(nature).find(c => c.cle === casPermis)?.duree ?? ordinaire)

type Peine = {
  nature: string
  decisionLe: Jour
  peineMois?: number | undefined
  recidive?: boolean | undefined
  palier?: string | undefined
}
const peineDe = (nature: string): Regle<Bornes> | null => {
  if (estUnSursisProbatoire(nature)) return peineDuSursis
  return nature === 'conversion_747_1' ? peineAConvertir : null
}
/**
 * A sursis probatoire goes with a prison sentence of five years at most, ten en état de récidive légale (CP art. 132-41, al. 1); a sentence of six
 * months at most is converted (CPP art. 747-1).
 */
export function refusDePeine(s: Peine): Refusal[] {
  const regle = peineDe(s.nature)
  const opposable = regle && opposableLe(regle, s.decisionLe, 'droit')
  if (s.peineMois === undefined || !opposable || estAbsente(opposable.value)) return []
  const { max, paliers = [] } = opposable.value
  const plafond = (enRecidiveLegale(s) ? paliers.find(p => p.cle === 'recidive')?.max : undefined) ?? max
  if (plafond === null || s.peineMois <= plafond) return []
  const message = `La loi ne permet pas cette mesure pour cette peine : ${bornesEnMots(opposable.value)}.`
  return [{ code: 'peine_trop_longue', champ: 'peineMois', message, source: citer(opposable.source, s.decisionLe) }]
}

type Dits = {
  nature: string
  peineMois: number | null
  recidive: boolean
  ssjEncouru: boolean
  contravention: boolean
  casPermis: string | null
}
/** What was said, and that alone: a fact that was not is no fact (ADR 0043). */
export const condamnationDite = (m: Dits): [string, string][] => [
  ...(m.peineMois ? [[libelles.peineMois.replace(', en mois', ''), quantite(m.peineMois, 'mois')] as [string, string]] : []),
  ...(['recidive', 'ssjEncouru', 'contravention'] as const).flatMap((fait): [string, string][] =>
    m[fait] ? [[libelles[fait], 'Oui']] : [],
  ),
  ...CAS_PERMIS.flatMap((cas): [string, string][] =>
    cas.value === m.casPermis ? [[estUnCasDeSursis(cas.value) ? 'Nouveau sursis permis' : 'Cas prévu par la loi', cas.label]] : [],
  ),
]
