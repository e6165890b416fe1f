import type { Jour } from '../../platform/date.ts'
import { aVerifier, type Dated, inconnu, lu, nExistePas, type Regle } from '../../platform/law.ts'
import type { Bornes, Delai } from '../definition.rules.ts'
import { relecture } from './lectures.referentiel.ts'
import { resteDePleinDroit } from './seuils.referentiel.ts'

// What the law says of who may be given a measure, and with which other: refused where the facts of
// the dossier say so (ADR 0043).

const cp = 'code pénal'
const cpp = 'code de procédure pénale'
const mineurs = 'code de la justice pénale des mineurs'
const enfance = 'ordonnance 45-174'
const loi2005 = 'loi 2005-1549'
const loi2019 = 'loi 2019-222, art. 80'

const regle = <T>(
  id: string,
  catalogue: string,
  libelle: string,
  selon: 'jugement' | 'execution',
  droit: Dated<T>,
): Regle<T> => ({
  id,
  catalogue,
  libelle,
  selon,
  droit,
})

const ensemble: Dated<string> = [
  {
    from: '1998-06-18',
    value:
      'Le suivi socio-judiciaire ne peut pas être ordonné en même temps qu’un emprisonnement avec mise à l’épreuve, même en partie.',
    source: lu(cp, '131-36-6', {
      lecture: relecture(
        'cp/131-36-6/1998-06-18',
        'ne peut être ordonné en même temps qu’une peine d’emprisonnement assorti, en tout ou partie',
      ),
    }),
  },
  {
    from: '2020-03-24',
    value:
      'Le suivi socio-judiciaire ne peut pas être ordonné en même temps qu’un emprisonnement avec sursis probatoire, même en partie.',
    source: lu(cp, '131-36-6', {
      par: loi2019,
      lecture: relecture(
        'cp/131-36-6/2020-03-24',
        'ne peut être ordonné en même temps […] du sursis probatoire',
      ),
    }),
  },
]
/**
 * A suivi socio-judiciaire and a sursis probatoire are not ordered together: read from each of the
 * two.
 */
export const jamaisEnsemble: Regle<string> = regle(
  'suivi_socio_judiciaire.sans_sursis',
  'B15',
  'Avec un sursis probatoire',
  'jugement',
  ensemble,
)

const repetition = (mots: string, value: number): Dated<number> => [
  {
    from: '1994-03-01',
    value: nExistePas,
    source: lu(cp, '132-41', {
      lecture: relecture(
        'cp/132-41/1994-03-01, en entier',
        'est applicable aux condamnations à l’emprisonnement prononcées pour une durée de cinq ans au plus',
      ),
    }),
  },
  {
    from: '2005-12-13',
    value,
    source: lu(cp, '132-41', {
      precision: 'dernier al.',
      par: loi2005,
      lecture: relecture('cp/132-41/2020-03-24, même règle depuis cp/132-41/2005-12-13', mots),
    }),
  },
]
/**
 * Sentences with probation already pronounced, from which another is excluded en état de récidive
 * légale; not where only a part of the sentence is suspended.
 */
export const sursisAnterieurs: Regle<number> = regle(
  'sursis_probatoire.sursis_anterieurs',
  'B2',
  'Sursis probatoires antérieurs qui en excluent un autre, en récidive légale pour des délits identiques ou assimilés',
  'jugement',
  repetition(
    'deux condamnations assorties du sursis probatoire pour des délits identiques ou assimilés',
    2,
  ),
)
export const sursisAnterieursViolences: Regle<number> = regle(
  'sursis_probatoire.sursis_anterieurs_violences',
  'B2',
  'Les mêmes, pour un crime, des violences volontaires, des agressions ou des atteintes sexuelles',
  'jugement',
  repetition(
    'violences volontaires […] une condamnation assortie du sursis probatoire pour des infractions identiques ou assimilées',
    1,
  ),
)
/** The prison sentence that may be suspended with probation. */
export const peineDuSursis: Regle<Bornes> = regle(
  'sursis_probatoire.peine',
  'B2',
  'Peine d’emprisonnement qui peut en être assortie',
  'jugement',
  [
    {
      from: '1994-03-01',
      value: { unite: 'mois', min: null, max: 60 },
      source: lu(cp, '132-41', {
        precision: 'al. 1',
        lecture: relecture(
          'cp/132-41/1994-03-01',
          'condamnations à l’emprisonnement prononcées pour une durée de cinq ans au plus',
        ),
      }),
    },
    {
      from: '2005-12-13',
      value: {
        unite: 'mois',
        min: null,
        max: 60,
        paliers: [{ cle: 'recidive', max: 120, si: 'La personne est en état de récidive légale.' }],
      },
      source: lu(cp, '132-41', {
        precision: 'al. 1',
        par: loi2005,
        lecture: relecture(
          'cp/132-41/2020-03-24, même règle depuis cp/132-41/2005-12-13',
          'pour une durée de cinq ans au plus […] état de récidive légale […] pour une durée de dix ans au plus',
        ),
      }),
    },
  ],
)

/** A firm prison sentence, or the firm part of one, that may be converted. */
export const peineAConvertir: Regle<Bornes> = regle(
  'conversion_747_1.peine',
  'A20',
  'Emprisonnement ferme qui peut être converti',
  'jugement',
  [
    {
      from: '2005-01-01',
      value: { unite: 'mois', min: null, max: 6 },
      source: lu(cp, '132-57', {
        precision: 'al. 1',
        lecture: relecture(
          'cp/132-57/2014-10-01, mêmes mots depuis cp/132-57/2005-01-01',
          'emprisonnement ferme de six mois au plus',
        ),
      }),
    },
    {
      from: '2020-03-24',
      value: { unite: 'mois', min: null, max: 6 },
      source: lu(cpp, '747-1', {
        precision: 'al. 1',
        par: loi2019,
        lecture: relecture(
          'cpp/747-1/2024-09-30, mêmes mots depuis cpp/747-1/2020-03-24',
          'ferme inférieure ou égale à six mois, ou dont la partie ferme est inférieure ou égale à six mois',
        ),
      }),
    },
  ],
)

const seizeADixHuit = 'aux mineurs de seize à dix-huit ans'
const nonTrouvee = {
  par: 'loi 2019-222',
  raison:
    'ages lus sur service-public ; version du 25 mars 2019 de l’article non trouvée (dépôts publics, pages de Légifrance)',
  verifieLe: '2026-11-29',
} as const
/** A minor may be given work only from that age, at the decision. */
export const ageDuTig: Regle<number> = regle(
  'tig.age_decision',
  'A18',
  'Âge minimum le jour de la décision, en ans',
  'jugement',
  [
    {
      from: '2005-01-01',
      value: 16,
      source: lu(enfance, '20-5', {
        legifrance: 'LEGIARTI000006495337',
        lecture: relecture('LEGIARTI000006495337', seizeADixHuit),
      }),
    },
    {
      from: '2011-08-12',
      value: 16,
      source: lu(enfance, '20-5', {
        par: 'loi 2011-939, art. 46',
        legifrance: 'LEGIARTI000024460681',
        lecture: relecture('LEGIARTI000024460681', seizeADixHuit),
      }),
    },
    { from: '2019-03-25', value: 16, source: aVerifier(enfance, '20-5', nonTrouvee) },
    {
      from: '2021-09-30',
      value: 16,
      source: lu(mineurs, 'L122-1', {
        precision: 'al. 1',
        lecture: relecture(
          'cjpm/L122-1/2024-09-30, mêmes mots depuis cjpm/L122-1/2021-09-30',
          'âgés d’au moins seize ans au moment de la décision',
        ),
      }),
    },
  ],
)
export const ageAuxFaitsDuTig: Regle<number> = regle<number>(
  'tig.age_faits',
  'A18',
  'Âge minimum le jour des faits, en ans',
  'jugement',
  [
    {
      from: '2005-01-01',
      value: nExistePas,
      source: lu(enfance, '20-5', {
        legifrance: 'LEGIARTI000006495337',
        lecture: relecture(
          'LEGIARTI000006495337 et LEGIARTI000024460681, en entier',
          seizeADixHuit,
        ),
      }),
    },
    { from: '2019-03-25', value: 13, source: aVerifier(enfance, '20-5', nonTrouvee) },
    {
      from: '2021-09-30',
      value: 13,
      source: lu(mineurs, 'L122-1', {
        precision: 'al. 1',
        lecture: relecture(
          'cjpm/L122-1/2024-09-30, mêmes mots depuis cjpm/L122-1/2021-09-30',
          'au moins treize ans à la date de commission de l’infraction',
        ),
      }),
    },
  ],
)
/** No sentence, of any kind, for a child. */
export const ageDUnePeine: Regle<number> = regle<number>(
  'peine.age',
  'A18',
  'Âge minimum pour une peine, en ans',
  'jugement',
  [
    {
      from: '2014-01-01',
      value: inconnu,
      source: aVerifier(enfance, '2', {
        raison: 'texte de l’ordonnance non trouvé en entier',
        verifieLe: '2026-11-29',
      }),
    },
    {
      from: '2021-09-30',
      value: 13,
      source: lu(mineurs, 'L11-4', {
        lecture: relecture(
          'cjpm/L11-4/2021-09-30',
          'Aucune peine ne peut être prononcée à l’encontre d’un mineur de moins de treize ans',
        ),
      }),
    },
  ],
)

const composition = {
  precision: 'al. 2',
  lecture: relecture(
    'cpp/41-3/2017-07-01, mêmes mots depuis cpp/41-3/1999-06-24',
    'la durée du travail non rémunéré ne peut être supérieure à trente heures, dans un délai maximum de trois mois',
  ),
}
export const heuresTnrContravention: Regle<Bornes> = regle(
  'travail_non_remunere_contravention.heures',
  'A19',
  'Nombre d’heures, pour une contravention',
  'jugement',
  [
    {
      from: '1999-06-24',
      value: { unite: 'heures', min: null, max: 30 },
      source: lu(cpp, '41-3', composition),
    },
  ],
)
export const dureeTnrContravention: Regle<Bornes> = regle(
  'travail_non_remunere_contravention.duree',
  'A19',
  'Délai pour faire le travail, pour une contravention',
  'jugement',
  [
    {
      from: '1999-06-24',
      value: { unite: 'mois', min: null, max: 3 },
      source: lu(cpp, '41-3', composition),
    },
  ],
)

/** Beyond that age, no part of the sentence needs to be done before a libération conditionnelle. */
export const ageSansTempsDEpreuve: Regle<number> = regle(
  'liberation_conditionnelle.age',
  'B14',
  'Âge au-delà duquel aucune part de la peine n’est exigée, en ans',
  'execution',
  [
    {
      from: '2009-11-26',
      value: 70,
      source: lu(cpp, '729', {
        par: 'loi 2009-1436',
        lecture: relecture(
          'cpp/729/2021-12-24, mêmes mots depuis cpp/729/2009-11-26',
          'âgé de plus de soixante-dix ans, les durées de peines accomplies prévues par le présent article ne sont pas applicables',
        ),
      }),
    },
  ],
)
/**
 * A sentence that was final for that long is not carried out before the JAP has called the person.
 */
export const convocationAvantExecution: Regle<Delai> = regle<Delai>(
  'procedure_723_15.trois_ans',
  'B8',
  'Peine définitive depuis ce temps sans être exécutée : le JAP convoque avant toute exécution',
  'execution',
  [
    {
      from: '2005-01-01',
      value: nExistePas,
      source: lu(cpp, '723-17', {
        lecture: relecture(
          'cpp/723-17/2005-01-01, en entier',
          'le condamné peut saisir le juge de l’application des peines',
        ),
      }),
    },
    {
      from: '2014-10-01',
      value: { mois: 36 },
      source: lu(cpp, '723-17-1', {
        precision: 'al. 1',
        par: 'loi 2014-896',
        lecture: relecture(
          'cpp/723-17-1/2014-10-01',
          'dans le délai de trois ans à compter de la date à laquelle elle est devenue définitive, le condamné est convoqué',
        ),
      }),
    },
  ],
)

const surveillance = (from: Jour, par: string, mots: string) =>
  lu(cpp, '723-29', { par, lecture: relecture(`cpp/723-29/${from}`, mots) })
/**
 * The sentence that a surveillance judiciaire supposes, for an offence of suivi socio-judiciaire.
 */
export const peineDeSurveillance: Regle<Bornes> = regle(
  'surveillance_judiciaire.peine',
  'B16',
  'Peine prononcée, pour une infraction où le suivi socio-judiciaire est encouru',
  'jugement',
  [
    {
      from: '2005-12-13',
      value: { unite: 'mois', min: 120, max: null },
      source: surveillance(
        '2005-12-13',
        loi2005,
        'égale ou supérieure à dix ans pour un crime ou un délit pour lequel le suivi',
      ),
    },
    {
      from: '2010-03-12',
      value: { unite: 'mois', min: 84, max: null },
      source: surveillance(
        '2010-03-12',
        'loi 2010-242',
        'égale ou supérieure à sept ans pour un crime ou un délit pour lequel le suivi',
      ),
    },
  ],
)
/** The same for a new crime or délit en état de récidive légale, whichever it is. */
export const peineDeSurveillanceEnRecidive: Regle<Bornes> = regle<Bornes>(
  'surveillance_judiciaire.peine_recidive',
  'B16',
  'Peine prononcée, pour un nouveau fait en état de récidive légale',
  'jugement',
  [
    {
      from: '2005-12-13',
      value: nExistePas,
      source: surveillance(
        '2005-12-13',
        loi2005,
        'pour un crime ou un délit pour lequel le suivi socio-judiciaire est encouru, le juge',
      ),
    },
    {
      from: '2011-03-16',
      value: { unite: 'mois', min: 60, max: null },
      source: surveillance(
        '2011-03-16',
        'loi 2011-267',
        'supérieure ou égale à cinq ans pour un crime ou un délit commis une nouvelle fois en état de récidive légale',
      ),
    },
  ],
)

/**
 * A surveillance judiciaire is for who has neither a suivi socio-judiciaire nor a libération
 * conditionnelle.
 */
export const surveillanceExclue: Regle<string> = regle(
  'surveillance_judiciaire.exclue',
  'B16',
  'Avec un suivi socio-judiciaire ou une libération conditionnelle',
  'jugement',
  [
    {
      from: '2005-12-13',
      value:
        'Pas de surveillance judiciaire pour une personne condamnée à un suivi socio-judiciaire, ou en libération conditionnelle.',
      source: lu(cpp, '723-36', {
        par: loi2005,
        lecture: relecture(
          'cpp/723-36/2005-12-13',
          'ne sont pas applicables si la personne a été condamnée à un suivi socio-judiciaire ou si elle fait l’objet d’une libération conditionnelle',
        ),
      }),
    },
  ],
)

const pour = <T>(regle: Regle<T>, nature: string): Regle<T> => ({
  ...regle,
  id: `${nature}.${regle.id.slice(regle.id.indexOf('.') + 1)}`,
})
const duSursis = (nature: string): readonly Regle<unknown>[] =>
  [jamaisEnsemble, peineDuSursis, sursisAnterieurs, sursisAnterieursViolences].map(regle =>
    pour<unknown>(regle, nature),
  )
/** What is shown of each kind, beside its own rules. */
export const conditions: Readonly<Record<string, readonly Regle<unknown>[]>> = {
  sursis_probatoire: duSursis('sursis_probatoire'),
  suivi_socio_judiciaire: [jamaisEnsemble],
  tig: [ageDuTig, ageAuxFaitsDuTig, ageDUnePeine],
  travail_non_remunere: [heuresTnrContravention, dureeTnrContravention],
  liberation_conditionnelle: [ageSansTempsDEpreuve],
  liberation_sous_contrainte: [resteDePleinDroit],
  surveillance_judiciaire: [peineDeSurveillance, peineDeSurveillanceEnRecidive, surveillanceExclue],
  procedure_723_15: [convocationAvantExecution],
  conversion_747_1: [peineAConvertir],
}
