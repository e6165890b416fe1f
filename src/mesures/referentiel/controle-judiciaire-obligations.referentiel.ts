import { aVerifier, type Citation, type CitationLue, lu, nExistePas } from '../../platform/law.ts'
import type { ItemDObligation } from '../obligation.rules.ts'
import { premiereLecture } from './lectures.referentiel.ts'

const cpp = 'code de procédure pénale'
const jijld = 'le juge d’instruction ou le juge des libertés et de la détention'

// Items 1° to 6° were read in the version of 2024 and in one of about 2014, the same words; the others in the latter only. That one was
// published with « collège de l’instruction », words that never came into force: the judge in force is written here.
const deuxFois = (precision: string): Citation =>
  lu(cpp, '138', {
    precision,
    legifrance: 'LEGIARTI000006575615',
    lecture: premiereLecture('chronologie doctrine, version du 20 mars 2024 ; origine antérieure à 2014'),
  })
const uneFois = (precision: string): Citation =>
  lu(cpp, '138', {
    precision,
    lecture: premiereLecture(
      'texte entier publié vers 2014 (dépôt public des codes), où « collège de l’instruction » tient lieu du juge ; suite à relire',
    ),
  })
const absent = (precision: string): CitationLue =>
  lu(cpp, '138', { precision, lecture: premiereLecture('absent du texte entier publié vers 2014 (dépôt public des codes)') })
const constant = (numero: string, texte: string, source: Citation): ItemDObligation => ({
  numero,
  texte: [{ from: '2014-01-01', value: texte, source }],
})

/** CPP art. 138: what a person under contrôle judiciaire may be bound to. Stored as « CPP 138, 6° ». */
export const obligationsDuControleJudiciaire: ItemDObligation[] = [
  constant('1°', `Ne pas sortir des limites territoriales déterminées par ${jijld}`, deuxFois('1°')),
  constant(
    '2°',
    `Ne s’absenter de son domicile ou de la résidence fixée par ${jijld} qu’aux conditions et pour les motifs déterminés par ce magistrat`,
    deuxFois('2°'),
  ),
  constant('3°', `Ne pas se rendre en certains lieux ou ne se rendre que dans les lieux déterminés par ${jijld}`, deuxFois('3°')),
  {
    numero: '3° bis',
    texte: [
      { from: '2014-01-01', value: nExistePas, source: absent('3° bis') },
      {
        from: '2019-04-12',
        value: `Ne pas participer à des manifestations sur la voie publique dans des lieux déterminés par ${jijld}`,
        source: aVerifier(cpp, '138', {
          precision: '3° bis',
          par: 'loi 2019-290',
          raison: 'texte lu (chronologie doctrine, version du 20 mars 2024) ; jour d’effet et article de la loi à lire',
          verifieLe: '2026-11-27',
        }),
      },
    ],
  },
  constant('4°', `Informer ${jijld} de tout déplacement au-delà de limites déterminées`, deuxFois('4°')),
  constant(
    '5°',
    `Se présenter périodiquement aux services, associations habilitées ou autorités désignés par ${jijld}, qui sont tenus d’observer la plus stricte discrétion sur les faits reprochés à la personne mise en examen`,
    deuxFois('5°'),
  ),
  constant(
    '6°',
    `Répondre aux convocations de toute autorité, de toute association ou de toute personne qualifiée désignée par ${jijld} et se soumettre, le cas échéant, aux mesures de contrôle portant sur ses activités professionnelles ou sur son assiduité à un enseignement ainsi qu’aux mesures socio-éducatives destinées à favoriser son insertion sociale et à prévenir le renouvellement de l’infraction`,
    deuxFois('6°'),
  ),
  constant(
    '7°',
    'Remettre soit au greffe, soit à un service de police ou à une brigade de gendarmerie tous documents justificatifs de l’identité, et notamment le passeport, en échange d’un récépissé valant justification de l’identité',
    uneFois('7°'),
  ),
  {
    numero: '8°',
    texte: [
      {
        from: '2014-01-01',
        value: `S’abstenir de conduire tous les véhicules ou certains véhicules et, le cas échéant, remettre au greffe son permis de conduire contre récépissé ; toutefois, ${jijld} peut décider que la personne mise en examen pourra faire usage de son permis de conduire pour l’exercice de son activité professionnelle`,
        source: uneFois('8°'),
      },
      {
        from: '2021-09-30',
        value: `S’abstenir de conduire tous les véhicules, certains véhicules ou un véhicule qui ne soit pas équipé, par un professionnel agréé ou par construction, d’un dispositif homologué d’antidémarrage par éthylotest électronique et, le cas échéant, remettre au greffe son permis de conduire contre récépissé ; toutefois, ${jijld} peut décider que la personne mise en examen pourra faire usage de son permis de conduire pour l’exercice de son activité professionnelle`,
        source: aVerifier(cpp, '138', {
          precision: '8°',
          raison: 'mots lus pour les mineurs (code de la justice pénale des mineurs, L331-2, 8°) ; texte et date pour les majeurs à lire',
          verifieLe: '2026-11-27',
        }),
      },
    ],
  },
  constant(
    '9°',
    `S’abstenir de recevoir ou de rencontrer certaines personnes spécialement désignées par ${jijld}, ainsi que d’entrer en relation avec elles, de quelque façon que ce soit`,
    uneFois('9°'),
  ),
  constant(
    '10°',
    'Se soumettre à des mesures d’examen, de traitement ou de soins, même sous le régime de l’hospitalisation, notamment aux fins de désintoxication',
    uneFois('10°'),
  ),
  constant(
    '11°',
    `Fournir un cautionnement dont le montant et les délais de versement, en une ou plusieurs fois, sont fixés par ${jijld}, compte tenu notamment des ressources et des charges de la personne mise en examen`,
    uneFois('11°'),
  ),
  constant(
    '12°',
    'Ne pas se livrer à certaines activités de nature professionnelle ou sociale, à l’exclusion de l’exercice des mandats électifs et des responsabilités syndicales, lorsque l’infraction a été commise dans l’exercice ou à l’occasion de l’exercice de ces activités et lorsqu’il est à redouter qu’une nouvelle infraction soit commise',
    uneFois('12°'),
  ),
  {
    numero: '12° bis',
    texte: [
      { from: '2014-01-01', value: nExistePas, source: absent('12° bis') },
      {
        from: '2016-04-16',
        value: 'Ne pas exercer une activité impliquant un contact habituel avec des mineurs […]',
        source: aVerifier(cpp, '138', {
          precision: '12° bis',
          par: 'loi 2016-457, art. 1',
          raison: 'existence lue à l’article 230-19, 2° (juriblio) ; texte et jour d’effet à lire',
          verifieLe: '2026-11-27',
        }),
      },
    ],
  },
  constant(
    '13°',
    'Ne pas émettre de chèques autres que ceux qui permettent exclusivement le retrait de fonds par le tireur auprès du tiré ou ceux qui sont certifiés et, le cas échéant, remettre au greffe les formules de chèques dont l’usage est ainsi prohibé',
    uneFois('13°'),
  ),
  constant(
    '14°',
    'Ne pas détenir ou porter une arme et, le cas échéant, remettre au greffe contre récépissé les armes dont elle est détentrice',
    uneFois('14°'),
  ),
  constant(
    '15°',
    `Constituer, dans un délai, pour une période et un montant déterminés par ${jijld}, des sûretés personnelles ou réelles`,
    uneFois('15°'),
  ),
  constant(
    '16°',
    'Justifier qu’elle contribue aux charges familiales ou acquitte régulièrement les aliments qu’elle a été condamnée à payer conformément aux décisions judiciaires et aux conventions judiciairement homologuées portant obligation de verser des prestations, subsides ou contributions aux charges du mariage',
    uneFois('16°'),
  ),
  {
    numero: '17°',
    texte: [
      {
        from: '2014-01-01',
        value:
          'En cas d’infraction commise soit contre son conjoint, son concubin ou son partenaire lié par un pacte civil de solidarité, soit contre ses enfants ou ceux de son conjoint, concubin ou partenaire, résider hors du domicile ou de la résidence du couple et, le cas échéant, s’abstenir de paraître dans ce domicile ou cette résidence ou aux abords immédiats de celui-ci, ainsi que, si nécessaire, faire l’objet d’une prise en charge sanitaire, sociale ou psychologique ; également applicable à l’ancien conjoint, concubin ou partenaire de la victime, le domicile concerné étant alors celui de la victime […]',
        source: uneFois('17°'),
      },
      {
        from: '2020-08-01',
        value:
          'En cas d’infraction commise contre son conjoint, son concubin ou son partenaire lié par un pacte civil de solidarité, ou contre ses enfants ou ceux de son conjoint, concubin ou partenaire, résider hors du domicile ou de la résidence du couple et, le cas échéant, s’abstenir de paraître dans ce domicile ou cette résidence ou aux abords immédiats de celui-ci, ainsi que, si nécessaire, faire l’objet d’une prise en charge sanitaire, sociale ou psychologique […]',
        source: aVerifier(cpp, '138', {
          precision: '17°',
          par: 'loi 2020-936',
          raison: 'entrée en vigueur de la loi lue (France Victimes) ; rédaction du 17° depuis 2019 à lire en entier',
          verifieLe: '2026-11-27',
        }),
      },
    ],
  },
  {
    numero: '18°',
    texte: [
      { from: '2014-01-01', value: nExistePas, source: absent('18°') },
      {
        from: '2017-03-02',
        value:
          'Respecter les conditions d’une prise en charge sanitaire, sociale, éducative ou psychologique, destinée à permettre sa réinsertion et l’acquisition des valeurs de la citoyenneté […]',
        source: aVerifier(cpp, '138', {
          precision: '18°',
          par: 'loi 2017-258',
          raison: 'début lu dans la réécriture de 2025 (L. 3621-4, 9°, juriblio) ; texte, loi et jour d’effet à lire',
          verifieLe: '2026-11-27',
        }),
      },
    ],
  },
]
