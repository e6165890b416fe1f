import type { Regle } from '../../platform/law.ts'
import { aVerifier } from '../../platform/law.ts'
import type { Delai } from '../definition.rules.ts'
import {
  convocations,
  lue,
  par2009,
  par2023,
  regle,
} from './procedures-convocations.referentiel.ts'

export { rapportsDuSpip } from './rapports.referentiel.ts'

const cpp = 'code de procédure pénale'
const sansResidence =
  'Personne libre : le JAP de sa résidence habituelle ou, si elle n’en a pas en France, celui du tribunal dans le ressort duquel siège la juridiction qui a statué en première instance.'

const debatOuAccord =
  'Jugement après débat contradictoire. Sans débat si le parquet et la personne ou son avocat sont d’accord.'
/** How the JAP decides, and how one appeals (B13). */
const decisions: readonly (Regle<string> | Regle<Delai>)[] = [
  regle<string>('712_10', 'B13', 'JAP compétent', [
    {
      from: '2005-01-01',
      value: sansResidence,
      source: lue(
        '712-10',
        '2005-01-01',
        's’il n’a pas en France de résidence habituelle, le juge de l’application des peines du tribunal',
        {
          precision: 'al. 1',
          suite: '24 mars 2020',
        },
      ),
    },
  ]),
  regle<string>('712_6', 'B13', 'Aménagements : forme de la décision du JAP', [
    {
      from: '2009-11-26',
      value: debatOuAccord,
      source: lue(
        '712-6',
        '2009-11-26',
        'à l’issue d’un débat contradictoire […] octroyer l’une de ces mesures sans procéder à un débat contradictoire',
        {
          precision: 'al. 1 et 2',
          par: par2009,
          suite: '24 mars et 27 décembre 2020',
        },
      ),
    },
    {
      from: '2024-09-30',
      value: `${debatOuAccord} De même pour une conversion.`,
      source: lue(
        '712-6',
        '2024-09-30',
        'de libération conditionnelle et de conversion sont rendus',
        {
          precision: 'al. 1 et 2',
          par: par2023,
        },
      ),
    },
  ]),
  regle<string>('712_8', 'B13', 'Modification des mesures', [
    {
      from: '2009-11-26',
      value:
        'Ordonnance ; jugement après débat si le parquet le demande. Horaires : le DSPIP ou le chef d’établissement, si le JAP l’autorise.',
      source: lue(
        '712-8',
        '2009-11-26',
        'par ordonnance motivée […] autoriser le chef d’établissement ou le directeur du service pénitentiaire',
        {
          par: par2009,
          suite: '24 mars 2020',
        },
      ),
    },
  ]),
  regle<Delai>(
    '712_5_examen',
    'B13',
    'Demande relevant de l’article 712-5 : le JAP statue au plus tard',
    [
      {
        from: '2005-01-01',
        value: { mois: 2, proroge: true },
        source: lue(
          'D49-32',
          '2005-01-01',
          'au plus tard dans un délai de deux mois suivant le dépôt de la demande',
        ),
      },
    ],
  ),
  regle<Delai>(
    '712_6_examen',
    'B13',
    'Demande d’aménagement au JAP : le débat a lieu au plus tard',
    [
      {
        from: '2005-01-01',
        value: { mois: 4, proroge: true },
        source: lue(
          'D49-33',
          '2005-01-01',
          'au plus tard le quatrième mois suivant le dépôt de la demande',
          {
            precision: 'al. 1',
            suite: '1er juin 2019',
          },
        ),
      },
    ],
  ),
  regle<Delai>(
    '712_7_examen',
    'B13',
    'Demande au tribunal de l’application des peines : examen au plus tard',
    [
      {
        from: '2005-01-01',
        value: { mois: 6, proroge: true },
        source: lue(
          'D49-36',
          '2005-01-01',
          'au plus tard le sixième mois suivant le dépôt de la demande',
        ),
      },
    ],
  ),
  regle<string>('defaut_examen', 'B13', 'Demande non examinée à temps', [
    {
      from: '2005-01-01',
      value: 'La personne peut saisir directement la chambre de l’application des peines.',
      source: lue(
        'D49-33',
        '2005-01-01',
        'A défaut, le condamné peut directement saisir la chambre de l’application des peines',
        {
          precision: 'al. 2',
        },
      ),
    },
  ]),
  regle<Delai>('appel_ordonnance', 'B13', 'Appel d’une ordonnance du JAP', [
    // The hours of the text are a day here: article D. 49-39 makes them end at midnight on the day
    // after the notification.
    {
      from: '2005-01-01',
      value: { jours: 1, proroge: true },
      source: lue(
        '712-11',
        '2005-01-01',
        'Dans le délai de vingt-quatre heures s’agissant des ordonnances',
        {
          precision: '1°',
          suite: '1er janvier 2015 et 24 mars 2020',
        },
      ),
    },
  ]),
  regle<Delai>(
    'appel_jugement',
    'B13',
    'Appel d’un jugement du JAP ou du tribunal de l’application des peines',
    [
      {
        from: '2005-01-01',
        value: { jours: 10, proroge: true },
        source: lue('712-11', '2005-01-01', 'Dans le délai de dix jours s’agissant des jugements', {
          precision: '2°',
          suite: '1er janvier 2015 et 24 mars 2020',
        }),
      },
    ],
  ),
  regle<string>('appel_suspensif', 'B13', 'Effet de l’appel du parquet', [
    {
      from: '2005-01-01',
      value:
        'Formé dans les vingt-quatre heures, il suspend la décision. La mesure accordée ne commence pas avant, sauf visa du parquet (D49-40).',
      source: lue(
        '712-14',
        '2005-01-01',
        'formé dans les vingt-quatre heures de la notification, il suspend l’exécution de la décision',
      ),
    },
  ]),
  regle<Delai>(
    '712_14_examen',
    'B13',
    'Appel suspensif du parquet : examen au plus tard, sans quoi il est non avenu',
    [
      {
        from: '2005-01-01',
        value: { mois: 2, proroge: true },
        source: lue(
          '712-14',
          '2005-01-01',
          'au plus tard dans les deux mois suivant l’appel du parquet, faute de quoi celui-ci est non avenu',
        ),
      },
    ],
  ),
  regle<string>('712_13_audition', 'B13', 'Appel d’un jugement : la personne est-elle entendue', [
    {
      from: '2005-01-01',
      value:
        'Non, sauf si la chambre de l’application des peines en décide autrement. Son avocat est entendu.',
      source: lue(
        '712-13',
        '2005-01-01',
        'Le condamné n’est pas entendu par la chambre, sauf si celle-ci en décide autrement',
        {
          suite: '2005 et 2009',
        },
      ),
    },
    {
      from: '2024-09-30',
      value:
        'Oui, si elle le demande ou si la chambre le décide. Le président peut refuser par une décision motivée, sans recours.',
      source: lue(
        '712-13',
        '2024-09-30',
        'sauf s’il en fait la demande […] peut refuser la comparution personnelle du condamné par une décision motivée',
        {
          precision: 'al. 1',
          par: par2023,
        },
      ),
    },
  ]),
  regle<Delai>(
    '712_18_debat',
    'B13',
    'Suspension d’une semi-liberté, d’un placement ou d’une surveillance électronique : débat au plus tard',
    [
      {
        from: '2005-01-01',
        value: { jours: 15, proroge: true },
        source: lue(
          '712-18',
          '2010-03-12',
          'dans un délai de quinze jours suivant l’incarcération du condamné',
          {
            precision: 'al. 2',
            suite: '24 mars 2020',
          },
        ),
      },
    ],
  ),
  regle<Delai>('712_19_debat', 'B13', 'Incarcération provisoire : débat au plus tard', [
    {
      from: '2005-01-01',
      value: { jours: 15, proroge: true },
      source: lue(
        '712-19',
        '2009-11-26',
        'dans un délai de quinze jours suivant l’incarcération du condamné',
        {
          suite: '30 décembre 2019 et 24 décembre 2021',
        },
      ),
    },
  ]),
  regle<Delai>(
    '712_19_debat_tap',
    'B13',
    'Suspension ou incarcération provisoire : débat devant le tribunal de l’application des peines',
    [
      {
        from: '2005-01-01',
        value: { mois: 1, proroge: true },
        source: lue(
          '712-19',
          '2009-11-26',
          'Ce délai est porté à un mois lorsque le débat contradictoire doit se faire devant le tribunal',
          {
            precision: 'dernière phrase ; de même 712-18',
            suite: '30 décembre 2019 et 24 décembre 2021',
          },
        ),
      },
    ],
  ),
  regle<string>(
    '712_19_tap',
    'B13',
    'Suspension ou incarcération provisoire : sans débat à temps',
    [
      {
        from: '2005-01-01',
        value: 'La personne est remise en liberté si elle n’est pas détenue pour une autre cause.',
        source: lue(
          '712-19',
          '2009-11-26',
          'celui-ci est remis en liberté s’il n’est pas détenu pour une autre cause',
          {
            suite: '30 décembre 2019 et 24 décembre 2021',
          },
        ),
      },
    ],
  ),
  regle<Delai>(
    '712_20',
    'B13',
    'Manquement pendant la mesure : saisine après sa fin, au plus tard',
    [
      {
        from: '2005-01-01',
        value: { mois: 1, proroge: true },
        source: lue(
          '712-20',
          '2005-01-01',
          'au plus tard dans un délai d’un mois après cette date',
          { suite: '24 mars 2020' },
        ),
      },
    ],
  ),
]

/**
 * How days and months are counted (C1, C2), what the execution of sentences aims at, and
 * remissions. The catalogue cited 716-4: it is 716-1.
 */
const comptes: readonly Regle<string>[] = [
  regle<string>(
    '801',
    'C1',
    'Délai de procédure qui finit un samedi, un dimanche, un jour férié ou chômé',
    [
      {
        from: '1989-07-08',
        value:
          'Il est prorogé jusqu’au premier jour ouvrable suivant. Un délai expire le dernier jour à vingt-quatre heures.',
        source: lue(
          '801',
          '1989-07-08',
          'un samedi ou un dimanche ou un jour férié ou chômé est prorogé jusqu’au premier jour ouvrable suivant',
          {
            par: 'loi 89-461, art. 23',
          },
        ),
      },
    ],
  ),
  regle<string>('716_1', 'C2', 'Compte d’une peine de prison', [
    {
      from: '1994-03-01',
      value:
        'Un jour : vingt-quatre heures. Un mois : trente jours. Plus d’un mois : de quantième en quantième.',
      source: lue(
        '716-1',
        '1994-03-01',
        'Celle d’un mois est de trente jours. Celle de plus d’un mois se calcule de quantième en quantième',
      ),
    },
  ]),
  regle<string>('mois_de_procedure', 'C2', 'Compte d’un délai de procédure en mois', [
    {
      from: '2014-01-01',
      value: 'De quantième à quantième ; sans ce quantième, le dernier jour du mois.',
      source: aVerifier(cpp, '801', {
        raison:
          'article lu dans toutes ses versions : il ne dit pas comment un mois se compte ; jurisprudence, puis article L. 1322-4 en 2029 (ordonnance 2025-1091), non lu',
        verifieLe: '2026-11-29',
      }),
    },
  ]),
  regle<string>('707', 'B13', 'But de l’exécution des peines', [
    {
      from: '2009-11-26',
      value:
        'Aménager la peine quand la situation le permet ; revenir par étapes à la liberté ; éviter une sortie sans suivi.',
      source: lue(
        '707',
        '2009-11-26',
        'les peines sont aménagées […] le retour progressif du condamné à la liberté et éviter une remise en liberté sans',
        {
          precision: 'al. 3',
          par: par2009,
        },
      ),
    },
    {
      from: '2014-10-01',
      value:
        'Préparer l’insertion ou la réinsertion et éviter de nouvelles infractions ; évaluer régulièrement la situation ; revenir par étapes à la liberté ; éviter une sortie sans suivi.',
      source: lue(
        '707',
        '2014-10-01',
        'vise à préparer l’insertion ou la réinsertion […] évaluations régulières […] d’un retour progressif à la liberté',
        {
          precision: 'II et III',
          par: 'loi 2014-896',
          suite: '24 mars 2020 et 10 avril 2021',
        },
      ),
    },
  ]),
  regle<string>('721', 'B12', 'Réductions de peine', [
    {
      from: '2005-12-13',
      value:
        'Crédit de réduction : trois mois la première année, deux ensuite, sept jours par mois ; moins en récidive légale.',
      source: lue(
        '721',
        '2012-03-29',
        'trois mois pour la première année […] Lorsque le condamné est en état de récidive légale',
        {
          precision: 'al. 1 et 2',
          suite: '13 décembre 2005, 27 février 2008 et 1er octobre 2014',
        },
      ),
    },
    {
      from: '2015-01-01',
      value:
        'Même crédit pour tous : trois mois la première année, deux ensuite, sept jours par mois.',
      source: lue(
        '721',
        '2015-01-01',
        'à hauteur de trois mois pour la première année, de deux mois pour les années suivantes',
        {
          precision: 'al. 1',
          par: 'loi 2014-896',
          suite: '30 décembre 2019',
        },
      ),
    },
    {
      from: '2023-01-01',
      value:
        'Réduction accordée par le JAP selon la conduite et les efforts, pour les écrous depuis cette date : six mois au plus par année.',
      source: lue(
        '721',
        '2021-12-24',
        'Cette réduction ne peut excéder six mois par année d’incarcération',
        {
          precision: 'al. 1',
          par: 'loi 2021-1729, art. 11 et 59, VI',
        },
      ),
    },
  ]),
]

export const procedures: readonly (Regle<string> | Regle<Delai>)[] = [
  ...convocations,
  ...decisions,
  ...comptes,
]
