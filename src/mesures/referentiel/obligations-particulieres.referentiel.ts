import { aVerifier, type Citation, type CitationLue, lu, nExistePas, type Version } from '../../platform/law.ts'
import type { ItemDObligation } from '../obligation.rules.ts'
import { premiereLecture } from './lectures.referentiel.ts'

const cp = 'code pénal'
// The list changed on 1 October 2004, 13 December 2005, 5 April 2006, 7 March 2007, 12 March 2010, 29 March 2012, 6 August and 1 October
// 2014,
// 5 June and 20 November 2016, 30 December 2019, 24 March 2020, 10 October 2021 (chronology of the article), and in 2024 at the latest.
// Read: the
// version of 1 October 2004, up to the 16°; one of between 2012 and 2016, up to the 8°. No page showed the end of the list since the
// renumbering of
// 24 March 2020 (stages brought together in the 15°): those numbers and words are to be checked, and are marked so.
type V = Version<string>
const lu2004 = (precision: string): CitationLue =>
  lu(cp, '132-45', {
    precision,
    legifrance: 'LEGIARTI000006417444',
    lecture: premiereLecture('chronologie doctrine et dépôt public, version du 1er octobre 2004'),
  })
const lu2012 = (precision: string): Citation =>
  lu(cp, '132-45', { precision, lecture: premiereLecture('dépôt public des codes, version d’entre 2012 et 2016') })
const nonLu = (precision: string, lecture: string, par?: string): Citation =>
  aVerifier(cp, '132-45', { precision, raison: lecture, verifieLe: '2026-11-27', ...(par && { par }) })
const enVigueur = (precision: string): Citation =>
  nonLu(precision, 'texte repris de la version précédente ; version en vigueur non lue', 'loi 2019-222, art. 80')
const renumerote = (precision: string, lecture = 'numéro et texte à vérifier ; version en vigueur non lue'): Citation =>
  nonLu(precision, lecture, 'loi 2019-222, art. 80')

const item = (numero: string, ...texte: [V, ...V[]]): ItemDObligation => ({ numero, texte })
const v = (from: V['from'], value: string, source: Citation): V => ({ from, value, source })
const sansRegle = (from: V['from'], source: CitationLue): V => ({ from, value: nExistePas, source })
/** Same words in 2004 and in the version read of between 2012 and 2016; presumed the same today. */
const constant = (numero: string, texte: string): ItemDObligation =>
  item(numero, v('2004-10-01', texte, lu2012(numero)), v('2020-03-24', texte, enVigueur(numero)))
/** Words of 2004, presumed unchanged since. */
const depuis2004 = (numero: string, texte: string): ItemDObligation =>
  item(numero, v('2004-10-01', texte, lu2004(numero)), v('2020-03-24', texte, enVigueur(numero)))

const soins =
  'Se soumettre à des mesures d’examen médical, de traitement ou de soins, même sous le régime de l’hospitalisation. Ces ' +
  'mesures peuvent consister en ' +
  'l’injonction thérapeutique prévue par les articles L. 3413-1 à L. 3413-4 du code de la santé publique, lorsqu’il ' +
  'apparaît que le condamné fait usage ' +
  'de stupéfiants ou fait une consommation habituelle et excessive de boissons alcooliques. Une copie de la décision ' +
  'ordonnant ces mesures est adressée ' +
  'par le juge de l’application des peines au médecin ou au psychologue qui doit suivre la personne condamnée. Les ' +
  'rapports des expertises réalisées ' +
  'pendant la procédure sont adressés au médecin ou au psychologue, à leur demande ou à l’initiative du juge de ' +
  'l’application des peines. Celui-ci peut ' +
  'également leur adresser toute autre pièce utile du dossier'
const conduire = 'S’abstenir de conduire certains véhicules déterminés par les catégories de permis prévues par le code de la route'
const permis =
  'Sous réserve de son accord, s’inscrire et se présenter aux épreuves du permis de conduire, le cas échéant après avoir ' +
  'suivi des leçons de conduite'
const paris = 'Ne pas engager de paris, notamment dans les organismes de paris mutuels'
const domicile =
  'En cas d’infraction commise contre son conjoint, son concubin ou son partenaire lié par un pacte civil de solidarité, ' +
  'ou contre ses enfants ou ceux ' +
  'de celui-ci, résider hors du domicile ou de la résidence du couple et, le cas échéant, s’abstenir d’y paraître ou de ' +
  'paraître aux abords immédiats, ' +
  'ainsi que, si nécessaire, faire l’objet d’une prise en charge sanitaire, sociale ou psychologique'
const deplacement = 'Obtenir l’autorisation préalable du juge de l’application des peines pour tout déplacement à l’étranger'
const priseEnCharge =
  'Respecter les conditions d’une prise en charge sanitaire, sociale, éducative ou psychologique, destinée à permettre ' +
  'sa réinsertion et l’acquisition ' +
  'des valeurs de la citoyenneté ; cette prise en charge peut, le cas échéant, intervenir au sein d’un établissement ' +
  'd’accueil adapté dans lequel le ' +
  'condamné est tenu de résider'
const absent = (precision: string): V =>
  sansRegle(
    '2004-10-01',
    lu(cp, '132-45', { precision, lecture: premiereLecture('la liste de 2004 s’arrête au 17° (loi 2004-204, art. 176)') }),
  )

/** CP art. 132-45: the particular obligations that a court or a JAP may impose. Stored as « CP 132-45, 3° ». */
export const obligationsParticulieres: ItemDObligation[] = [
  constant('1°', 'Exercer une activité professionnelle ou suivre un enseignement ou une formation professionnelle'),
  constant('2°', 'Établir sa résidence en un lieu déterminé'),
  item(
    '3°',
    v(
      '2004-10-01',
      'Se soumettre à des mesures d’examen médical, de traitement ou de soins, même sous le régime de l’hospitalisation',
      lu2004('3°'),
    ),
    v('2012-03-29', soins, lu2012('3°')),
    v('2020-03-24', soins, enVigueur('3°')),
  ),
  constant(
    '4°',
    'Justifier qu’il contribue aux charges familiales ou acquitte régulièrement les pensions alimentaires dont il est débiteur',
  ),
  constant(
    '5°',
    'Réparer en tout ou partie, en fonction de ses facultés contributives, les dommages causés par l’infraction, même en ' +
      'l’absence de décision sur l’action civile',
  ),
  constant(
    '6°',
    'Justifier qu’il acquitte en fonction de ses facultés contributives les sommes dues au Trésor public à la suite de la condamnation',
  ),
  item(
    '7°',
    v('2004-10-01', conduire, lu2012('7°')),
    v(
      '2016-11-20',
      `${conduire} ou de conduire un véhicule qui n’est pas équipé, par un professionnel agréé ou par construction, d’un ` +
        'dispositif homologué ' +
        'd’anti-démarrage par éthylotest électronique',
      nonLu('7°', 'texte à vérifier ; date : chronologie doctrine', 'loi 2016-1547'),
    ),
  ),
  item(
    '7° bis',
    sansRegle('2004-10-01', lu2004('absent de la liste')),
    v('2014-10-01', permis, nonLu('7° bis', 'phrase lue (dépôt public des codes) ; jour d’effet à vérifier, entre 2012 et 2016')),
  ),
  item(
    '8°',
    v(
      '2004-10-01',
      'Ne pas se livrer à l’activité professionnelle dans l’exercice ou à l’occasion de laquelle l’infraction a été commise',
      lu2004('8°'),
    ),
    v(
      '2005-12-13',
      'Ne pas se livrer à l’activité dans l’exercice ou à l’occasion de l’exercice de laquelle l’infraction a été commise ou ' +
        'ne pas exercer une activité ' +
        'impliquant un contact habituel avec des mineurs',
      nonLu('8°', 'début lu (version d’entre 2012 et 2016) ; fin et date à vérifier'),
    ),
  ),
  item(
    '9°',
    v('2004-10-01', 'S’abstenir de paraître en tout lieu spécialement désigné', lu2004('9°')),
    v(
      '2010-03-12',
      'S’abstenir de paraître en tout lieu, toute catégorie de lieux ou toute zone spécialement désignés',
      nonLu('9°', 'texte et date à vérifier'),
    ),
  ),
  item(
    '10°',
    v('2004-10-01', paris, lu2004('10°')),
    v('2020-03-24', `${paris}, et ne pas prendre part à des jeux d’argent et de hasard`, nonLu('10°', 'texte et date à vérifier')),
  ),
  depuis2004('11°', 'Ne pas fréquenter les débits de boissons'),
  depuis2004('12°', 'Ne pas fréquenter certains condamnés, notamment les auteurs ou complices de l’infraction'),
  item(
    '13°',
    v('2004-10-01', 'S’abstenir d’entrer en relation avec certaines personnes, notamment la victime de l’infraction', lu2004('13°')),
    v(
      '2005-12-13',
      'S’abstenir d’entrer en relation avec certaines personnes, dont la victime, ou certaines catégories de personnes, et ' +
        'notamment des mineurs, à ' +
        'l’exception, le cas échéant, de celles désignées par la juridiction',
      nonLu('13°', 'texte et date à vérifier'),
    ),
  ),
  depuis2004('14°', 'Ne pas détenir ou porter une arme'),
  item(
    '15°',
    v(
      '2004-10-01',
      'En cas d’infraction commise à l’occasion de la conduite d’un véhicule terrestre à moteur, accomplir, à ses frais, un ' +
        'stage de sensibilisation à la ' +
        'sécurité routière',
      lu2004('15°'),
    ),
    v(
      '2020-03-24',
      'Accomplir à ses frais un des stages prévus à l’article 131-5-1',
      renumerote('15°', 'regroupement des stages : texte à vérifier ; version en vigueur non lue'),
    ),
  ),
  item(
    '16°',
    v(
      '2004-10-01',
      'S’abstenir de diffuser tout ouvrage ou œuvre audiovisuelle dont il serait l’auteur ou le coauteur et qui porterait, ' +
        'en tout ou partie, sur ' +
        'l’infraction commise et s’abstenir de toute intervention publique relative à cette infraction, en cas de condamnation ' +
        'pour atteinte volontaire à ' +
        'la vie, agression sexuelle ou atteinte sexuelle',
      nonLu('16°', 'début lu (version de 2004) ; fin à vérifier', 'loi 2004-204, art. 176'),
    ),
  ),
  item(
    '17°',
    v(
      '2004-10-01',
      'Remettre ses enfants entre les mains de ceux auxquels la garde a été confiée par décision de justice',
      nonLu('17°', 'existence d’un 17° lue (juriblio, loi 2004-204) ; texte à vérifier', 'loi 2004-204, art. 176'),
    ),
  ),
  item(
    '18°',
    absent('absent de la liste'),
    v(
      '2007-03-07',
      'Accomplir un stage de citoyenneté',
      nonLu('18°', 'numéro lu par le renvoi de R132-45, texte de 2017 ; date à vérifier'),
    ),
    v(
      '2020-03-24',
      domicile,
      renumerote('18°', 'le 18° est une interdiction de contact ou de paraître en 2022 (CPP D51, lu) ; texte à vérifier'),
    ),
  ),
  item(
    '18° bis',
    absent('absent de la liste'),
    v(
      '2020-03-24',
      'Dans les conditions de l’article 132-45-1, ne pas se rapprocher de la victime et porter un bracelet anti-rapprochement',
      renumerote('18° bis', 'interdiction de contact ou de paraître en 2022 (CPP D51, lu) ; résumé à vérifier, créé par la loi 2019-1480'),
    ),
  ),
  item(
    '19°',
    absent('absent de la liste'),
    v('2007-03-07', domicile, nonLu('19°', 'numéro, texte et date à vérifier')),
    v('2020-03-24', deplacement, renumerote('19°')),
  ),
  item(
    '20°',
    absent('absent de la liste'),
    v(
      '2014-08-06',
      'Accomplir un stage de responsabilisation pour la prévention et la lutte contre les violences au sein du couple et sexistes',
      lu(cp, '132-45', {
        precision: '20°',
        par: 'loi 2014-873, art. 50',
        lecture: premiereLecture('numéro et objet : renvoi de R132-45, texte de 2017 (code-penal.fr) ; date : chronologie doctrine'),
      }),
    ),
    v('2020-03-24', priseEnCharge, renumerote('20°')),
  ),
  item(
    '21°',
    absent('absent de la liste'),
    v('2014-10-01', deplacement, nonLu('21°', 'obligation lue (service-public, fiche F32312) ; numéro à vérifier', 'loi 2014-896')),
    v(
      '2020-03-24',
      'Accomplir un travail d’intérêt général',
      renumerote('21°', 'le code de la sécurité sociale (D412-72) renvoie au 21 de cet article pour ce travail ; texte non lu'),
    ),
  ),
  item(
    '22°',
    absent('absent de la liste'),
    v('2016-06-05', priseEnCharge, nonLu('22°', 'texte à vérifier ; date : chronologie doctrine', 'loi 2016-731')),
    v('2020-03-24', 'Respecter une injonction de soins, dans les conditions du code de la santé publique', renumerote('22°')),
  ),
  item(
    '23°',
    absent('absent de la liste'),
    v(
      '2024-05-23',
      'Ne pas utiliser, pendant six mois au plus, le compte d’accès à un service en ligne qui a servi à l’infraction',
      nonLu('23°', 'obligation lue (service-public, fiche F1531 ; débats de 2023) ; numéro et texte à vérifier', 'loi 2024-449, art. 16'),
    ),
  ),
]
