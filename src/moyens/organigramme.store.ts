import { sql } from 'kysely'
import type { Jour } from '../platform/date.ts'
import { type Mot, type Tx, tables } from '../platform/db/index.ts'
import { lister, nomFrancais, type Tranche } from '../platform/liste.ts'

const db = tables<'moyens'>()

export const services = (tx: Tx) =>
  db(tx)
    .selectFrom('moyens.vService')
    .select(['serviceId', 'nom', 'departement', 'territoire', 'telephone', 'courriel'])
    .orderBy(nomFrancais('nom'))
    .orderBy('serviceId')
    .execute()
/** Antennes open on a day; every one, closed or not, when no day is given. */
export const antennesDuService = (tx: Tx, serviceId: string, le: Jour | null) => {
  const requete = db(tx)
    .selectFrom('moyens.vAntenne')
    .selectAll()
    .where('serviceId', '=', serviceId)
    .orderBy(nomFrancais('nom'))
    .orderBy('antenneId')
  return (
    le === null
      ? requete
      : requete.where(eb => eb.or([eb('fermeeLe', 'is', null), eb('fermeeLe', '>', le)]))
  ).execute()
}
export const antenneParId = (tx: Tx, antenneId: string) =>
  db(tx)
    .selectFrom('moyens.vAntenne')
    .selectAll()
    .where('antenneId', '=', antenneId)
    .executeTakeFirst()
export const juridictions = (tx: Tx) =>
  db(tx)
    .selectFrom('moyens.vJuridiction')
    .selectAll()
    .orderBy(nomFrancais('nom'))
    .orderBy('juridictionId')
    .execute()
export const etablissements = (tx: Tx) =>
  db(tx)
    .selectFrom('moyens.vEtablissement')
    .selectAll()
    .orderBy(nomFrancais('nom'))
    .orderBy('etablissementId')
    .execute()
/**
 * Is this agent of `moyens.v_agent` there from a day to another? The day of a departure is the
 * first without them.
 */
export const enPoste = (du: string, au = du) =>
  sql<boolean>`(arrive_le <= ${du}::date AND (parti_le IS NULL OR parti_le > ${au}::date))`
type Fonction = Mot<'moyens.agent', 'fonction'>
/** Agents present on a day in a service or a juridiction; `fonctions` keeps only these. */
export const agentsDuService = (
  tx: Tx,
  serviceId: string,
  le: Jour,
  fonctions?: readonly Fonction[],
) => {
  let requete = db(tx)
    .selectFrom('moyens.vAgent')
    .select([
      'agentId',
      'nomComplet',
      'nom',
      'prenom',
      'fonction',
      'profil',
      'antenneId',
      'telephone',
      'courriel',
    ])
    .where(eb => eb.or([eb('serviceId', '=', serviceId), eb('juridictionId', '=', serviceId)]))
    .where(enPoste(le))
    .orderBy(nomFrancais('nom'))
    .orderBy(nomFrancais('prenom'))
    .orderBy('agentId')
  if (fonctions) requete = requete.where('fonction', 'in', [...fonctions])
  return requete.execute()
}
/**
 * Every agent of a service or a juridiction: to come, there, then gone, the last ones first. `le`:
 * the day that says which.
 */
export const tousLesAgents = (tx: Tx, entiteId: string, le: Jour, tranche: Tranche) => {
  const presence = sql<
    'a_venir' | 'en_poste' | 'parti'
  >`CASE WHEN arrive_le > ${le}::date THEN 'a_venir'
    WHEN parti_le <= ${le}::date THEN 'parti' ELSE 'en_poste' END`
  const agents = db(tx)
    .selectFrom('moyens.vAgent')
    .select(['agentId', 'nomComplet', 'fonction', 'arriveLe', 'partiLe', presence.as('presence')])
    .where(eb => eb.or([eb('serviceId', '=', entiteId), eb('juridictionId', '=', entiteId)]))
  const departPasse = sql`CASE WHEN parti_le <= ${le}::date THEN parti_le END`
  const classement = {
    par: [
      { par: presence },
      { par: departPasse, sens: 'desc' as const, vides: true },
      { par: nomFrancais('nom') },
      { par: nomFrancais('prenom') },
    ],
    cle: ['agentId'],
  }
  return lister(agents, classement, tranche)
}
export const agentParId = (tx: Tx, agentId: string) =>
  db(tx).selectFrom('moyens.vAgent').selectAll().where('agentId', '=', agentId).executeTakeFirst()
export const insererAgent = (
  tx: Tx,
  agent: {
    nom: string
    prenom: string
    fonction: Fonction
    arriveLe: Jour
    serviceId?: string
    juridictionId?: string
    antenneId?: string
  },
) => db(tx).insertInto('moyens.agent').values(agent).returning('id').executeTakeFirstOrThrow()

/**
 * The juridictions of a service, or the services of a juridiction: those with which people are
 * convoked across.
 */
export const entitesLiees = async (
  tx: Tx,
  entiteId: string,
): Promise<{ entiteId: string; nom: string }[]> => {
  const { rows } = await sql<{ entiteId: string; nom: string }>`
    SELECT j.id AS entite_id, j.nom FROM moyens.service_juridiction l
    JOIN moyens.juridiction j ON j.id = l.juridiction_id WHERE l.service_id = ${entiteId}
    UNION ALL SELECT s.id, s.nom FROM moyens.service_juridiction l
    JOIN moyens.service s ON s.id = l.service_id WHERE l.juridiction_id = ${entiteId}
    ORDER BY 2, 1`.execute(db(tx))
  return rows
}

export const serviceParId = (tx: Tx, id: string) =>
  db(tx)
    .selectFrom('moyens.service as s')
    .innerJoin('moyens.disp as d', 'd.id', 's.dispId')
    .select(['s.nom', 's.departement', 's.telephone', 's.courriel', 'd.nom as disp'])
    .where('s.id', '=', id)
    .executeTakeFirst()
export const juridictionParId = (tx: Tx, id: string) =>
  db(tx)
    .selectFrom('moyens.juridiction')
    .select(['nom', 'ville', 'courriel'])
    .where('id', '=', id)
    .executeTakeFirst()
/** The antenne as its form shows it. */
export const antenneAModifier = (tx: Tx, id: string) =>
  db(tx)
    .selectFrom('moyens.antenne')
    .select([
      'serviceId',
      'nom',
      'milieu',
      'etablissementId',
      'adresse',
      'codePostal',
      'commune',
      'telephone',
      'courriel',
      'horaires',
    ])
    .select(['ouvreA', 'fermeA', 'fermeeLe'])
    .where('id', '=', id)
    .executeTakeFirst()
export const agentAModifier = (tx: Tx, id: string) =>
  db(tx)
    .selectFrom('moyens.agent')
    .select([
      'serviceId',
      'juridictionId',
      'nom',
      'prenom',
      'fonction',
      'profil',
      'antenneId',
      'telephone',
      'courriel',
      'arriveLe',
      'partiLe',
    ])
    .where('id', '=', id)
    .executeTakeFirst()

type Table = 'service' | 'antenne' | 'juridiction' | 'agent'
/** Locks a row until the transaction ends: two who change it come one after the other. */
export const verrouiller = (tx: Tx, table: Table, id: string) =>
  db(tx)
    .selectFrom(`moyens.${table}`)
    .select('id')
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()

/** The direction interrégionale of this name, made when it is new, and never changed. */
export const dispNommee = async (tx: Tx, nom: string): Promise<string> => {
  const neuve = { nom, siege: nom }
  await db(tx)
    .insertInto('moyens.disp')
    .values(neuve)
    .onConflict(onConflictBuilder => onConflictBuilder.column('nom').doNothing())
    .execute()
  return (
    await db(tx)
      .selectFrom('moyens.disp')
      .select('id')
      .where('nom', '=', nom)
      .executeTakeFirstOrThrow()
  ).id
}
type Service = {
  dispId: string
  nom: string
  departement: string
  telephone: string | null
  courriel: string | null
}
export const insererService = (tx: Tx, service: Service) =>
  db(tx).insertInto('moyens.service').values(service).returning('id').executeTakeFirstOrThrow()
export const modifierService = (tx: Tx, id: string, service: Service) =>
  db(tx).updateTable('moyens.service').set(service).where('id', '=', id).execute()
type Antenne = Omit<NonNullable<Awaited<ReturnType<typeof antenneAModifier>>>, never>
export const insererAntenne = (tx: Tx, antenne: Antenne) =>
  db(tx).insertInto('moyens.antenne').values(antenne).returning('id').executeTakeFirstOrThrow()
/** An antenne stays that of its service. */
export const modifierAntenne = (tx: Tx, id: string, antenne: Omit<Antenne, 'serviceId'>) =>
  db(tx).updateTable('moyens.antenne').set(antenne).where('id', '=', id).execute()
export const insererEtablissement = (
  tx: Tx,
  etablissement: { serviceId: string; nom: string; commune: string },
) =>
  db(tx)
    .insertInto('moyens.etablissement')
    .values(etablissement)
    .returning('id')
    .executeTakeFirstOrThrow()
type Juridiction = { nom: string; ville: string; courriel: string | null }
export const insererJuridiction = (tx: Tx, juridiction: Juridiction) =>
  db(tx)
    .insertInto('moyens.juridiction')
    .values(juridiction)
    .returning('id')
    .executeTakeFirstOrThrow()
export const modifierJuridiction = (tx: Tx, id: string, juridiction: Juridiction) =>
  db(tx).updateTable('moyens.juridiction').set(juridiction).where('id', '=', id).execute()
type Agent = NonNullable<Awaited<ReturnType<typeof agentAModifier>>>
export const nommerAgent = (tx: Tx, agent: Agent) =>
  db(tx).insertInto('moyens.agent').values(agent).returning('id').executeTakeFirstOrThrow()
/**
 * Who has this name, in whatever case and accents, this function and this day of arrival, in the
 * same service or juridiction.
 */
export const memeAgent = (
  tx: Tx,
  donnees: {
    serviceId: string | null
    juridictionId: string | null
    nom: string
    prenom: string
    fonction: Fonction
    arriveLe: Jour
  },
) =>
  db(tx)
    .selectFrom('moyens.agent')
    .select(['nom', 'prenom'])
    .where(
      sql<boolean>`platform.sans_accent(prenom || ' ' || nom) =
        platform.sans_accent(${`${donnees.prenom} ${donnees.nom}`})`,
    )
    .where('fonction', '=', donnees.fonction)
    .where('arriveLe', '=', donnees.arriveLe)
    .where(
      donnees.serviceId ? 'serviceId' : 'juridictionId',
      '=',
      donnees.serviceId ?? donnees.juridictionId,
    )
    .executeTakeFirst()
export const modifierAgent = (tx: Tx, id: string, agent: Agent) =>
  db(tx).updateTable('moyens.agent').set(agent).where('id', '=', id).execute()
