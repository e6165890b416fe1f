import { estAbsente } from '../platform/law.ts'
import { CAS_PERMIS, estUnCasDeSursis } from './cas-permis.rules.ts'
import type { Condition, Definition } from './definition.rules.ts'
import { quantite } from './duree.rules.ts'
import { type CleNature, natures } from './nature.referentiel.ts'

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

export const recidive: FaitDemande = {
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
    ? [[libelleDeLaPeine(dits.nature), quantite(dits.peineMois, 'mois')] satisfies [string, string]]
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
