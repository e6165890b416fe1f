import { aVerifier, type CitationLue, lu, nExistePas, type Regle } from '../../platform/law.ts'
import { relecture } from './lectures.referentiel.ts'

const cpp = 'code de procédure pénale'
const penitentiaire = 'code pénitentiaire'

const mission = (id: string, libelle: string, droit: Regle<string>['droit']): Regle<string> => ({
  id: `missions.${id}`,
  catalogue: 'B18',
  libelle,
  selon: 'execution',
  droit,
})
const procedure = ({
  article,
  version,
  mots,
  precision,
  par,
}: {
  article: string
  version: string
  mots: string
  precision: string
  par: string
}): CitationLue =>
  lu(cpp, article, {
    ...(precision && { precision }),
    par,
    lecture: relecture(`cpp/${article}/${version}`, mots),
  })
const depuis2022 = (article: string, mots: string, precision?: string): CitationLue =>
  lu(penitentiaire, article, {
    ...(precision && { precision }),
    par: 'décret 2022-479',
    lecture: relecture(`cpen/${article}/2022-05-01`, mots),
  })
type Texte = readonly [article: string, version: string, precision: string, mots: string]
/**
 * A mission of the decree of 1999, whose words went to the code pénitentiaire in 2022: both were
 * read.
 */
const missionDe1999 = (
  id: string,
  libelle: string,
  value: string,
  [article, version, precision, mots]: Texte,
  nouveau: CitationLue,
): Regle<string> =>
  mission(id, libelle, [
    {
      from: '1999-04-14',
      value,
      source: procedure({ article, version, mots, precision, par: 'décret 99-276' }),
    },
    { from: '2022-05-01', value, source: nouveau },
  ])

const rapports = (depart: string) =>
  `Un rapport d’évaluation dans les trois mois ${depart}, un rapport de fin un mois avant ` +
  'l’échéance, un rapport annuel si la mesure dépasse deux ans. Un rapport ponctuel en cas de difficulté, de changement de ' +
  'situation ou de prise en charge, d’incident (dans les plus brefs délais) ou de demande.'
const troisMois =
  'un rapport d’évaluation dans les trois mois […] un rapport de fin de mesure un mois avant […] lorsque la durée de la mesure excède deux ans'

/** What the law asks of the service, whatever the measure. */
export const missions: readonly Regle<string>[] = [
  mission('service_public', 'Service public pénitentiaire', [
    {
      from: '2014-01-01',
      value:
        'Il participe à l’exécution des décisions pénales et contribue à l’insertion ou à la réinsertion des personnes confiées.',
      source: aVerifier('loi 2009-1436', '2', {
        raison:
          'texte vu sur Légifrance (26 novembre 2009 au 30 avril 2022), non recopié dans les textes datés',
        verifieLe: '2026-11-29',
      }),
    },
    {
      from: '2022-05-01',
      value:
        'Il participe à la préparation et à l’exécution des décisions judiciaires. Il contribue à l’insertion ou à la réinsertion, à la ' +
        'prévention de nouvelles infractions et à la justice restaurative, dans le respect des droits des victimes et des personnes ' +
        'suivies.',
      source: lu(penitentiaire, 'L1', {
        par: 'ordonnance 2022-478',
        lecture: relecture(
          'cpen/L1/2022-05-01',
          'participe à la préparation et à l’exécution des décisions judiciaires […] justice restaurative […] des droits des victimes',
        ),
      }),
    },
  ]),
  mission('departement', 'Un service par département', [
    {
      from: '2007-06-01',
      value:
        'Chaque département a un SPIP, service déconcentré, dont le directeur est placé sous l’autorité du directeur interrégional.',
      source: procedure({
        article: 'D572',
        version: '2007-06-01',
        mots: 'Dans chaque département, est créé un service […] sous l’autorité du directeur interrégional',
        precision: 'al. 1 et 2',
        par: 'décret 2007-931',
      }),
    },
    {
      from: '2022-05-01',
      value:
        'Chaque département a un SPIP, service déconcentré de l’administration pénitentiaire ; un arrêté fixe son siège et ses antennes.',
      source: depuis2022(
        'D112-35',
        'Dans chaque département, un service pénitentiaire d’insertion et de probation, service déconcentré',
      ),
    },
  ]),
  missionDe1999(
    'acces_aux_droits',
    'Accès aux droits',
    'Avec les autres services de l’État, les collectivités et tous organismes, il favorise l’accès aux droits et aux dispositifs ' +
      'd’insertion de droit commun.',
    [
      'D573',
      '2010-12-29, mêmes mots depuis 1999',
      'al. 1',
      'favorise l’accès aux droits et aux dispositifs d’insertion de droit commun',
    ],
    depuis2022(
      'D113-62',
      'favorise l’accès aux droits et aux dispositifs d’insertion de droit commun',
      'al. 1',
    ),
  ),
  missionDe1999(
    'continuite',
    'Continuité à la libération',
    'Pour les personnes libérées, il s’assure de la continuité des actions d’insertion engagées.',
    [
      'D573',
      '2010-12-29, mêmes mots depuis 1999',
      'al. 2',
      'pour les personnes libérées de la continuité des actions d’insertion engagées',
    ],
    depuis2022(
      'D522-3',
      's’assure, pour les personnes libérées, de la continuité des actions d’insertion engagées',
    ),
  ),
  missionDe1999(
    'aide_materielle',
    'Aide matérielle',
    'Il peut apporter une aide matérielle aux personnes qui lui sont confiées par la justice.',
    [
      'D573',
      '2010-12-29, mêmes mots depuis 1999',
      'al. 3',
      'Il peut également apporter une aide matérielle aux personnes qui lui sont confiées',
    ],
    depuis2022('D113-59', 'peut apporter une aide matérielle aux personnes qui lui sont confiées'),
  ),
  missionDe1999(
    'enquetes',
    'Préparation des décisions',
    'Saisi par la justice, il concourt à la préparation des décisions pénales. Il vérifie la situation matérielle, familiale et ' +
      'sociale, pour mieux individualiser les mesures et favoriser l’insertion.',
    [
      'D574',
      '2006-03-31, mêmes mots de 1999 à 2022',
      'al. 1',
      'concourt, sur saisine des autorités judiciaires […] situation matérielle, familiale et sociale',
    ],
    depuis2022(
      'D113-41',
      'concourt, sur saisine des autorités judiciaires […] situation matérielle, familiale et sociale',
      'al. 1',
    ),
  ),
  missionDe1999(
    'controle_judiciaire',
    'Contrôle judiciaire',
    'Il assure le suivi et le contrôle des personnes placées sous contrôle judiciaire.',
    [
      'D574',
      '2006-03-31, mêmes mots de 1999 à 2022',
      'al. 2',
      'Il assure le suivi et le contrôle des personnes placées sous contrôle judiciaire',
    ],
    depuis2022(
      'D113-41',
      'Il assure le suivi et le contrôle des personnes placées sous contrôle judiciaire',
      'al. 2',
    ),
  ),
  missionDe1999(
    'milieu_ouvert',
    'Contrôle des mesures et des peines',
    'Il met en œuvre les mesures de contrôle et veille au respect des obligations : probation, suivi socio-judiciaire, TIG, ajournement, ' +
      'aménagements et suivis après la peine.',
    [
      'D574',
      '2006-03-31',
      'al. 3',
      'les mesures de contrôle et veille au respect des obligations imposées aux condamnés',
    ],
    depuis2022(
      'D113-36',
      'met en œuvre les mesures de contrôle et veille au respect des obligations imposées aux personnes condamnées',
      'al. 1',
    ),
  ),
  mission('amenagements', 'Propositions d’aménagement', [
    {
      from: '2011-12-17',
      value:
        'Il propose au magistrat mandant les aménagements de peine, ou de changer les mesures de contrôle et les obligations.',
      source: procedure({
        article: 'D575',
        version: '2011-12-17',
        mots: 'Il propose au magistrat mandant les aménagements de peine ou les modifications',
        precision: 'al. 3',
        par: 'décret 2011-1876',
      }),
    },
    {
      from: '2022-05-01',
      value:
        'Il propose au magistrat mandant les aménagements de peine, ou de changer les mesures de contrôle et les obligations.',
      source: depuis2022(
        'D113-43',
        'propose au magistrat mandant les aménagements de peine ou les modifications des mesures de contrôle',
      ),
    },
  ]),
  mission('rapports', 'Rapports au magistrat mandant', [
    {
      from: '2011-12-17',
      value: rapports('de la saisine du service'),
      source: procedure({
        article: 'D575',
        version: '2011-12-17',
        mots: troisMois,
        precision: 'al. 4 et 5',
        par: 'décret 2011-1876',
      }),
    },
    {
      from: '2022-05-01',
      value: rapports('du jour où une mesure de contrôle lui est confiée'),
      source: depuis2022('D113-44', troisMois),
    },
  ]),
  mission('prise_en_charge', 'Modalités de prise en charge', [
    {
      from: '2012-01-01',
      value: nExistePas,
      source: lu(cpp, '712-1', {
        lecture: relecture(
          'cpp/712-1/2012-01-01',
          'en orientant et en contrôlant les conditions de leur application',
        ),
      }),
    },
    {
      from: '2014-10-01',
      value:
        'Il définit et met en œuvre les modalités de prise en charge des personnes condamnées ; il en avise les juridictions de ' +
        'l’application des peines, qui peuvent faire renforcer le contrôle.',
      source: procedure({
        article: '712-1',
        version: '2014-10-01',
        mots: 'des modalités de prise en charge des personnes condamnées, définies et mises en œuvre par ces services',
        precision: 'al. 1',
        par: 'loi 2014-896',
      }),
    },
  ]),
]
