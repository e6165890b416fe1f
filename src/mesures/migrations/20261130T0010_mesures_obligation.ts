import { type Kysely, sql } from 'kysely'

/**
 * CP 132-45 was read in all its versions: what was recorded under words that it does not have takes its own, and the accounts of the 13° bis
 * leave the 23°, which is the confiscated property (loi 2019-222, art. 80).
 */
const compte =
  'Ne pas utiliser, pendant six mois au plus, le compte d’accès à un service en ligne qui a servi à l’infraction'
const domicile =
  'En cas d’infraction commise contre son conjoint, son concubin ou son partenaire lié par un pacte civil de solidarité, ou contre ses ' +
  'enfants ou ceux de celui-ci, résider hors du domicile ou de la résidence du couple et, le cas échéant, s’abstenir d’y paraître ou de ' +
  'paraître aux abords immédiats, ainsi que, si nécessaire, faire l’objet d’une prise en charge sanitaire, sociale ou psychologique'
const nouveauDomicile =
  'En cas d’infraction commise soit contre son conjoint, son concubin ou son partenaire lié par un pacte civil de solidarité, soit contre ' +
  'ses enfants ou ceux de son conjoint, concubin ou partenaire, résider hors du domicile ou de la résidence du couple et, le cas échéant, ' +
  's’abstenir de paraître dans ce domicile ou cette résidence ou aux abords immédiats de celui-ci, ainsi que, si nécessaire, faire l’objet ' +
  'd’une prise en charge sanitaire, sociale ou psychologique ; les dispositions du présent 19° sont également applicables lorsque ' +
  'l’infraction est commise par l’ancien conjoint ou concubin de la victime, ou par la personne ayant été liée à elle par un pacte civil de ' +
  'solidarité, le domicile concerné étant alors celui de la victime'
const conduire =
  'S’abstenir de conduire certains véhicules déterminés par les catégories de permis prévues par le code de la route ou de conduire'
const relation =
  'S’abstenir d’entrer en relation avec certaines personnes, dont la victime, ou certaines catégories de personnes, et notamment des mineurs, ' +
  'à l’exception, le cas échéant, de'
const diffuser =
  'S’abstenir de diffuser tout ouvrage ou œuvre audiovisuelle dont il serait l’auteur ou le coauteur et qui porterait, en tout ou partie, sur ' +
  'l’infraction commise et s’abstenir de toute intervention publique relative à cette infraction'

type Ligne = { de: string; vers?: string; avant: string; apres: string }
const lignes: Ligne[] = [
  {
    de: '7°',
    avant: `${conduire} un véhicule qui n’est pas équipé, par un professionnel agréé ou par construction, d’un dispositif homologué d’anti-démarrage par éthylotest électronique`,
    apres: `${conduire} un véhicule qui ne soit pas équipé, par un professionnel agréé ou par construction, d’un dispositif homologué d’antidémarrage par éthylotest électronique`,
  },
  {
    de: '13°',
    avant: `${relation} celles désignées par la juridiction`,
    apres: `${relation} ceux désignés par la juridiction`,
  },
  {
    de: '16°',
    avant: `${diffuser}, en cas de condamnation pour atteinte volontaire à la vie, agression sexuelle ou atteinte sexuelle`,
    apres: `${diffuser} ; les dispositions du présent alinéa ne sont applicables qu’en cas de condamnation pour crimes ou délits d’atteintes volontaires à la vie, d’agressions sexuelles ou d’atteintes sexuelles`,
  },
  { de: '18°', avant: domicile, apres: nouveauDomicile },
  { de: '19°', avant: domicile, apres: nouveauDomicile },
  {
    de: '18° bis',
    avant:
      'Dans les conditions de l’article 132-45-1, ne pas se rapprocher de la victime et porter un bracelet anti-rapprochement',
    apres:
      'Respecter l’interdiction de se rapprocher d’une victime de violences commises au sein du couple prévue à l’article 132-45-1 contrôlée par un dispositif électronique mobile anti-rapprochement',
  },
  {
    de: '20°',
    avant:
      'Accomplir un stage de responsabilisation pour la prévention et la lutte contre les violences au sein du couple et sexistes',
    apres:
      'Accomplir à ses frais un stage de responsabilisation pour la prévention et la lutte contre les violences au sein du couple et sexistes',
  },
  {
    de: '21°',
    avant: 'Accomplir un travail d’intérêt général',
    apres: 'Accomplir un travail d’intérêt général, selon les modalités prévues à l’article 131-8',
  },
  {
    de: '22°',
    avant: 'Respecter une injonction de soins, dans les conditions du code de la santé publique',
    apres:
      'Respecter une injonction de soins, dans les conditions du code de la santé publique, si le suivi socio-judiciaire est encouru et qu’une expertise médicale a conclu qu’un traitement est possible',
  },
  {
    de: '23°',
    vers: '13° bis',
    avant: compte,
    apres:
      'S’abstenir, pour une durée maximale de six mois, d’utiliser les comptes d’accès à des services de plateforme en ligne ayant été utilisés pour commettre l’infraction, si la personne a été condamnée pour une infraction mentionnée au II de l’article 131-35-1',
  },
]
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const { de, vers = de, avant, apres } of lignes)
    await sql`UPDATE mesures.obligation SET libelle = ${apres}, article = ${`CP 132-45, ${vers}`}
      WHERE libelle = ${avant} AND replace(article, ' ', '') = ${`CP 132-45, ${de}`.replaceAll(' ', '')}`.execute(
      db,
    )
}
