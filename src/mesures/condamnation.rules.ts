import type { Jour } from '../platform/date.ts'
import { estAbsente, nExistePas, type Regle } from '../platform/law.ts'
import type { Refusal } from '../platform/refusal.ts'
import type { Bornes, CasHorsSeuil, Condition, Definition } from './definition.rules.ts'
import { bornesEnMots, quantite } from './duree.rules.ts'
import { type CleNature, natures } from './nature.referentiel.ts'
import { definitionDe } from './nature.rules.ts'
import {
  dureeTnrContravention,
  heuresTnrContravention,
  peineAConvertir,
  peineDeSurveillance,
  peineDeSurveillanceEnRecidive,
  peineDuSursis,
} from './referentiel/condamnation.referentiel.ts'
import { resteDePleinDroit } from './referentiel/seuils.referentiel.ts'
import { heuresTigContravention } from './referentiel/tig-heures.referentiel.ts'
import { citer, valeurOpposable, versionOpposable } from './regle.rules.ts'

/**
 * What a decision says of the sentence and of the facts: asked only for the kinds where a rule of
 * law turns on it (CP art. 132-41, 131-17).
 */
export const casesDeCondamnation = [
  'recidive',
  'ssjEncouru',
  'contravention',
  'violOuAtteinte',
  'parLeTap',
  'sansDetention',
  'deDroit',
] as const
/** Each of them, said or not: a box that is not ticked is no fact (ADR 0043). */
export type CasesDites = Record<(typeof casesDeCondamnation)[number], boolean>
export const casesDites = (
  donnees: { readonly [fait in keyof CasesDites]?: boolean | undefined },
): CasesDites =>
  Object.fromEntries(casesDeCondamnation.map(fait => [fait, donnees[fait] ?? false])) as CasesDites
export const faitsDeCondamnation = ['peineMois', ...casesDeCondamnation] as const
export type FaitDeCondamnation = (typeof faitsDeCondamnation)[number]
export type FaitDemande = { label: string; hint?: string }
export type FaitsDemandes = Readonly<Partial<Record<FaitDeCondamnation, FaitDemande>>>

const recidive: FaitDemande = {
  label: 'En état de récidive légale',
  hint: 'Si la décision le dit.',
}
const ssjEncouru: FaitDemande = {
  label: 'Suivi socio-judiciaire encouru',
  hint: 'Pour une des infractions jugées, ou d’une condamnation passée.',
}
const sursis: FaitsDemandes = {
  peineMois: {
    label: 'Emprisonnement prononcé, en mois',
    hint: 'Toute la peine, partie ferme comprise.',
  },
  recidive,
}
const amenagement: FaitsDemandes = {
  peineMois: { label: 'Peine ou reste à exécuter, en mois', hint: 'Toutes les peines à exécuter.' },
}
const demandes: Partial<Record<CleNature, FaitsDemandes>> = {
  sursis_probatoire: sursis,
  sursis_probatoire_renforce: sursis,
  conversion_747_1: { peineMois: { label: 'Emprisonnement ferme à convertir, en mois' } },
  liberation_sous_contrainte: {
    peineMois: {
      label: 'Peines en cours, en mois',
      hint: 'Leur total prononcé, et non ce qui en reste.',
    },
    deDroit: {
      label: 'De plein droit',
      hint: 'Trois mois au plus à exécuter, peines de deux ans au plus en tout.',
    },
  },
  surveillance_judiciaire: {
    peineMois: { label: 'Peine de prison prononcée, en mois' },
    recidive: { label: 'Nouveau fait en état de récidive légale', hint: 'Si la décision le dit.' },
  },
  tig: { contravention: { label: 'Contravention de la 5e classe' } },
  travail_non_remunere: { contravention: { label: 'Contravention' } },
}

/** What a duty asks the decision to say. */
const selonLaDecision: Partial<Record<Condition, FaitsDemandes>> = {
  ssj_encouru: { ssjEncouru },
  viol_ou_atteinte: {
    violOuAtteinte: {
      label: 'Infraction qui demande une convocation en huit jours',
      hint: 'Viol ; meurtre ou assassinat avec viol, torture ou barbarie ; agression ou atteinte sexuelle sur un mineur de quinze ans.',
    },
  },
  par_le_tap: {
    parLeTap: {
      label: 'Accordée par le tribunal de l’application des peines',
      hint: 'Peine de plus de dix ans, avec plus de trois ans à faire.',
    },
  },
  apres_detention: {
    sansDetention: {
      label: 'Sans peine de prison à exécuter',
      hint: 'Peine principale, ou prison avec sursis : aucune convocation après une libération.',
    },
  },
}
/**
 * What the rules of a kind turn on: its threshold, the delays that a suivi socio-judiciaire
 * incurred shortens, its own bounds.
 */
function demandesDe(nature: CleNature): FaitsDemandes {
  const { seuils, devoirs }: Definition = natures[nature]
  return {
    ...(seuils ? amenagement : {}),
    ...(seuils?.some(seuil =>
      seuil.regle.droit.some(version => !estAbsente(version.value) && version.value.recidiveMois),
    )
      ? { recidive }
      : {}),
    ...Object.assign({}, ...devoirs.map(devoir => (devoir.si && selonLaDecision[devoir.si]) ?? {})),
    ...demandes[nature],
  }
}
/**
 * The facts to ask of a kind. One that is already said stays on the form, whatever the kind has
 * become.
 */
export function faitsDemandes(
  nature: string,
  dits: Readonly<Partial<Record<FaitDeCondamnation, unknown>>>,
): FaitsDemandes {
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
  violOuAtteinte: 'Infraction qui demande une convocation en huit jours',
  parLeTap: 'Accordée par le tribunal de l’application des peines',
  sansDetention: 'Sans peine de prison à exécuter',
  deDroit: 'De plein droit',
}

export const estUnSursisProbatoire = (nature: string): boolean =>
  nature === 'sursis_probatoire' || nature === 'sursis_probatoire_renforce'
/**
 * Longer probation that the decision may fix en état de récidive légale says it too (CP art.
 * 132-42, al. 1).
 */
const PALIER_DE_RECIDIVE = /^cp_132_42_al1_/
export const enRecidiveLegale = (donnees: {
  recidive?: boolean | undefined
  palier?: string | undefined
}): boolean => donnees.recidive === true || PALIER_DE_RECIDIVE.test(donnees.palier ?? '')

/**
 * Cases in which another sursis probatoire is possible all the same; the decision is in one of
 * them, and it is said (CP art. 132-41, last al.).
 */
export const CAS_DE_SURSIS = [
  { value: 'cp_132_41_partie', label: 'Le sursis ne porte que sur une partie de la peine' },
  {
    value: 'cp_132_41_autres_infractions',
    label: 'Les condamnations précédentes visent d’autres infractions',
  },
] as const
export const estUnCasDeSursis = (cas: string | null | undefined): boolean =>
  CAS_DE_SURSIS.some(ligne => ligne.value === cas)
const casHorsSeuilDe = (nature: string): readonly CasHorsSeuil[] =>
  definitionDe(nature)?.horsSeuil ?? []
/** Cases in which the threshold of a kind is not asked (CPP art. 723-1, 723-7, 730-2). */
export const casSansSeuil = (nature: string): { value: string; label: string }[] =>
  casHorsSeuilDe(nature).map(cas => ({ value: cas.cle, label: cas.si }))
/**
 * Every case in which the law allows what it otherwise excludes: the decision is in one of them,
 * and it is said.
 */
export const CAS_PERMIS: readonly { value: string; label: string }[] = [
  ...CAS_DE_SURSIS,
  ...new Map(
    Object.keys(natures).flatMap(nom =>
      casSansSeuil(nom).map(ligne => [ligne.value, ligne] as const),
    ),
  ).values(),
]
export const clesDeCasPermis = CAS_PERMIS.map(ligne => ligne.value) as [string, ...string[]]

type Particuliere = {
  nature: string
  contravention?: boolean | undefined
  casPermis?: string | undefined
  deDroit?: boolean | undefined
}
/**
 * Where the offence is a contravention, its own bounds take the place of those of the kind (CP art.
 * 131-17; CPP art. 41-3).
 */
export const heuresDe = (
  { nature, contravention }: Particuliere,
  ordinaires: Regle<Bornes> | undefined,
): Regle<Bornes> | undefined => {
  if (!contravention) return ordinaires
  if (nature === 'tig') return heuresTigContravention
  return nature === 'travail_non_remunere' ? heuresTnrContravention : ordinaires
}
/**
 * A case has its own duration too: a step before a libération conditionnelle (CPP art. 723-1,
 * 723-7, 730-2), a libération sous contrainte of the law itself (720, II).
 */
export const dureeDe = (
  { nature, contravention, casPermis, deDroit }: Particuliere,
  ordinaire: Regle<Bornes>,
): Regle<Bornes> => {
  if (deDroit && nature === 'liberation_sous_contrainte') return resteDePleinDroit
  return contravention && nature === 'travail_non_remunere'
    ? dureeTnrContravention
    : (casHorsSeuilDe(nature).find(cas => cas.cle === casPermis)?.duree ?? ordinaire)
}

type Peine = {
  nature: string
  decisionLe: Jour
  peineMois?: number | undefined
  recidive?: boolean | undefined
  palier?: string | undefined
  deDroit?: boolean | undefined
}
const peineDe = (nature: string): Regle<Bornes> | null => {
  if (estUnSursisProbatoire(nature)) return peineDuSursis
  return nature === 'conversion_747_1' ? peineAConvertir : null
}
/**
 * A sursis probatoire goes with a prison sentence of five years at most, ten en état de récidive
 * légale (CP art. 132-41, al. 1); a sentence of six months at most is converted (CPP art. 747-1).
 */
export function refusDePeine(peine: Peine): Refusal[] {
  if (peine.nature === 'surveillance_judiciaire') return refusDePeineCourte(peine)
  if (peine.nature === 'liberation_sous_contrainte') return refusDePleinDroit(peine)
  const regle = peineDe(peine.nature)
  const opposable = regle && valeurOpposable(regle.droit, peine.decisionLe)
  if (peine.peineMois === undefined || !opposable) return []
  const { max, paliers = [] } = opposable.value
  const plafond =
    (enRecidiveLegale(peine)
      ? paliers.find(palier => palier.cle === 'recidive')?.max
      : undefined) ?? max
  if (plafond === null || peine.peineMois <= plafond) return []
  const message = `La loi ne permet pas cette mesure pour cette peine : ${bornesEnMots(opposable.value)}.`
  return [
    {
      code: 'peine_trop_longue',
      champ: 'peineMois',
      message,
      source: citer(opposable.source, peine.decisionLe),
    },
  ]
}

/**
 * No libération sous contrainte was given by the law itself before 2023 (CPP art. 720, II; loi
 * 2021-1729, art. 59).
 */
function refusDePleinDroit({ decisionLe, deDroit }: Peine): Refusal[] {
  const opposable = versionOpposable(resteDePleinDroit.droit, decisionLe)
  if (!deDroit || opposable?.value !== nExistePas) return []
  const message = 'La loi ne donnait pas cette mesure de plein droit à la date de la décision.'
  return [
    {
      code: 'sans_plein_droit',
      champ: 'deDroit',
      message,
      source: citer(opposable.source, decisionLe),
    },
  ]
}

/**
 * A surveillance judiciaire goes with a long sentence alone: seven years, or five for a new fact en
 * état de récidive légale (CPP art. 723-29).
 */
function refusDePeineCourte({ decisionLe, peineMois, recidive }: Peine): Refusal[] {
  const ordinaire = valeurOpposable(peineDeSurveillance.droit, decisionLe)
  const repete = versionOpposable(peineDeSurveillanceEnRecidive.droit, decisionLe)
  if (peineMois === undefined || !ordinaire || !repete) return []
  const enRecidive = recidive && !estAbsente(repete.value) ? repete.value.min : null
  if (peineMois >= (enRecidive ?? ordinaire.value.min ?? 0)) return []
  const plusCourt = estAbsente(repete.value)
    ? ''
    : `, ${bornesEnMots(repete.value)} pour un nouveau fait en état de récidive légale`
  const message = `La loi ne permet pas cette mesure pour cette peine : ${bornesEnMots(ordinaire.value)}${plusCourt}.`
  return [
    {
      code: 'peine_trop_courte',
      champ: 'peineMois',
      message,
      source: citer(ordinaire.source, decisionLe),
    },
  ]
}

type Dits = Partial<CasesDites> & {
  nature: string
  peineMois: number | null
  casPermis: string | null
}
/**
 * Of a sursis, the sentence pronounced; of an aménagement, what is left of it: the words of the
 * form.
 */
const libelleDeLaPeine = (nature: string): string =>
  (faitsDemandes(nature, { peineMois: true }).peineMois?.label ?? libelles.peineMois).replace(
    ', en mois',
    '',
  )

/** What was said, and that alone: a fact that was not is no fact (ADR 0043). */
export const condamnationDite = (dits: Dits): [string, string][] => [
  ...(dits.peineMois
    ? [[libelleDeLaPeine(dits.nature), quantite(dits.peineMois, 'mois')] as [string, string]]
    : []),
  ...casesDeCondamnation.flatMap((fait): [string, string][] =>
    dits[fait] ? [[libelles[fait], 'Oui']] : [],
  ),
  ...CAS_PERMIS.flatMap((cas): [string, string][] =>
    cas.value === dits.casPermis
      ? [
          [
            estUnCasDeSursis(cas.value) ? 'Nouveau sursis permis' : 'Cas prévu par la loi',
            cas.label,
          ],
        ]
      : [],
  ),
]
