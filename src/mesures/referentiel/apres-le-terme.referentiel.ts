import type { Jour } from '../../platform/date.ts'
import {
  type Citation,
  type CitationLue,
  type Dated,
  lu,
  nExistePas,
  type Valuee,
} from '../../platform/law.ts'
import type { ApresLeTerme, Transition } from '../machine.rules.ts'
import { relecture } from './lectures.referentiel.ts'

// What becomes of an act once the term of its measure is past: a time that has run out is no more
// moved, suspended nor filled (CP 132-43; CPP 142-7). What ends the measure stays possible, as what
// the judge seized in time decides (CPP 712-20): no act that says nothing of it is refused.

const cp = 'code pénal'
const cpp = 'code de procédure pénale'
const apres = (from: Jour, value: ApresLeTerme, source: Citation): Valuee<ApresLeTerme> => [
  { from, value, source },
]

/** Of each named act, what becomes of it after the term. */
export const bornees = (
  apresLeTerme: Dated<ApresLeTerme>,
  actes: readonly string[],
  transitions: readonly Transition[],
): Transition[] =>
  transitions.map(transition =>
    actes.includes(transition.acte) ? { ...transition, apresLeTerme } : transition,
  )

const leDelaiOuLaSaisine =
  'Enregistrez le terme du délai, ou la saisine du JAP s’il est saisi d’un manquement antérieur.'
/** Obligations bind « au cours du délai »: after it there are none to change. */
export const obligationsDuDelai = apres(
  '2005-01-01',
  { sinon: leDelaiOuLaSaisine },
  lu(cpp, '739', {
    precision: 'al. 2',
    par: 'loi 2004-204',
    lecture: relecture(
      'cpp/739/2005-01-01, mêmes mots en 2020',
      'Au cours du délai d’épreuve, le condamné doit satisfaire',
    ),
  }),
)
export const suspensionDuDelai = apres(
  '1994-03-01',
  { sinon: leDelaiOuLaSaisine },
  lu(cp, '132-43', {
    precision: 'al. 2',
    lecture: relecture(
      'cp/132-43/1994-03-01, mêmes mots depuis',
      'Au cours du délai d’épreuve, le condamné doit satisfaire […] le délai d’épreuve est suspendu pendant le temps où le condamné est incarcéré',
    ),
  }),
)
/**
 * Nothing is left to declare « non avenu », nor to convert: the law has done it, unless the whole
 * was revoked.
 */
export const dejaNonAvenue = apres(
  '1994-03-01',
  { sinon: leDelaiOuLaSaisine, depuis: ['prononcee'] },
  lu(cp, '132-52', {
    precision: 'al. 1',
    lecture: relecture(
      'cp/132-52/1994-03-01, mêmes mots depuis',
      'est réputée non avenue lorsque le condamné n’a pas fait l’objet',
    ),
  }),
)
/**
 * The JAP decides after the term when seized in time; the court that judges another offence is not
 * bound to it (CP 132-48, CPP 712-20, 742).
 */
export const decisionSurManquement = apres(
  '2005-01-01',
  {
    sinon:
      'Enregistrez d’abord « Délai expiré, le JAP est saisi d’un manquement antérieur » : il l’est un mois au plus après le terme.',
    depuis: ['delai_expire'],
    sansDelai: ['tribunal'],
  },
  lu(cpp, '712-20', {
    par: 'loi 2004-204',
    lecture: relecture(
      'cpp/712-20/2005-01-01, mêmes mots en 2020',
      'après la date d’expiration de celle-ci lorsque le juge […] a été saisi ou s’est saisi à cette fin au plus tard dans un délai d’un mois',
    ),
  }),
)

const LE_TERME = 'Enregistrez la fin au terme, ou corrigez la mesure si son terme a changé.'
/**
 * Of a measure whose term the law or the decision sets: the words that bind its content to its
 * length; `avant`: the reading that says when there was none.
 */
export const pendantLaDuree = (
  from: Jour,
  source: Citation,
  { avant, depuis }: { avant?: CitationLue; depuis?: readonly string[] } = {},
): Dated<ApresLeTerme> => {
  const version = { from, value: { sinon: LE_TERME, ...(depuis && { depuis }) }, source }
  return avant ? [{ from: '1994-03-01', value: nExistePas, source: avant }, version] : [version]
}

/** The time in which the work is done. */
export const delaiDuTravail = apres(
  '1994-03-01',
  {
    sinon:
      'Enregistrez l’accomplissement si les heures sont faites, ou ce que le juge décide de leur inexécution.',
  },
  lu(cp, '131-22', {
    precision: 'al. 1',
    lecture: relecture(
      'cp/131-22/1994-03-01, mêmes mots depuis',
      'le délai pendant lequel le travail d’intérêt général doit être accompli […] il peut être suspendu provisoirement',
    ),
  }),
)
export const delaiDeLaComposition = (source: Citation): Dated<ApresLeTerme> =>
  apres(
    '1999-06-24',
    {
      sinon:
        'Enregistrez la dernière heure accomplie, ou l’inexécution : le parquet décide de la suite.',
    },
    source,
  )

/**
 * Every act of the ajournement that belongs to its time: « avant l’expiration du délai d’épreuve ».
 */
export const avantLAudience = apres(
  '2005-01-01',
  { sinon: 'Enregistrez ce que le tribunal décide à l’audience de renvoi.' },
  lu(cpp, '747-3', {
    precision: 'al. 3',
    par: 'loi 2004-204',
    lecture: relecture(
      'cpp/747-3/2005-01-01',
      'peut saisir le tribunal avant l’expiration du délai d’épreuve',
    ),
  }),
)
