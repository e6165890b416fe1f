import type { CitationLue, Regle } from '../../platform/law.ts'
import { aVerifier, inconnu, lu, nExistePas } from '../../platform/law.ts'
import { relecture } from './lectures.referentiel.ts'

const cpp = 'code de procédure pénale'
const csi = 'code de la sécurité intérieure'
const verifieLe = '2026-11-29'

const regle = (
  id: string,
  catalogue: string,
  libelle: string,
  droit: Regle<string>['droit'],
): Regle<string> => ({
  id: `donnees.${id}`,
  catalogue,
  libelle,
  selon: 'execution',
  droit,
})
const securite = (
  article: string,
  version: string,
  mots: string,
  plus: { precision?: string; par?: string } = {},
): CitationLue =>
  lu(csi, article, { ...plus, lecture: relecture(`csi/${article}/${version}`, mots) })

const autorite =
  'À la demande de l’autorité judiciaire ou de sa propre initiative, le SPIP fournit les éléments qui permettent de mieux ' +
  'individualiser la situation de la personne.'
const nonTiers =
  'Les faits et informations confidentiels échangés dans un groupe de travail ne peuvent être communiqués à des tiers.'
const controleur =
  'Il obtient toute information ou pièce utile à sa mission. Seuls lui sont opposables le secret de la défense nationale, la sûreté de ' +
  'l’État, le secret de l’enquête et de l’instruction, et celui de l’avocat avec son client.'
/** What the requisition may ask: each article was read from 2010 to today, the same words. */
const requisitions = [
  [
    'flagrance',
    '60-1',
    '2010-01-06',
    'en enquête de flagrance',
    'requérir de toute personne […] de lui remettre ces documents […] sans motif légitime, l’obligation au secret',
  ],
  [
    'preliminaire',
    '77-1-1',
    '2010-01-06',
    'en enquête préliminaire, avec l’autorisation du procureur',
    'sur autorisation de celui-ci […] de lui remettre ces documents […] sans motif légitime, l’obligation au secret',
  ],
  [
    'information',
    '99-3',
    '2010-01-06',
    'pendant une information judiciaire',
    'Le juge d’instruction ou l’officier de police judiciaire par lui commis peut […] de lui remettre ces documents […] sans motif légitime',
  ],
] as const

/** The closed list of framed disclosures: what is not listed is refused. */
export const communications: readonly Regle<string>[] = [
  regle('communication.autorite_judiciaire', 'D9', 'À l’autorité judiciaire', [
    {
      from: '1999-04-14',
      value: autorite,
      source: lu(cpp, 'D581', {
        precision: 'al. 2',
        lecture: relecture(
          'cpp/D581/1999-04-14',
          'ils fournissent à l’autorité judiciaire […] mieux individualiser la situation des personnes placées sous main de justice',
        ),
      }),
    },
    {
      from: '2022-05-01',
      value: autorite,
      source: lu('code pénitentiaire', 'D113-42', {
        par: 'décret 2022-479',
        lecture: relecture(
          'cpen/D113-42/2022-05-01',
          'fournissent à l’autorité judiciaire […] mieux individualiser la situation des personnes placées sous main de justice',
        ),
      }),
    },
  ]),
  ...requisitions.map(([cle, article, version, cas, mots]) =>
    regle(`communication.requisition_${cle}`, 'D9', `Réquisition judiciaire (${cas})`, [
      {
        from: '2010-01-06',
        value: `La personne requise remet les documents ou informations utiles, ${cas} ; elle n’oppose pas le secret professionnel sans motif légitime.`,
        source: lu(cpp, article, {
          precision: 'al. 1',
          lecture: relecture(`cpp/${article}/${version}, même règle jusqu’en 2023`, mots),
        }),
      },
    ]),
  ),
  regle('communication.renseignement', 'D9', 'Aux services de renseignement', [
    {
      from: '2014-01-01',
      value: inconnu,
      source: aVerifier(csi, 'L863-2', {
        raison: 'article créé le 3 octobre 2015 ; autre texte d’avant non cherché',
        verifieLe,
      }),
    },
    {
      from: '2015-10-03',
      value:
        'De sa propre initiative ou à la demande d’un service, l’administration peut transmettre les informations utiles à ses missions.',
      source: securite(
        'L863-2',
        '2015-10-03, mêmes mots en 2016',
        'de leur propre initiative ou sur requête de ces derniers, des informations utiles',
        {
          precision: 'al. 2',
          par: 'loi 2015-912',
        },
      ),
    },
    {
      from: '2021-07-31',
      value:
        'À la demande d’un service, l’administration peut transmettre une information strictement nécessaire à ses missions, même ' +
        'couverte par un secret. La date, la finalité, la nature des données et le service destinataire sont tracés.',
      source: securite(
        'L863-2',
        '2021-07-31',
        'à la demande d’un de ces services, toute information, même couverte par un secret […] assurent la traçabilité',
        {
          par: 'loi 2021-998',
        },
      ),
    },
  ]),
  regle(
    'communication.conseil_local',
    'D9',
    'Aux groupes de travail du conseil local de sécurité',
    [
      {
        from: '2012-05-01',
        value: nonTiers,
        source: securite(
          'L132-5',
          '2012-05-01',
          'Les faits et informations à caractère confidentiel […] ne peuvent être communiqués à des tiers',
          {
            precision: 'al. 2',
          },
        ),
      },
      {
        from: '2014-10-01',
        value: `À la demande de l’autorité judiciaire, un groupe peut traiter de l’exécution des peines. ${nonTiers}`,
        source: securite(
          'L132-5',
          '2014-10-01',
          'A la demande de l’autorité judiciaire, ces groupes peuvent traiter des questions relatives à l’exécution des peines',
          {
            precision: 'al. 2',
            par: 'loi 2014-896',
          },
        ),
      },
      {
        from: '2019-03-25',
        value: `À la demande de l’autorité judiciaire ou des membres du conseil, un groupe peut traiter de l’exécution des peines. ${nonTiers}`,
        source: securite(
          'L132-5',
          '2019-03-25, mêmes mots en 2024',
          'ou des membres du conseil local […] ces groupes peuvent traiter des questions relatives',
          {
            precision: 'al. 2',
            par: 'loi 2019-222',
          },
        ),
      },
    ],
  ),
  regle(
    'communication.conseil_local_suivi',
    'D9',
    'À l’état-major de sécurité ou à la cellule de coordination, sur un suivi',
    [
      {
        from: '2012-05-01',
        value: nExistePas,
        source: securite(
          'L132-10-1',
          '2014-10-01, première version',
          'l’état-major de sécurité et la cellule de coordination opérationnelle',
        ),
      },
      {
        from: '2014-10-01',
        value:
          'Le SPIP peut leur transmettre toute information qu’il juge utile au bon déroulement du suivi et du contrôle.',
        source: securite(
          'L132-10-1',
          '2014-10-01',
          'peuvent se voir transmettre par ces mêmes juridictions et ce même service toute information',
          {
            precision: 'I, 4°',
            par: 'loi 2014-896',
          },
        ),
      },
      {
        from: '2016-09-25',
        value: nExistePas,
        source: securite(
          'L132-10-1',
          '2016-09-25',
          'du contrôle des personnes désignées en application du 3° du présent I. II.-Les informations',
          {
            precision: 'I, 4°, contraire à la Constitution',
            par: 'Conseil constitutionnel, 23 septembre 2016, n° 2016-569 QPC',
          },
        ),
      },
      {
        from: '2017-03-02',
        value:
          'Le SPIP peut leur transmettre une information sur le comportement en détention et l’exécution de la peine, pour une personne dont le ' +
          'comportement peut menacer la sécurité et l’ordre publics. Qui la reçoit est tenu au secret professionnel.',
        source: securite(
          'L132-10-1',
          '2017-03-02',
          'liée au comportement de ces personnes en détention […] constituer une menace pour la sécurité et l’ordre publics',
          {
            precision: 'I, 4° et II',
            par: 'loi 2017-258',
          },
        ),
      },
    ],
  ),
  regle('communication.defenseur', 'D9', 'Au Défenseur des droits', [
    {
      from: '2014-01-01',
      value: 'Sur sa demande motivée, il reçoit les informations et pièces utiles à sa mission.',
      source: aVerifier('loi organique 2011-333', '20', {
        raison: 'texte non trouvé dans les textes datés',
        verifieLe,
      }),
    },
  ]),
  regle(
    'communication.controleur',
    'D9',
    'Au Contrôleur général des lieux de privation de liberté',
    [
      {
        from: '2014-01-01',
        value: controleur,
        source: aVerifier('loi 2007-1545', '8-1', {
          raison: 'texte de 2025 lu ; jour où cette règle a pris effet non trouvé',
          verifieLe,
        }),
      },
      {
        from: '2025-07-13',
        value: controleur,
        source: lu('loi 2007-1545', '8-1', {
          lecture: relecture(
            'loi-2007-1545/8-1/lu-2025-07, en vigueur ce jour-là au plus tard',
            'toute information ou pièce utile […] au secret professionnel applicable aux relations entre un avocat et son client',
          ),
        }),
      },
    ],
  ),
  regle('communication.fisc', 'D9', 'À l’administration fiscale', [
    {
      from: '2005-12-31',
      value:
        'Sur sa demande, l’administration lui communique les documents de service, sans pouvoir opposer le secret professionnel.',
      source: lu('livre des procédures fiscales', 'L83', {
        lecture: relecture(
          'lpf/L83/2005-12-31, mêmes mots en 2019',
          'doivent communiquer à l’administration, sur sa demande, les documents de service […] sans pouvoir opposer le secret',
        ),
      }),
    },
  ]),
  regle('communication.securite_sociale', 'D9', 'Aux organismes de sécurité sociale', [
    {
      from: '2011-12-23',
      value:
        'Leurs agents obtiennent les documents nécessaires à leurs contrôles, sans que s’y oppose le secret professionnel, dans les trente jours de la demande.',
      source: lu('code de la sécurité sociale', 'L114-19', {
        lecture: relecture(
          'css/L114-19/2011-12-23, mêmes mots jusqu’en 2025',
          'sans que s’y oppose le secret professionnel […] dans les trente jours qui suivent la réception de la demande',
        ),
      }),
    },
  ]),
]
