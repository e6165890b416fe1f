import {
  type Citation,
  type CitationLue,
  lu,
  nExistePas,
  type Version,
} from '../../platform/law.ts'
import type { ItemDObligation } from '../obligation.rules.ts'
import { relecture } from './lectures.referentiel.ts'

const cp = 'code pénal'
// All sixteen versions of the article were read, from 1 March 1994 to 23 May 2024: a version here
// begins on the day that its sentence began.
type V = Version<string>
const item = (numero: string, ...texte: [V, ...V[]]): ItemDObligation => ({ numero, texte })
/** The text that wrote a sentence, by the day of its effect. */
const par: Readonly<Record<V['from'], string>> = {
  '1994-03-01': 'loi 92-683',
  '2003-06-13': 'loi 2003-495',
  '2004-10-01': 'loi 2004-204',
  '2005-12-13': 'loi 2005-1549',
  '2006-04-05': 'loi 2006-399',
  '2007-03-07': 'loi 2007-297',
  '2010-03-12': 'loi 2010-242',
  '2012-03-29': 'loi du 27 mars 2012',
  '2014-08-06': 'loi 2014-873',
  '2014-10-01': 'loi 2014-896',
  '2016-06-05': 'loi 2016-731',
  '2016-11-20': 'loi 2016-1547',
  '2019-12-30': 'loi 2019-1480',
  '2020-03-24': 'loi 2019-222, art. 80',
  '2021-10-10': 'loi 2021-401, art. 7',
  '2024-05-23': 'loi 2024-449, art. 16',
}
const lue = (precision: string, from: V['from'], mots: string): Citation =>
  lu(cp, '132-45', {
    precision,
    ...(par[from] && { par: par[from] }),
    lecture: relecture(`cp/132-45/${from}`, mots),
  })
/**
 * A sentence, from its first day; the words that were read, where the value writes them otherwise.
 */
const version = (numero: string, from: V['from'], value: string, mots = value): V => ({
  from,
  value,
  source: lue(numero, from, mots),
})
const absente = (precision: string, ou: string, mots: string): V => {
  const source: CitationLue = lu(cp, '132-45', { precision, lecture: relecture(ou, mots) })
  return { from: '1994-03-01', value: nExistePas, source }
}
/** The list of 1994 ends with its 14°. */
const pasEn1994 = absente(
  'absent de la liste',
  'cp/132-45/1994-03-01',
  '14° Ne pas détenir ou porter une arme.',
)
const constant = (numero: string, texte: string, mots = texte): ItemDObligation =>
  item(numero, version(numero, '1994-03-01', texte, mots))

const soins1994 =
  'Se soumettre à des mesures d’examen médical, de traitement ou de soins, même sous le régime de l’hospitalisation'
const soins2007 =
  `${soins1994}. Ces mesures peuvent consister en l’injonction thérapeutique prévue par les articles L. 3413-1 à L. 3413-4 du code de la ` +
  'santé publique, lorsqu’il apparaît que le condamné fait usage de stupéfiants ou fait une consommation habituelle et excessive de ' +
  'boissons alcooliques'
const soins2012 =
  `${soins2007}. Une copie de la décision ordonnant ces mesures est adressée par le juge de l’application des peines au médecin ou au ` +
  'psychologue qui doit suivre la personne condamnée. Les rapports des expertises réalisées pendant la procédure sont adressés au médecin ' +
  'ou au psychologue, à leur demande ou à l’initiative du juge de l’application des peines. Celui-ci peut également leur adresser toute ' +
  'autre pièce utile du dossier'
const conduire =
  'S’abstenir de conduire certains véhicules déterminés par les catégories de permis prévues par le code de la route'
const paris = 'Ne pas engager de paris, notamment dans les organismes de paris mutuels'
const horsDuDomicile =
  'résider hors du domicile ou de la résidence du couple et, le cas échéant, s’abstenir de paraître dans ce domicile ou cette résidence ou ' +
  'aux abords immédiats de celui-ci, ainsi que, si nécessaire, faire l’objet d’une prise en charge sanitaire, sociale ou psychologique'
const domicile2005 =
  'En cas d’infraction commise soit contre son conjoint ou son concubin, soit contre ses enfants ou les enfants de ce dernier, ' +
  horsDuDomicile
const couple =
  'En cas d’infraction commise soit contre son conjoint, son concubin ou son partenaire lié par un pacte civil de solidarité, soit contre ' +
  `ses enfants ou ceux de son conjoint, concubin ou partenaire, ${horsDuDomicile} ; `
const anciens =
  'sont également applicables lorsque l’infraction est commise par l’ancien conjoint ou concubin de la victime, ou par la personne ayant ' +
  'été liée à elle par un pacte civil de solidarité, le domicile concerné étant alors celui de la victime'
// Since 2020 the 18° still says « du présent 19° », its former number.
const domicile2006 = `${couple}les dispositions du présent 19° ${anciens}`
const deplacement =
  'Obtenir l’autorisation préalable du juge de l’application des peines pour tout déplacement à l’étranger'
const priseEnCharge =
  'Respecter les conditions d’une prise en charge sanitaire, sociale, éducative ou psychologique, destinée à permettre sa réinsertion et ' +
  'l’acquisition des valeurs de la citoyenneté ; cette prise en charge peut, le cas échéant, intervenir au sein d’un établissement ' +
  'd’accueil adapté dans lequel le condamné est tenu de résider'
const diffuser =
  'S’abstenir de diffuser tout ouvrage ou œuvre audiovisuelle dont il serait l’auteur ou le coauteur et qui porterait, en tout ou partie, ' +
  'sur l’infraction commise et s’abstenir de toute intervention publique relative à cette infraction ; les dispositions du présent alinéa ' +
  'ne sont applicables qu’en cas de condamnation pour crimes ou délits d’atteintes volontaires à la vie, d’agressions sexuelles ou ' +
  'd’atteintes sexuelles'
const compteDAcces =
  'S’abstenir, pour une durée maximale de six mois, d’utiliser les comptes d’accès à des services de plateforme en ligne ayant été utilisés ' +
  'pour commettre l’infraction, si la personne a été condamnée pour une infraction mentionnée au II de l’article 131-35-1'

/**
 * CP art. 132-45: the particular obligations that a court or a JAP may impose. Stored as « CP
 * 132-45, 3° ».
 */
export const obligationsParticulieres: ItemDObligation[] = [
  constant(
    '1°',
    'Exercer une activité professionnelle ou suivre un enseignement ou une formation professionnelle',
  ),
  constant(
    '2°',
    'Établir sa résidence en un lieu déterminé',
    'Etablir sa résidence en un lieu déterminé',
  ),
  item(
    '3°',
    version('3°', '1994-03-01', soins1994),
    version('3°', '2007-03-07', soins2007),
    version('3°', '2012-03-29', soins2012),
  ),
  constant(
    '4°',
    'Justifier qu’il contribue aux charges familiales ou acquitte régulièrement les pensions alimentaires dont il est débiteur',
  ),
  constant(
    '5°',
    'Réparer en tout ou partie, en fonction de ses facultés contributives, les dommages causés par l’infraction, même en l’absence de ' +
      'décision sur l’action civile',
  ),
  constant(
    '6°',
    'Justifier qu’il acquitte en fonction de ses facultés contributives les sommes dues au Trésor public à la suite de la condamnation',
  ),
  item(
    '7°',
    version('7°', '1994-03-01', conduire),
    version(
      '7°',
      '2016-11-20',
      `${conduire} ou de conduire un véhicule qui ne soit pas équipé, par un professionnel agréé ou par construction, d’un dispositif ` +
        'homologué d’antidémarrage par éthylotest électronique',
    ),
  ),
  item(
    '7° bis',
    absente(
      'absent de la liste',
      'cp/132-45/1994-03-01',
      'par le code de la route ; 8° Ne pas se livrer',
    ),
    version(
      '7° bis',
      '2014-10-01',
      'Sous réserve de son accord, s’inscrire et se présenter aux épreuves du permis de conduire, le cas échéant après avoir suivi des ' +
        'leçons de conduite',
    ),
  ),
  item(
    '8°',
    version(
      '8°',
      '1994-03-01',
      'Ne pas se livrer à l’activité professionnelle dans l’exercice ou à l’occasion de laquelle l’infraction a été commise',
    ),
    version(
      '8°',
      '2010-03-12',
      'Ne pas se livrer à l’activité dans l’exercice ou à l’occasion de l’exercice de laquelle l’infraction a été commise ou ne pas exercer ' +
        'une activité impliquant un contact habituel avec des mineurs',
    ),
  ),
  item(
    '9°',
    version('9°', '1994-03-01', 'S’abstenir de paraître en tout lieu spécialement désigné'),
    version(
      '9°',
      '2010-03-12',
      'S’abstenir de paraître en tout lieu, toute catégorie de lieux ou toute zone spécialement désignés',
    ),
  ),
  item(
    '10°',
    version('10°', '1994-03-01', paris),
    version(
      '10°',
      '2014-10-01',
      `${paris}, et ne pas prendre part à des jeux d’argent et de hasard`,
    ),
  ),
  constant('11°', 'Ne pas fréquenter les débits de boissons'),
  constant(
    '12°',
    'Ne pas fréquenter certains condamnés, notamment les auteurs ou complices de l’infraction',
  ),
  item(
    '13°',
    version(
      '13°',
      '1994-03-01',
      'S’abstenir d’entrer en relation avec certaines personnes, notamment la victime de l’infraction',
    ),
    version(
      '13°',
      '2010-03-12',
      'S’abstenir d’entrer en relation avec certaines personnes, dont la victime, ou certaines catégories de personnes, et notamment des ' +
        'mineurs, à l’exception, le cas échéant, de ceux désignés par la juridiction',
    ),
  ),
  item(
    '13° bis',
    absente(
      'absent de la liste',
      'cp/132-45/1994-03-01',
      '13° S’abstenir […] notamment la victime de l’infraction. 14° Ne pas détenir',
    ),
    version(
      '13° bis',
      '2024-05-23',
      compteDAcces,
      'pour une durée maximale de six mois, d’utiliser les comptes d’accès […] si la personne a été condamnée pour une infraction ' +
        'mentionnée au II de l’article 131-35-1',
    ),
  ),
  constant('14°', 'Ne pas détenir ou porter une arme'),
  item(
    '15°',
    pasEn1994,
    version(
      '15°',
      '2003-06-13',
      'En cas d’infraction commise à l’occasion de la conduite d’un véhicule terrestre à moteur, accomplir, à ses frais, un stage de ' +
        'sensibilisation à la sécurité routière',
    ),
    version('15°', '2020-03-24', 'Accomplir à ses frais un des stages prévus à l’article 131-5-1'),
  ),
  item(
    '16°',
    pasEn1994,
    version(
      '16°',
      '2004-10-01',
      diffuser,
      '16° S’abstenir de diffuser […] d’agressions sexuelles ou d’atteintes sexuelles',
    ),
  ),
  item(
    '17°',
    pasEn1994,
    version(
      '17°',
      '2004-10-01',
      'Remettre ses enfants entre les mains de ceux auxquels la garde a été confiée par décision de justice',
    ),
  ),
  item(
    '18°',
    pasEn1994,
    version('18°', '2004-10-01', 'Accomplir un stage de citoyenneté'),
    version(
      '18°',
      '2020-03-24',
      domicile2006,
      '18° En cas d’infraction commise […] résider hors du domicile',
    ),
  ),
  item(
    '18° bis',
    pasEn1994,
    version(
      '18° bis',
      '2019-12-30',
      'Respecter l’interdiction de se rapprocher d’une victime de violences commises au sein du couple prévue à l’article 132-45-1 ' +
        'contrôlée par un dispositif électronique mobile anti-rapprochement',
      'Respecter l’interdiction de se rapprocher […] contrôlée par un dispositif électronique mobile anti-rapprochement',
    ),
  ),
  item(
    '19°',
    pasEn1994,
    version('19°', '2005-12-13', domicile2005),
    version('19°', '2006-04-05', domicile2006),
    version('19°', '2020-03-24', deplacement),
  ),
  item(
    '20°',
    pasEn1994,
    version(
      '20°',
      '2014-08-06',
      'Accomplir à ses frais un stage de responsabilisation pour la prévention et la lutte contre les violences au sein du couple et sexistes',
    ),
    version('20°', '2020-03-24', priseEnCharge),
  ),
  item(
    '21°',
    pasEn1994,
    version('21°', '2014-10-01', deplacement),
    version(
      '21°',
      '2020-03-24',
      'Accomplir un travail d’intérêt général, selon les modalités prévues à l’article 131-8, après l’examen médical de l’article 131-22',
      '21° L’obligation d’accomplir un travail d’intérêt général, selon les modalités prévues à l’article 131-8 ; le condamné doit en ce ' +
        'cas se soumettre à l’examen médical',
    ),
    version(
      '21°',
      '2021-10-10',
      'Accomplir un travail d’intérêt général, selon les modalités prévues à l’article 131-8',
      '21° L’obligation d’accomplir un travail d’intérêt général, selon les modalités prévues à l’article 131-8 ; 22°',
    ),
  ),
  item(
    '22°',
    pasEn1994,
    version('22°', '2016-06-05', priseEnCharge),
    version(
      '22°',
      '2020-03-24',
      'Respecter une injonction de soins, dans les conditions du code de la santé publique, si le suivi socio-judiciaire est encouru et ' +
        'qu’une expertise médicale a conclu qu’un traitement est possible',
      '22° L’injonction de soins […] si la personne a été condamnée pour un délit pour lequel le suivi socio-judiciaire est encouru et ' +
        'qu’une expertise médicale a conclu',
    ),
  ),
  item(
    '23°',
    pasEn1994,
    version(
      '23°',
      '2020-03-24',
      'Justifier de la remise d’un bien dont la confiscation a été ordonnée',
      '23° L’obligation de justifier de la remise d’un bien dont la confiscation a été ordonnée',
    ),
  ),
  item(
    '24°',
    pasEn1994,
    version(
      '24°',
      '2020-03-24',
      'Justifier du paiement régulier des impôts',
      '24° L’obligation de justifier du paiement régulier des impôts',
    ),
  ),
  item(
    '25°',
    pasEn1994,
    version(
      '25°',
      '2020-03-24',
      'Justifier de la tenue d’une comptabilité régulière certifiée par un commissaire aux comptes',
      '25° L’obligation de justifier de la tenue d’une comptabilité régulière certifiée par un commissaire aux comptes',
    ),
  ),
]
