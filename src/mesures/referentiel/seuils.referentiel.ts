import type { Jour } from '../../platform/date.ts'
import { type CitationLue, type Dated, lu, nExistePas, type Regle } from '../../platform/law.ts'
import type {
  Bornes,
  CasHorsSeuil,
  RegleDeSeuil,
  Seuil,
  SeuilParAuteur,
} from '../definition.rules.ts'
import { relecture } from './lectures.referentiel.ts'

const cp = 'code pénal'
const cpp = 'code de procédure pénale'
const lois = {
  '1997-12-20': 'loi 97-1159',
  '1994-03-01': 'loi 92-1336',
  '2005-01-01': 'loi 2004-204',
  '2009-11-26': 'loi 2009-1436',
  '2012-01-01': 'loi 2011-939',
  '2014-10-01': 'loi 2014-896',
  '2016-07-22': 'loi 2016-987',
  '2019-03-25': 'loi 2019-222',
  '2020-03-24': 'loi 2019-222, art. 74',
  '2023-11-22': 'loi 2023-1059, art. 24',
} as const
type Version = keyof typeof lois
type Ici = { from: Version; source: CitationLue }
const du = (
  code: 'cp' | 'cpp',
  article: string,
  from: Version,
  mots: string,
  precision?: string,
): Ici => ({
  from,
  source: lu(code === 'cp' ? cp : cpp, article, {
    ...(precision && { precision }),
    par: lois[from],
    lecture: relecture(`${code}/${article}/${from}`, mots),
  }),
})

const unAnEnRecidive =
  'n’excède pas deux ans. Les durées de deux ans prévues par le présent alinéa sont réduites à un an'
const deuxAns = 'dont la durée totale n’excède pas deux ans, soit lorsqu’il reste à subir'
const duTribunal2009 =
  'égale ou inférieure à deux ans d’emprisonnement, ou, pour une personne en état de récidive légale, une peine égale ou inférieure à un an'
const terrorisme = 'Terrorisme exclu, sauf apologie et consultation.'
const sixMois =
  'Six mois au plus : obligatoire, sauf impossibilité. Au-delà : si la situation le permet.'

/**
 * CPP 723-1: what the JAP may let serve outside, sentence or what is left of it. The placement à
 * l’extérieur is named there since 2009.
 */
const sortieParLeJap: Dated<Seuil> = [
  {
    ...du('cpp', '723-1', '2009-11-26', unAnEnRecidive),
    value: { seuilMois: 24, recidiveMois: 12 },
  },
  {
    ...du('cpp', '723-1', '2016-07-22', unAnEnRecidive),
    value: { seuilMois: 24, recidiveMois: 12, note: terrorisme },
  },
  { ...du('cpp', '723-1', '2019-03-25', deuxAns), value: { seuilMois: 24, note: terrorisme } },
]
const semiLiberteParLeJap: Dated<Seuil> = [
  {
    ...du(
      'cpp',
      '723-1',
      '1994-03-01',
      'une ou plusieurs peines privatives de liberté dont la durée totale n’excède pas un an',
    ),
    value: { seuilMois: 12 },
  },
  ...sortieParLeJap,
]
/**
 * CPP 723-7: the same under surveillance, whose name was placement sous surveillance électronique
 * until 2020-03-23.
 */
const surveillanceParLeJap: Dated<Seuil> = [
  {
    ...du(
      'cpp',
      '723-7',
      '1997-12-20',
      'une ou plusieurs peines privatives de liberté dont la durée totale n’excède pas un an',
    ),
    value: { seuilMois: 12 },
  },
  {
    ...du('cpp', '723-7', '2009-11-26', unAnEnRecidive),
    value: { seuilMois: 24, recidiveMois: 12 },
  },
  { ...du('cpp', '723-7', '2019-03-25', deuxAns), value: { seuilMois: 24 } },
]
const depuis2020: Dated<Seuil> = [
  {
    ...du('cp', '132-25', '2020-03-24', 'supérieure à six mois et inférieure ou égale à un an'),
    value: { seuilMois: 12, note: sixMois },
  },
  {
    ...du(
      'cp',
      '132-25',
      '2023-11-22',
      'supérieure à six mois et inférieure ou égale à un an […] dès lors qu’elle assortit sa décision',
    ),
    value: {
      seuilMois: 12,
      note: `${sixMois} Détention possible avec exécution provisoire, en attendant le JAP.`,
    },
  },
]
const avecUnProjet = { seuilMois: 24, recidiveMois: 12, note: 'Avec un projet.' }
/**
 * CP 132-25 and, for the surveillance, 132-26-1 until 2020-03-23: what the court may decide itself,
 * sentence or its firm part.
 */
const sortieParLeTribunal: Dated<Seuil> = [
  { ...du('cp', '132-25', '2009-11-26', duTribunal2009), value: avecUnProjet },
  ...depuis2020,
]
const semiLiberteParLeTribunal: Dated<Seuil> = [
  {
    ...du('cp', '132-25', '1994-03-01', 'une peine égale ou inférieure à un an d’emprisonnement'),
    value: { seuilMois: 12 },
  },
  ...sortieParLeTribunal,
]
const surveillanceParLeTribunal: Dated<Seuil> = [
  {
    ...du('cp', '132-26-1', '2005-01-01', 'une peine égale ou inférieure à un an d’emprisonnement'),
    value: { seuilMois: 12 },
  },
  {
    ...du('cp', '132-26-1', '2009-11-26', duTribunal2009),
    value: { ...avecUnProjet, note: 'Avec un projet et l’accord de la personne.' },
  },
  ...depuis2020,
]
const examen: Dated<Seuil> = [
  {
    ...du(
      'cpp',
      '723-15',
      '2005-01-01',
      'le total des peines prononcées ou restant à subir est inférieur ou égal à un an',
    ),
    value: { seuilMois: 12, note: 'Personne libre.' },
  },
  {
    ...du(
      'cpp',
      '723-15',
      '2009-11-26',
      'inférieure ou égale à deux ans […] réduites à un an si le condamné est en état de récidive légale',
    ),
    value: { seuilMois: 24, recidiveMois: 12, note: 'Personne libre.' },
  },
  {
    ...du(
      'cpp',
      '723-15',
      '2014-10-01',
      'inférieure ou égale à deux ans […] réduites à un an si le condamné est en état de récidive légale',
    ),
    value: { seuilMois: 24, recidiveMois: 12, note: 'Personne libre ou déjà aménagée.' },
  },
  {
    ...du(
      'cpp',
      '723-15',
      '2020-03-24',
      'condamnées à une peine inférieure ou égale à un an d’emprisonnement',
    ),
    value: {
      seuilMois: 12,
      note: 'Personne libre ou déjà aménagée, sans mandat de dépôt à effet différé.',
    },
  },
]

const seuil = (
  id: string,
  catalogue: string,
  libelle: string,
  droit: Dated<Seuil>,
): RegleDeSeuil => ({
  id,
  catalogue,
  libelle,
  // A stricter threshold reaches only facts committed since (CP 112-2, 3°; Cass. crim., 20 October
  // 2020, 19-84.754).
  selon: 'execution',
  plusDoux: 'plus',
  droit,
})
type ParAuteur = readonly SeuilParAuteur[]
const deux = (nature: string, jap: Dated<Seuil>, tribunal: Dated<Seuil>): ParAuteur => [
  {
    par: 'jap',
    regle: seuil(`${nature}.seuil_jap`, 'B13', 'Peine ou reste que le JAP peut aménager', jap),
  },
  {
    par: 'tribunal',
    regle: seuil(
      `${nature}.seuil_tribunal`,
      'B13',
      'Peine, ou partie ferme, que le tribunal aménage',
      tribunal,
    ),
  },
]
export const seuilsDeSortie = (nature: string): ParAuteur =>
  nature === 'semi_liberte'
    ? deux(nature, semiLiberteParLeJap, semiLiberteParLeTribunal)
    : deux(nature, sortieParLeJap, sortieParLeTribunal)
export const seuilsDeSurveillance = (nature: string): ParAuteur =>
  deux(nature, surveillanceParLeJap, surveillanceParLeTribunal)
export const seuilDExamen: ParAuteur = [
  {
    par: 'jap',
    regle: seuil(
      'procedure_723_15.seuil',
      'B8',
      'Peine, reste ou total des peines examinées',
      examen,
    ),
  },
]

// A step before a libération conditionnelle has no threshold: the JAP makes the one depend on the
// other, whatever is left of the sentence.
const unAn: Bornes = { unite: 'mois', min: null, max: 12 }
const unATroisAns: Bornes = { unite: 'mois', min: 12, max: 36 }
const subordonnee =
  'subordonner la libération conditionnelle du condamné à l’exécution, à titre probatoire […] pour une durée n’excédant pas un an'
const sortieProbatoire: Dated<Bornes> = [
  { ...du('cpp', '723-1', '2009-11-26', subordonnee, 'al. 2'), value: unAn },
]
const avantLiberation: Record<'semi_liberte' | 'sortie' | 'surveillance', Dated<Bornes>> = {
  sortie: sortieProbatoire,
  semi_liberte: [
    {
      ...du(
        'cpp',
        '723-1',
        '1994-03-01',
        'sous la condition d’avoir été soumis à titre probatoire au régime de la semi-liberté',
      ),
      value: { unite: 'mois', min: null, max: null },
    },
    ...sortieProbatoire,
  ],
  surveillance: [
    {
      ...du(
        'cpp',
        '723-7',
        '1997-12-20',
        'à titre probatoire de la libération conditionnelle, pour une durée n’excédant pas un an',
      ),
      value: unAn,
    },
    { ...du('cpp', '723-7', '2009-11-26', subordonnee, 'al. 2'), value: unAn },
  ],
}
const semiLiberteSeule =
  'placé pendant une période d’un an à trois ans sous le régime de la semi-liberté'
const parLaSurveillance =
  'd’un an à trois ans sous le régime de la semi-liberté ou du placement sous surveillance électronique'
const de2012 =
  'à titre probatoire, d’une mesure de semi-liberté ou de placement sous surveillance électronique pendant une période d’un an à trois ans'
const de2014 =
  'de semi-liberté, de placement à l’extérieur ou de placement sous surveillance électronique pendant une période d’un an à trois ans'
/** CPP 730-2, and 720-5 until 2011: the step that the longest sentences must take. */
const avantLonguePeine: Record<'semi_liberte' | 'sortie' | 'surveillance', Dated<Bornes>> = {
  semi_liberte: [
    { ...du('cpp', '720-5', '1994-03-01', semiLiberteSeule), value: unATroisAns },
    { ...du('cpp', '730-2', '2012-01-01', de2012, 'al. 4'), value: unATroisAns },
  ],
  sortie: [
    { ...du('cpp', '720-5', '1994-03-01', semiLiberteSeule), value: nExistePas },
    { ...du('cpp', '730-2', '2012-01-01', de2012, 'al. 4'), value: nExistePas },
    { ...du('cpp', '730-2', '2014-10-01', de2014, 'al. 4'), value: unATroisAns },
  ],
  surveillance: [
    { ...du('cpp', '720-5', '1997-12-20', semiLiberteSeule), value: nExistePas },
    { ...du('cpp', '720-5', '2009-11-26', parLaSurveillance), value: unATroisAns },
    { ...du('cpp', '730-2', '2012-01-01', de2012, 'al. 4'), value: unATroisAns },
  ],
}
const cas = (
  nature: string,
  droits: readonly [Dated<Bornes>, Dated<Bornes>],
): readonly CasHorsSeuil[] => {
  const duree = (id: string, libelle: string, droit: Dated<Bornes>) =>
    ({ id: `${nature}.${id}`, catalogue: 'B13', libelle, selon: 'execution', droit }) as const
  return [
    {
      cle: 'probatoire_liberation_conditionnelle',
      si: 'À titre probatoire, avant une libération conditionnelle',
      duree: duree(
        'duree_probatoire',
        'Durée, à titre probatoire avant une libération conditionnelle',
        droits[0],
      ),
    },
    {
      cle: 'probatoire_longue_peine',
      si: 'À titre probatoire, avant la libération conditionnelle d’une très longue peine (un à trois ans)',
      duree: duree(
        'duree_probatoire_longue_peine',
        'Durée, à titre probatoire, pour une très longue peine',
        droits[1],
      ),
    },
  ]
}
export const sortiesHorsSeuil = (nature: string): readonly CasHorsSeuil[] => {
  const type = nature === 'semi_liberte' ? 'semi_liberte' : 'sortie'
  return cas(nature, [avantLiberation[type], avantLonguePeine[type]])
}
export const surveillanceHorsSeuil = (nature: string): readonly CasHorsSeuil[] =>
  cas(nature, [avantLiberation.surveillance, avantLonguePeine.surveillance])
const pasEncore = lu(cpp, '720', {
  lecture: relecture(
    'cpp/720/2005-01-01, en entier',
    'Préalablement à toute décision entraînant la cessation temporaire ou définitive de l’incarcération',
  ),
})
const liberation = (par: string, from: Jour, precision: string, mots: string) =>
  lu(cpp, '720', { par, precision, lecture: relecture(`cpp/720/${from}`, mots) })
const pleinDroit = liberation(
  'loi 2021-1729, art. 11 et 59',
  '2021-12-24',
  'II',
  'd’une durée totale inférieure ou égale à deux ans un reliquat de peine à exécuter qui est inférieur ou égal à trois mois',
)
/**
 * CPP 720: sentences, all together, of which the rest may be served under libération sous
 * contrainte; by itself, those of two years.
 */
export const seuilsDeLiberation: readonly SeuilParAuteur[] = [
  {
    par: 'jap',
    regle: seuil(
      'liberation_sous_contrainte.seuil',
      'B12',
      'Peines, en tout, dont la situation est examinée',
      [
        { from: '1994-03-01', value: nExistePas, source: pasEncore },
        {
          from: '2015-01-01',
          value: { seuilMois: 60, note: 'Deux tiers de la peine faits.' },
          source: liberation(
            'loi 2014-896',
            '2015-01-01',
            'al. 1',
            'd’une durée totale inférieure ou égale à cinq ans est examinée',
          ),
        },
      ],
    ),
  },
  {
    par: 'jap',
    deDroit: true,
    regle: seuil(
      'liberation_sous_contrainte.seuil_plein_droit',
      'B12',
      'Peines, en tout, pour une libération de plein droit',
      [
        { from: '1994-03-01', value: nExistePas, source: pasEncore },
        {
          from: '2023-01-01',
          value: { seuilMois: 24, note: 'Trois mois au plus à exécuter.' },
          source: pleinDroit,
        },
      ],
    ),
  },
]
/** What is left to serve where the law gives it by itself. */
export const resteDePleinDroit: Regle<Bornes> = {
  id: 'liberation_sous_contrainte.reste_plein_droit',
  catalogue: 'B12',
  libelle: 'Reste à exécuter, de plein droit',
  selon: 'jugement',
  droit: [
    { from: '1994-03-01', value: nExistePas, source: pasEncore },
    { from: '2023-01-01', value: { unite: 'mois', min: null, max: 3 }, source: pleinDroit },
  ],
}
