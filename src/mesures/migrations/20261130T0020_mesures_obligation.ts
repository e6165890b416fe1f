import { type Kysely, sql } from 'kysely'

/** CPP 138 was read in all its versions: what was recorded under words cut short, or that it does not have, takes its own. */
const couple =
  'contre son conjoint, son concubin ou son partenaire lié par un pacte civil de solidarité'
const enfants = 'contre ses enfants ou ceux de son conjoint, concubin ou partenaire'
const domicile =
  'résider hors du domicile ou de la résidence du couple et, le cas échéant, s’abstenir de paraître dans ce domicile ou cette résidence ou aux ' +
  'abords immédiats de celui-ci, ainsi que, si nécessaire, faire l’objet d’une prise en charge sanitaire, sociale ou psychologique'
const dixSept =
  `En cas d’infraction commise soit ${couple}, soit ${enfants}, ${domicile} ; les dispositions du présent 17° sont également applicables ` +
  'lorsque l’infraction est commise par l’ancien conjoint ou concubin de la victime, ou par la personne ayant été liée à elle par un pacte ' +
  'civil de solidarité, le domicile concerné étant alors celui de la victime'
const mineurs = 'Ne pas exercer une activité impliquant un contact habituel avec des mineurs'
const priseEnCharge =
  'Respecter les conditions d’une prise en charge sanitaire, sociale, éducative ou psychologique, destinée à permettre sa réinsertion et ' +
  'l’acquisition des valeurs de la citoyenneté'

const lignes: { numero: string; avant: string; apres: string }[] = [
  {
    numero: '12° bis',
    avant: `${mineurs} […]`,
    apres: `${mineurs} lorsqu’il est à redouter qu’une nouvelle infraction soit commise`,
  },
  {
    numero: '17°',
    avant: `En cas d’infraction commise soit ${couple}, soit ${enfants}, ${domicile} ; également applicable à l’ancien conjoint, concubin ou partenaire de la victime, le domicile concerné étant alors celui de la victime […]`,
    apres: dixSept,
  },
  {
    numero: '17°',
    avant: `En cas d’infraction commise ${couple}, ou ${enfants}, ${domicile} […]`,
    apres: dixSept,
  },
  {
    numero: '18°',
    avant: `${priseEnCharge} […]`,
    apres: `${priseEnCharge} ; cette prise en charge peut, le cas échéant, intervenir au sein d’un établissement d’accueil adapté dans lequel la personne est tenue de résider`,
  },
]
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const { numero, avant, apres } of lignes)
    await sql`UPDATE mesures.obligation SET libelle = ${apres}
      WHERE libelle = ${avant} AND replace(article, ' ', '') = ${`CPP 138, ${numero}`.replaceAll(' ', '')}`.execute(
      db,
    )
}
