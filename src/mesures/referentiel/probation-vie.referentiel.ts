import { type Dated, lu, nExistePas } from '../../platform/law.ts'
import type { Delai } from '../definition.rules.ts'
import type { Transition } from '../machine.rules.ts'
import { finsDeLaLoi, incarceration712 } from './amenagements-communs.referentiel.ts'
import {
  decisionSurManquement,
  dejaNonAvenue,
  obligationsDuDelai,
  suspensionDuDelai,
} from './apres-le-terme.referentiel.ts'
import { relecture } from './lectures.referentiel.ts'
import { rapportDeFin } from './rapports.referentiel.ts'

const cp = 'code pénal'
const cpp = 'code de procédure pénale'
const loi2004 = 'loi 2004-204'

/** An act that leaves the measure in its state, whichever of these it is. */
export const surPlace = (
  etats: readonly string[],
  acte: Omit<Transition, 'de' | 'vers'>,
): Transition[] => etats.map(etat => ({ ...acte, de: [etat], vers: etat }))

const incarceration = lu(cp, '132-43', {
  precision: 'al. 2',
  lecture: relecture(
    'cp/132-43/1994-03-01, mêmes mots depuis',
    'le délai d’épreuve est suspendu pendant le temps où le condamné est incarcéré',
  ),
})
const manquement = lu(cpp, '742', {
  par: loi2004,
  lecture: relecture(
    'cpp/742/2005-01-01, mêmes mots en 2020',
    'le juge de l’application des peines peut […] la prolongation du délai d’épreuve',
  ),
})
const fondement = lu(cp, '132-47', {
  par: loi2004,
  lecture: relecture(
    'cp/132-47/2005-01-01, mêmes mots en 2020',
    'peut être révoqué par la juridiction de jugement […] Il peut également l’être par le juge de l’application des peines',
  ),
})
export const obligationsParLeJap = lu(cpp, '739', {
  precision: 'al. 2',
  par: loi2004,
  lecture: relecture(
    'cpp/739/2005-01-01, mêmes mots en 2020',
    'soit par la décision de condamnation, soit par une décision que peut, à tout moment, prendre le juge de l’application des peines',
  ),
})
const nonAvenue = lu(cp, '132-52', {
  lecture: relecture(
    'cp/132-52/1994-03-01, mêmes mots depuis',
    'est réputée non avenue lorsque le condamné n’a pas fait l’objet',
  ),
})

const unAn: Dated<Delai> = [
  {
    from: '1994-03-01',
    value: { mois: 12 },
    source: lu(cpp, '743', {
      precision: 'al. 2',
      lecture: relecture(
        'cpp/743/1994-03-01',
        'avant l’expiration d’un délai d’un an à dater du jour où la condamnation est devenue définitive',
      ),
    }),
  },
  {
    from: '2005-01-01',
    value: { mois: 12 },
    source: lu(cpp, '744', {
      par: 'loi 2004-204',
      lecture: relecture(
        'cpp/744/2005-01-01',
        'avant l’expiration d’un délai d’un an à compter du jour où la condamnation est devenue définitive',
      ),
    }),
  },
]
const unMoisApresLeTerme: Dated<Delai> = [
  {
    from: '2005-01-01',
    value: { mois: 1, proroge: true },
    source: lu(cpp, '712-20', {
      par: 'loi 2004-204',
      lecture: relecture(
        'cpp/712-20/2005-01-01',
        'a été saisi ou s’est saisi à cette fin au plus tard dans un délai d’un mois après cette date',
      ),
    }),
  },
]

/**
 * Where the juridiction has ordered the exécution provisoire, the probation applies at once, before
 * the conviction is executory.
 */
export const probationParProvision = (vers: string) => ({
  vers,
  libelle: 'Exécutoire par provision',
  source: lu(cp, '132-41', {
    precision: 'al. 2',
    lecture: relecture(
      'cp/132-41/1994-03-01, mêmes mots depuis',
      'Toutes les fois que la juridiction n’a pas prononcé l’exécution provisoire',
    ),
  }),
})

/**
 * Since 2020-03-24: where the probation holds a TIG that the situation of the person no longer lets
 * be done, another sentence.
 */
export const conversionDuSursis = (courants: readonly string[]): Transition => ({
  acte: 'conversion',
  libelle:
    'Sursis avec travail d’intérêt général converti en détention à domicile ou en jours-amende',
  de: ['prononcee', ...courants, 'suspendue'],
  vers: 'convertie',
  auteurs: ['jap'],
  effet: 'fin',
  cause: 'conversion',
  apresLeTerme: dejaNonAvenue,
  source: lu(cpp, '747-1-1', {
    precision: '1°',
    par: 'loi 2019-222, art. 85',
    lecture: relecture(
      'cpp/747-1-1/2020-03-24',
      'la peine de sursis probatoire comportant l’obligation d’accomplir un travail d’intérêt général en une peine de jours-amende',
    ),
  }),
})
export const convertie = {
  convertie: { libelle: 'Converti en une autre peine', fin: true },
} as const

/**
 * What a suspended sentence lives once the probation runs, from the states named: the same for the
 * plain and the reinforced one. A breach that came to light before the end may be judged after it:
 * hence « delai_expire », from the term on, from which only the judge's answer leads out (CPP 742,
 * al. 3, 712-20). Until the term the probation runs, and the judge decides in it.
 */
export const vieDeLaProbation = (courants: readonly string[]): Transition[] => {
  const vivants = ['prononcee', ...courants, 'suspendue', 'delai_expire']
  const courues = [...courants, 'suspendue', 'delai_expire']
  return [
    ...surPlace([...courants, 'suspendue'], {
      acte: 'modification_obligations',
      libelle: 'Obligations ajoutées, aménagées ou supprimées',
      auteurs: ['jap'],
      effet: 'contenu',
      apresLeTerme: obligationsDuDelai,
      source: obligationsParLeJap,
    }),
    {
      acte: 'suspension',
      libelle: 'Suspension du délai par l’incarcération',
      de: courants,
      vers: 'suspendue',
      auteurs: ['loi'],
      effet: 'suspend',
      apresLeTerme: suspensionDuDelai,
      source: incarceration,
    },
    {
      acte: 'reprise',
      libelle: 'Reprise du délai à la libération',
      de: ['suspendue'],
      vers: 'en_cours',
      auteurs: ['loi'],
      effet: 'reprend',
      source: incarceration,
    },
    {
      acte: 'prolongation',
      libelle: 'Prolongation du délai de probation',
      de: ['en_cours', 'delai_expire'],
      vers: 'en_cours',
      auteurs: ['jap'],
      effet: 'prolonge',
      apresLeTerme: decisionSurManquement,
      // Three years in all, even where five or seven were pronounced.
      total: [
        {
          from: '2005-01-01',
          value: { mois: 36 },
          source: lu(cpp, '743', {
            par: loi2004,
            lecture: relecture(
              'cpp/743/2005-01-01',
              'ce délai ne peut au total être supérieur à trois années',
            ),
          }),
        },
      ],
      source: manquement,
    },
    ...surPlace(courues, {
      acte: 'revocation_partielle',
      libelle: 'Révocation partielle',
      auteurs: ['jap', 'tribunal'],
      aExecuter: 'une_partie',
      apresLeTerme: decisionSurManquement,
      foisAuPlus: [
        {
          from: '1994-03-01',
          value: { fois: 1 },
          source: lu(cp, '132-49', {
            lecture: relecture(
              'cp/132-49/1994-03-01',
              'La révocation partielle du sursis ne peut être ordonnée qu’une fois.',
            ),
          }),
        },
        {
          from: '2014-10-01',
          value: nExistePas,
          source: lu(cp, '132-49', {
            par: 'loi 2014-896',
            lecture: relecture(
              'cp/132-49/2014-10-01, version entière, sans « qu’une fois »',
              'La décision ordonnant la révocation partielle du sursis ne met pas fin au régime de la mise à l’épreuve',
            ),
          }),
        },
      ],
      source: lu(cp, '132-49', {
        lecture: relecture(
          'cp/132-49/2014-10-01, mêmes mots en 1994 et en 2020',
          'La décision ordonnant la révocation partielle du sursis ne met pas fin',
        ),
      }),
    }),
    {
      acte: 'revocation_totale',
      libelle: 'Révocation totale',
      de: courues,
      vers: 'revoquee',
      auteurs: ['jap', 'tribunal'],
      effet: 'fin',
      cause: 'revocation',
      apresLeTerme: decisionSurManquement,
      source: fondement,
    },
    {
      acte: 'saisine_avant_terme',
      libelle: 'Délai expiré, le JAP est saisi d’un manquement antérieur',
      de: courants,
      vers: 'delai_expire',
      auteurs: ['jap', 'parquet'],
      avantLeTerme:
        'D’ici là, le délai court : le JAP saisi peut le prolonger ou révoquer le sursis. S’il n’a pas décidé au terme, enregistrez alors la saisine, avec sa propre date.',
      pasApresLeTerme: unMoisApresLeTerme,
      source: lu(cpp, '742', {
        precision: 'al. 3',
        par: loi2004,
        lecture: relecture(
          'cpp/742/2005-01-01',
          'même lorsque le délai d’épreuve fixé par la juridiction a expiré',
        ),
      }),
    },
    {
      acte: 'sans_suite',
      libelle: 'Ni prolongation ni révocation',
      de: ['delai_expire'],
      vers: 'non_avenue',
      auteurs: ['jap'],
      effet: 'fin',
      cause: 'terme',
      source: nonAvenue,
    },
    {
      acte: 'fin_au_terme',
      libelle: 'Terme du délai, condamnation réputée non avenue',
      de: courants,
      vers: 'non_avenue',
      auteurs: ['loi'],
      effet: 'fin',
      cause: 'terme',
      source: nonAvenue,
    },
    {
      acte: 'fin_anticipee',
      libelle: 'Condamnation déclarée non avenue avant le terme',
      de: courants,
      vers: 'non_avenue',
      auteurs: ['jap'],
      effet: 'fin',
      cause: 'anticipee',
      apresLeTerme: dejaNonAvenue,
      // It is final on the day when it is executory, or later where that was by provision: the day
      // before which it cannot be is this one.
      pasAvant: { depuis: ['decision', 'acte:mise_a_execution'], delai: unAn },
      source: lu(cpp, '744', {
        legifrance: 'LEGIARTI000006578186',
        lecture: relecture(
          'cpp/744/2005-01-01',
          'le juge de l’application des peines peut déclarer non avenue la condamnation',
        ),
      }),
    },
    {
      acte: 'infirmation',
      libelle: 'Condamnation infirmée ou annulée sur recours',
      de: vivants,
      vers: 'eteinte',
      auteurs: ['tribunal'],
      effet: 'fin',
      cause: 'autre',
      source: lu(cpp, '515', {
        lecture: relecture('cpp/515/1983-09-01', 'soit l’infirmer en tout ou en partie'),
      }),
    },
    // The probation goes on beside: what the detention does to its term is said by « suspension ».
    ...surPlace(courants, {
      acte: 'incarceration',
      libelle: 'Incarcération provisoire',
      auteurs: ['jap'],
      source: incarceration712,
    }),
    ...surPlace(courues, {
      acte: 'debat_contradictoire',
      libelle: 'Débat contradictoire tenu',
      auteurs: ['jap'],
      fait: true,
      source: incarceration712,
    }),
    ...rapportDeFin([...courants, 'suspendue']),
    ...finsDeLaLoi(vivants, 'eteinte'),
  ]
}
export const etatsDeProbation = {
  prononcee: { libelle: 'Prononcé, pas encore exécutoire' },
  en_cours: { libelle: 'Probation en cours' },
  suspendue: { libelle: 'Délai suspendu par l’incarcération' },
  // True too of one that was recorded before its term, when nothing refused it.
  delai_expire: { libelle: 'Le JAP est saisi d’un manquement, décision attendue' },
  non_avenue: { libelle: 'Condamnation non avenue', fin: true },
  revoquee: { libelle: 'Révoqué en totalité', fin: true },
  eteinte: { libelle: 'Éteint', fin: true },
} as const
