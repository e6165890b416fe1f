import type { Jour } from '../platform/date.ts'
import { estAbsente, nExistePas, type Regle } from '../platform/law.ts'
import type { Refusal } from '../platform/refusal.ts'
import { casHorsSeuilDe } from './cas-permis.rules.ts'
import { enRecidiveLegale, estUnSursisProbatoire } from './condamnation.rules.ts'
import type { Bornes } from './definition.rules.ts'
import { bornesEnMots } from './duree.rules.ts'
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
