import { aVerifier, type CitationLue, lu, nExistePas } from '../../platform/law.ts'
import type { ItemDObligation } from '../obligation.rules.ts'
import { relecture } from './lectures.referentiel.ts'

const cpp = 'code de procédure pénale'
const jijld = 'le juge d’instruction ou le juge des libertés et de la détention'

/** A number of the list, read in the version of that day. */
const item = (numero: string, version: string, mots: string, par?: string): CitationLue =>
  lu(cpp, '138', {
    precision: numero,
    ...(par && { par }),
    lecture: relecture(`cpp/138/${version}`, mots),
  })
/** Read in the version in force, which says it in the words of the older ones. */
const constant = (
  numero: string,
  from: '1993-03-01' | '2004-03-10',
  texte: string,
  mots: string,
): ItemDObligation => ({
  numero,
  texte: [
    {
      from,
      value: texte,
      source: lu(cpp, '138', {
        precision: numero,
        lecture: relecture(`cpp/138/2024-05-23, mêmes mots depuis cpp/138/${from}`, mots),
      }),
    },
  ],
})
/** The whole version of 2012 was read: between two numbers that follow each other, it has none. */
const absent = (numero: string, mots: string) =>
  ({ from: '1993-03-01', value: nExistePas, source: item(numero, '2012-03-29', mots) }) as const
/** The 17° is the last number of the version of 2012. */
const apresLe17 =
  'le domicile concerné étant alors celui de la victime. Les modalités d’application du présent article'

const horsDuDomicile =
  'En cas d’infraction commise soit contre son conjoint, son concubin ou son partenaire lié par un pacte civil de solidarité, ' +
  'soit contre ses enfants ou ceux de son conjoint, concubin ou partenaire, résider hors du domicile ou de la résidence du couple ' +
  'et, le cas échéant, s’abstenir de paraître dans ce domicile ou cette résidence ou aux abords immédiats de celui-ci, ainsi que, ' +
  'si nécessaire, faire l’objet d’une prise en charge sanitaire, sociale ou psychologique ; les dispositions du présent 17° sont ' +
  'également applicables lorsque l’infraction est commise par l’ancien conjoint ou concubin de la victime, ou par la personne ayant ' +
  'été liée à elle par un pacte civil de solidarité, le domicile concerné étant alors celui de la victime'

const specialementMotive = `${horsDuDomicile}. Le juge recueille l’avis de la victime. Ne pas suspendre le droit de visite et d’hébergement de l’enfant mineur est spécialement motivé ; de même pour le 9° et le 17° bis`

/**
 * CPP art. 138: what a person under contrôle judiciaire may be bound to. Stored as « CPP 138, 6° ».
 */
export const obligationsDuControleJudiciaire: ItemDObligation[] = [
  constant(
    '1°',
    '2004-03-10',
    `Ne pas sortir des limites territoriales déterminées par ${jijld}`,
    'Ne pas sortir des limites territoriales déterminées',
  ),
  constant(
    '2°',
    '2004-03-10',
    `Ne s’absenter de son domicile ou de la résidence fixée par ${jijld} qu’aux conditions et pour les motifs déterminés par ce magistrat`,
    'qu’aux conditions et pour les motifs déterminés par ce magistrat',
  ),
  constant(
    '3°',
    '2004-03-10',
    `Ne pas se rendre en certains lieux ou ne se rendre que dans les lieux déterminés par ${jijld}`,
    'Ne pas se rendre en certains lieux ou ne se rendre que dans les lieux déterminés',
  ),
  {
    numero: '3° bis',
    texte: [
      absent(
        '3° bis',
        'que dans les lieux déterminés par le juge d’instruction ou le juge des libertés et de la détention ; 4° Informer',
      ),
      {
        from: '2019-04-12',
        value: `Ne pas participer à des manifestations sur la voie publique dans des lieux déterminés par ${jijld}`,
        source: item(
          '3° bis',
          '2019-04-12',
          'Ne pas participer à des manifestations sur la voie publique',
          'loi 2019-290',
        ),
      },
    ],
  },
  constant(
    '4°',
    '2004-03-10',
    `Informer ${jijld} de tout déplacement au-delà de limites déterminées`,
    'de tout déplacement au-delà de limites déterminées',
  ),
  constant(
    '5°',
    '2004-03-10',
    `Se présenter périodiquement aux services, associations habilitées ou autorités désignés par ${jijld}, qui sont tenus d’observer la plus stricte discrétion sur les faits reprochés à la personne mise en examen`,
    'Se présenter périodiquement aux services, associations habilitées ou autorités désignés',
  ),
  constant(
    '6°',
    '2004-03-10',
    `Répondre aux convocations de toute autorité, de toute association ou de toute personne qualifiée désignée par ${jijld} et se soumettre, le cas échéant, aux mesures de contrôle portant sur ses activités professionnelles ou sur son assiduité à un enseignement ainsi qu’aux mesures socio-éducatives destinées à favoriser son insertion sociale et à prévenir le renouvellement de l’infraction`,
    'ainsi qu’aux mesures socio-éducatives destinées à favoriser son insertion sociale',
  ),
  constant(
    '7°',
    '1993-03-01',
    'Remettre soit au greffe, soit à un service de police ou à une brigade de gendarmerie tous documents justificatifs de l’identité, et notamment le passeport, en échange d’un récépissé valant justification de l’identité',
    'tous documents justificatifs de l’identité, et notamment le passeport',
  ),
  {
    numero: '8°',
    texte: [
      {
        from: '2004-03-10',
        value: `S’abstenir de conduire tous les véhicules ou certains véhicules et, le cas échéant, remettre au greffe son permis de conduire contre récépissé ; toutefois, ${jijld} peut décider que la personne mise en examen pourra faire usage de son permis de conduire pour l’exercice de son activité professionnelle`,
        source: item(
          '8°',
          '2012-03-29',
          'S’abstenir de conduire tous les véhicules ou certains véhicules',
        ),
      },
      {
        from: '2016-11-20',
        value: `S’abstenir de conduire tous les véhicules, certains véhicules ou un véhicule qui ne soit pas équipé, par un professionnel agréé ou par construction, d’un dispositif homologué d’antidémarrage par éthylotest électronique et, le cas échéant, remettre au greffe son permis de conduire contre récépissé ; toutefois, ${jijld} peut décider que la personne mise en examen pourra faire usage de son permis de conduire pour l’exercice de son activité professionnelle`,
        source: item(
          '8°',
          '2016-11-20',
          'd’un dispositif homologué d’antidémarrage par éthylotest électronique',
          'loi 2016-1547',
        ),
      },
    ],
  },
  constant(
    '9°',
    '2004-03-10',
    `S’abstenir de recevoir ou de rencontrer certaines personnes spécialement désignées par ${jijld}, ainsi que d’entrer en relation avec elles, de quelque façon que ce soit`,
    'S’abstenir de recevoir ou de rencontrer certaines personnes spécialement désignées',
  ),
  constant(
    '10°',
    '1993-03-01',
    'Se soumettre à des mesures d’examen, de traitement ou de soins, même sous le régime de l’hospitalisation, notamment aux fins de désintoxication',
    'Se soumettre à des mesures d’examen, de traitement ou de soins',
  ),
  constant(
    '11°',
    '2004-03-10',
    `Fournir un cautionnement dont le montant et les délais de versement, en une ou plusieurs fois, sont fixés par ${jijld}, compte tenu notamment des ressources et des charges de la personne mise en examen`,
    'Fournir un cautionnement dont le montant et les délais de versement',
  ),
  constant(
    '12°',
    '1993-03-01',
    'Ne pas se livrer à certaines activités de nature professionnelle ou sociale, à l’exclusion de l’exercice des mandats électifs et des responsabilités syndicales, lorsque l’infraction a été commise dans l’exercice ou à l’occasion de l’exercice de ces activités et lorsqu’il est à redouter qu’une nouvelle infraction soit commise',
    'Ne pas se livrer à certaines activités de nature professionnelle ou sociale',
  ),
  {
    numero: '12° bis',
    texte: [
      absent(
        '12° bis',
        'le conseil de l’ordre statue dans les quinze jours ; 13° Ne pas émettre de chèques',
      ),
      {
        from: '2016-04-16',
        value:
          'Ne pas exercer une activité impliquant un contact habituel avec des mineurs lorsqu’il est à redouter qu’une nouvelle infraction soit commise',
        source: item(
          '12° bis',
          '2016-04-16',
          'Ne pas exercer une activité impliquant un contact habituel avec des mineurs',
          'loi 2016-457',
        ),
      },
    ],
  },
  constant(
    '13°',
    '1993-03-01',
    'Ne pas émettre de chèques autres que ceux qui permettent exclusivement le retrait de fonds par le tireur auprès du tiré ou ceux qui sont certifiés et, le cas échéant, remettre au greffe les formules de chèques dont l’usage est ainsi prohibé',
    'Ne pas émettre de chèques autres que ceux',
  ),
  constant(
    '14°',
    '1993-03-01',
    'Ne pas détenir ou porter une arme et, le cas échéant, remettre au greffe contre récépissé les armes dont elle est détentrice',
    'Ne pas détenir ou porter une arme',
  ),
  constant(
    '15°',
    '2004-03-10',
    `Constituer, dans un délai, pour une période et un montant déterminés par ${jijld}, des sûretés personnelles ou réelles`,
    'des sûretés personnelles ou réelles',
  ),
  constant(
    '16°',
    '1993-03-01',
    'Justifier qu’elle contribue aux charges familiales ou acquitte régulièrement les aliments qu’elle a été condamnée à payer conformément aux décisions judiciaires et aux conventions judiciairement homologuées portant obligation de verser des prestations, subsides ou contributions aux charges du mariage',
    'Justifier qu’elle contribue aux charges familiales',
  ),
  {
    numero: '17°',
    texte: [
      {
        from: '2006-04-05',
        value: horsDuDomicile,
        source: item('17°', '2012-03-29', 'résider hors du domicile ou de la résidence du couple'),
      },
      {
        from: '2014-08-06',
        value: `${horsDuDomicile}. Le juge recueille l’avis de la victime. Sauf circonstances particulières, il ordonne cette mesure si des violences peuvent se renouveler et si la victime le demande`,
        source: item(
          '17°',
          '2014-08-06',
          'l’avis de la victime sur l’opportunité d’astreindre l’auteur des faits à résider hors du logement',
          'loi 2014-873',
        ),
      },
      {
        from: '2020-08-01',
        value: `${horsDuDomicile}. Le juge recueille l’avis de la victime. Il se prononce, avec ses motifs, sur la suspension du droit de visite et d’hébergement de l’enfant mineur ; de même pour le 9° et le 17° bis`,
        source: item(
          '17°',
          '2020-08-01',
          'se prononce, par une décision motivée, sur la suspension du droit de visite et d’hébergement',
          'loi 2020-936',
        ),
      },
      {
        from: '2024-03-20',
        value: specialementMotive,
        source: aVerifier(cpp, '138', {
          precision: '17°',
          raison:
            'jour de la version connu, son texte non trouvé ; celui du 23 mai 2024 le contient',
          verifieLe: '2026-11-29',
        }),
      },
      {
        from: '2024-05-23',
        value: specialementMotive,
        source: item(
          '17°',
          '2024-05-23',
          'la décision de ne pas ordonner la suspension du droit de visite et d’hébergement […] est spécialement motivée',
        ),
      },
    ],
  },
  {
    numero: '17° bis',
    texte: [
      absent('17° bis', apresLe17),
      {
        from: '2019-12-30',
        value:
          'Respecter l’interdiction de se rapprocher d’une victime de violences commises au sein du couple prévue à l’article 138-3 et contrôlée par un dispositif électronique mobile anti-rapprochement',
        source: item(
          '17° bis',
          '2019-12-30',
          'contrôlée par un dispositif électronique mobile anti-rapprochement',
          'loi 2019-1480',
        ),
      },
    ],
  },
  {
    numero: '18°',
    texte: [
      absent('18°', apresLe17),
      {
        from: '2016-06-05',
        value:
          'Respecter les conditions d’une prise en charge sanitaire, sociale, éducative ou psychologique, destinée à permettre sa réinsertion et l’acquisition des valeurs de la citoyenneté ; cette prise en charge peut, le cas échéant, intervenir au sein d’un établissement d’accueil adapté dans lequel la personne est tenue de résider',
        source: item(
          '18°',
          '2016-06-05',
          'destinée à permettre sa réinsertion et l’acquisition des valeurs de la citoyenneté',
          'loi 2016-731',
        ),
      },
    ],
  },
  {
    numero: '19°',
    texte: [
      absent('19°', apresLe17),
      {
        from: '2024-05-23',
        value:
          'Pour les infractions mentionnées au II de l’article 131-35-1 du code pénal, ne pas utiliser les comptes d’accès à des services de plateforme en ligne ayant été utilisés pour commettre l’infraction, six mois au plus',
        source: item(
          '19°',
          '2024-05-23',
          'ne pas utiliser les comptes d’accès […] Cette interdiction est prononcée pour une durée maximale de six mois',
          'loi 2024-449',
        ),
      },
    ],
  },
]
