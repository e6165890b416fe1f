import type { CitationLue, Dated, Regle } from '../../platform/law.ts'
import { lu } from '../../platform/law.ts'
import type { Delai } from '../definition.rules.ts'
import { relecture } from './lectures.referentiel.ts'

const cpp = 'code de procédure pénale'
/** Read in the version of that day; `suite`: later versions say the same words. */
export const lue = (
  article: string,
  version: string,
  mots: string,
  plus: { precision?: string; par?: string; suite?: string } = {},
): CitationLue => {
  const { suite, ...reste } = plus
  return lu(cpp, article, {
    ...reste,
    lecture: relecture(
      `cpp/${article}/${version}${suite ? `, mêmes mots dans les versions du ${suite}` : ''}`,
      mots,
    ),
  })
}
export const par2009 = 'loi 2009-1436'
const par2019 = 'loi 2019-222'
export const par2023 = 'loi 2023-1059'
/** A rule of procedure: what runs is governed by the law of the day when it runs. */
export const regle = <T>(
  id: string,
  catalogue: string,
  libelle: string,
  droit: Dated<T>,
): Regle<T> => ({
  id: `procedures.${id}`,
  catalogue,
  libelle,
  selon: 'execution',
  droit,
})

/** Convocations handed at the end of the hearing, or before a release (B10, B11). */
export const convocations: readonly (Regle<string> | Regle<Delai>)[] = [
  regle<string>('474_champ', 'B10', 'Convocation à l’issue de l’audience : qui', [
    {
      from: '2009-11-26',
      value: 'Personne libre présente, peine ou reste de deux ans au plus.',
      source: lue(
        '474',
        '2009-11-26',
        'non incarcérée à une peine d’emprisonnement inférieure ou égale à deux ans',
        {
          precision: 'al. 1',
          par: par2009,
        },
      ),
    },
    {
      from: '2010-03-12',
      value:
        'Personne libre présente, peine ou reste de deux ans au plus (un an en récidive légale).',
      source: lue(
        '474',
        '2010-03-12',
        'Les durées de deux ans […] sont réduites à un an si le condamné est en état de récidive légale',
        {
          precision: 'al. 1',
          par: 'loi 2010-242',
        },
      ),
    },
    {
      from: '2014-10-01',
      value:
        'Personne présente, libre ou déjà en semi-liberté, à l’extérieur ou sous surveillance, peine ou reste de deux ans au plus (un an en récidive légale).',
      source: lue(
        '474',
        '2014-10-01',
        'applicable au condamné exécutant une peine sous le régime de la semi-liberté',
        {
          precision: 'al. 1',
          par: 'loi 2014-896',
        },
      ),
    },
    {
      from: '2020-03-24',
      value:
        'Personne présente, libre ou déjà en semi-liberté, à l’extérieur ou à domicile, peine ou reste d’un an au plus, sans mandat de dépôt à effet différé.',
      source: lue(
        '474',
        '2020-03-24',
        'Si le tribunal n’a pas prononcé un mandat de dépôt à effet différé […] inférieure ou égale à un an',
        {
          precision: 'al. 1',
          par: par2019,
          suite: '30 septembre 2024',
        },
      ),
    },
  ]),
  regle<Delai>(
    '474_jap',
    'B10',
    'Convocation à l’issue de l’audience : devant le JAP, au plus tard',
    [
      {
        from: '2009-11-26',
        value: { jours: 30, proroge: true },
        source: lue(
          '474',
          '2009-11-26',
          'dans un délai qui ne saurait excéder trente jours, devant le juge de l’application des peines',
          {
            precision: 'al. 1',
            par: par2009,
            suite: '12 mars 2010, 1er janvier 2012, 1er octobre 2014 et 24 mars 2020',
          },
        ),
      },
      {
        from: '2024-09-30',
        value: { jours: 20, proroge: true },
        source: lue(
          '474',
          '2024-09-30',
          'dans un délai qui ne saurait excéder vingt jours, devant le juge de l’application des peines',
          {
            precision: 'al. 1',
            par: par2023,
          },
        ),
      },
    ],
  ),
  regle<Delai>(
    '474_spip',
    'B10',
    'Convocation à l’issue de l’audience : devant le SPIP, au plus tard',
    [
      {
        from: '2009-11-26',
        value: { jours: 45, proroge: true },
        source: lue(
          '474',
          '2009-11-26',
          'dans un délai qui ne saurait être supérieur à quarante-cinq jours',
          {
            precision: 'al. 1',
            par: par2009,
            suite: '12 mars 2010, 1er janvier 2012, 1er octobre 2014 et 24 mars 2020',
          },
        ),
      },
      {
        from: '2024-09-30',
        value: { jours: 30, proroge: true },
        source: lue(
          '474',
          '2024-09-30',
          'dans un délai qui ne saurait être supérieur à trente jours',
          { precision: 'al. 1', par: par2023 },
        ),
      },
    ],
  ),
  regle<string>('474_probation', 'B10', 'Convocation à l’issue de l’audience : probation et TIG', [
    {
      from: '2009-11-26',
      value:
        'Sursis avec mise à l’épreuve, sursis-TIG ou TIG : devant le SPIP seulement, dans les quarante-cinq jours.',
      source: lue(
        '474',
        '2009-11-26',
        'Toutefois, dans ces hypothèses, le condamné n’est convoqué que devant le service pénitentiaire',
        {
          precision: 'al. 3',
          par: par2009,
        },
      ),
    },
    {
      from: '2012-01-01',
      value:
        'Sursis avec mise à l’épreuve, sursis-TIG ou TIG : devant le SPIP seulement, ainsi saisi, dans les quarante-cinq jours.',
      source: lue(
        '474',
        '2012-01-01',
        'd’insertion et de probation qui se trouve ainsi saisi de la mesure',
        {
          precision: 'al. 3',
          par: 'loi 2011-939',
        },
      ),
    },
    {
      from: '2014-10-01',
      value:
        'Contrainte pénale, sursis avec mise à l’épreuve, sursis-TIG ou TIG : devant le SPIP seulement, ainsi saisi, dans les quarante-cinq jours.',
      source: lue(
        '474',
        '2014-10-01',
        'lorsque la personne est condamnée à une contrainte pénale',
        {
          precision: 'al. 3',
          par: 'loi 2014-896',
        },
      ),
    },
    {
      from: '2020-03-24',
      value:
        'Sursis probatoire : devant le SPIP seulement, ainsi saisi, dans les quarante-cinq jours. L’article 474 ne nomme plus le TIG, mais D48-2, 2° le convoque aussi devant le SPIP.',
      source: lue(
        '474',
        '2020-03-24',
        'assortie du sursis probatoire. Toutefois, dans cette hypothèse',
        {
          precision: 'al. 3',
          par: par2019,
        },
      ),
    },
    {
      from: '2024-09-30',
      value:
        'Sursis probatoire, TIG ou ajournement avec probation : devant le SPIP seulement, ainsi saisi, dans les trente jours.',
      source: lue(
        '474',
        '2024-09-30',
        'ou à une peine de travail d’intérêt général ou fait l’objet d’une mesure d’ajournement avec probation',
        {
          precision: 'al. 3',
          par: par2023,
        },
      ),
    },
  ]),
  regle<string>(
    '474_absence',
    'B10',
    'Convocation à l’issue de l’audience : si la personne ne vient pas',
    [
      {
        from: '2009-11-26',
        value:
          'Sauf recours ou excuse légitime, la peine est mise à exécution en établissement si la personne ne vient pas devant le JAP.',
        source: lue(
          '474',
          '2009-11-26',
          'sera mise à exécution en établissement pénitentiaire s’il ne se présente pas, sans excuse légitime',
          {
            precision: 'al. 2',
            par: par2009,
            suite: '2010 à 2024',
          },
        ),
      },
    ],
  ),
  regle<string>(
    'd48_2',
    'B10',
    'Remise des convocations par le greffe ou le bureau de l’exécution des peines',
    [
      {
        from: '2010-10-29',
        value:
          'Un greffier peut recevoir la personne libre après l’audience et lui remettre ses convocations, aussi pour un sursis ou un TIG.',
        source: lue(
          'D48-2',
          '2010-10-29',
          'un greffier peut être chargé de recevoir ce dernier à l’issue de l’audience',
          {
            par: 'décret 2010-1276',
          },
        ),
      },
      {
        from: '2015-08-15',
        value:
          'Le bureau de l’exécution des peines reçoit la personne libre, après l’audience ou dans les jours suivants, et lui remet ses convocations, aussi pour un sursis ou un TIG.',
        source: lue(
          'D48-2',
          '2015-08-15',
          'de recevoir ce dernier à l’issue de l’audience ou dans les jours suivant celle-ci',
          {
            par: 'décret 2014-1582',
            suite: '1er janvier et 24 mars 2020',
          },
        ),
      },
    ],
  ),
  regle<string>(
    'd48_2_delais',
    'B10',
    'Convocation à l’issue de l’audience : si le délai est dépassé',
    [
      {
        from: '2010-10-29',
        value: 'Le dépassement des délais de l’article 474 ne rend pas la convocation nulle.',
        source: lue(
          'D48-2',
          '2010-10-29',
          'prévus par l’article 474 ne constitue pas une cause de nullité des convocations',
          {
            precision: 'dernier al.',
            par: 'décret 2010-1276',
            suite:
              '2014, 2015 et 2020, qui nomment encore « un mois et quarante-cinq jours » après le 30 septembre 2024',
          },
        ),
      },
    ],
  ),
  regle<Delai>(
    '741_1',
    'B11',
    'Libération suivie d’une probation : comparution devant le SPIP, au plus tard',
    [
      {
        from: '2012-01-01',
        value: { mois: 1, proroge: true },
        source: lue(
          '741-1',
          '2012-01-01',
          'qui ne saurait être supérieur à un mois dans les autres cas',
          {
            par: 'loi 2011-939',
            suite: '24 mars 2020',
          },
        ),
      },
    ],
  ),
  regle<Delai>(
    '741_1_ssj_encouru',
    'B11',
    'Même cas, infraction pour laquelle le suivi socio-judiciaire est encouru',
    [
      {
        from: '2012-01-01',
        value: { jours: 8, proroge: true },
        source: lue(
          '741-1',
          '2012-01-01',
          'qui ne saurait être supérieur à huit jours à compter de sa libération',
          {
            par: 'loi 2011-939',
            suite: '24 mars 2020',
          },
        ),
      },
    ],
  ),
  regle<string>(
    '741_1_remise',
    'B11',
    'Libération suivie d’une probation : remise de la convocation, et ce qui compte pour les huit jours',
    [
      {
        from: '2012-01-01',
        value:
          'Le SPIP du lieu de détention la remet avant la sortie. Huit jours aussi si le bulletin n° 1 porte une telle infraction. Même règle si la probation vient d’une autre condamnation.',
        source: lue(
          'D545',
          '2012-01-01',
          'remet ou fait remettre […] au plus tard le jour de sa libération […] figurent au bulletin n° 1',
          {
            par: 'décret 2011-1986',
          },
        ),
      },
      {
        from: '2020-03-24',
        value: 'Même règle. Huit jours aussi pour un sursis probatoire avec suivi renforcé.',
        source: lue(
          'D545',
          '2020-03-24',
          'lorsqu’a été prononcé un sursis probatoire avec suivi renforcé',
          { par: 'décret 2020-81' },
        ),
      },
      {
        from: '2022-05-01',
        value:
          'Même règle : suivi socio-judiciaire encouru, bulletin n° 1, ou sursis probatoire avec suivi renforcé.',
        source: lu('code pénitentiaire', 'R621-2', {
          par: 'décret 2022-479',
          lecture: relecture(
            'cpen/R621-2/2022-05-01',
            'Lorsqu’a été prononcé un sursis probatoire avec suivi renforcé',
          ),
        }),
      },
    ],
  ),
]
