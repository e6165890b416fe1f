import { sql } from 'kysely'
import type { Jour } from '../platform/date.ts'
import { type Mot, type Tx, tables } from '../platform/db/index.ts'
import { nomFrancais } from '../platform/liste.ts'

const db = tables<'calendriers', 'moyens.vAgent' | 'creneaux.vAgenda' | 'creneaux.vLieu'>()

const fluxEnCours = (tx: Tx, entiteId: string) =>
  db(tx)
    .selectFrom('calendriers.flux as f')
    .innerJoin('moyens.vAgent as c', 'c.agentId', 'f.creePar')
    .select([
      'f.id',
      'f.agentId',
      'f.agendaId',
      'f.detail',
      'f.creeA',
      'f.dernierAccesA',
      'c.nomComplet as creeParNom',
      'c.partiLe as createurPartiLe',
    ])
    .where('f.entiteId', '=', entiteId)
    .where('f.revoqueA', 'is', null)
export const fluxDeLAgent = (tx: Tx, entiteId: string, agentId: string) =>
  fluxEnCours(tx, entiteId).where('f.agentId', '=', agentId).executeTakeFirst()
export type Flux = NonNullable<Awaited<ReturnType<typeof fluxDeLAgent>>>

/** Open agendas of an entité, each with its feed when it has one. */
export const agendasEtFlux = (tx: Tx, entiteId: string, aujourdhui: Jour) =>
  db(tx)
    .selectFrom('creneaux.vAgenda as g')
    .innerJoin('creneaux.vLieu as l', 'l.lieuId', 'g.lieuId')
    .leftJoin(fluxEnCours(tx, entiteId).as('f'), 'f.agendaId', 'g.agendaId')
    .select([
      'g.agendaId',
      'g.nom',
      'l.nom as lieuNom',
      'f.id as fluxId',
      'f.detail',
      'f.creeA',
      'f.creeParNom',
      'f.createurPartiLe',
      'f.dernierAccesA',
      // The last link ended with the access of whoever had made it: those who followed it wait for
      // another.
      sql<boolean>`f.id IS NULL AND coalesce((SELECT x.acces_clos FROM calendriers.flux x
        WHERE x.agenda_id = g.agenda_id ORDER BY x.cree_a DESC LIMIT 1), false)`.as('accesClos'),
    ])
    .where('g.entiteId', '=', entiteId)
    .where(eb => eb.or([eb('g.fermeLe', 'is', null), eb('g.fermeLe', '>', aujourdhui)]))
    .orderBy(nomFrancais('l.nom'))
    .orderBy(nomFrancais('g.nom'))
    .orderBy('g.agendaId')
    .execute()
export type AgendaEtFlux = Awaited<ReturnType<typeof agendasEtFlux>>[number]

export const fluxParId = (tx: Tx, id: string) =>
  db(tx)
    .selectFrom('calendriers.flux')
    .select(['id', 'agentId', 'agendaId'])
    .where('id', '=', id)
    .where('revoqueA', 'is', null)
    .executeTakeFirst()
type Qui = { agentId: string; agendaId?: never } | { agendaId: string; agentId?: never }
export const insererFlux = (
  tx: Tx,
  flux: Qui & {
    entiteId: string
    detail: Mot<'calendriers.flux', 'detail'>
    empreinte: Buffer
    creeA: string
    creePar: string
  },
) => db(tx).insertInto('calendriers.flux').values(flux).returning('id').executeTakeFirstOrThrow()
/**
 * The former link of this agent or agenda dies, in the same transaction as its successor is born.
 */
export const revoquerCeluiDe = (tx: Tx, { agentId, agendaId }: Qui, par: string, instant: string) =>
  db(tx)
    .updateTable('calendriers.flux')
    .set({ revoqueA: instant, revoquePar: par })
    .where(agentId ? 'agentId' : 'agendaId', '=', agentId ?? agendaId ?? '')
    .where('revoqueA', 'is', null)
    .execute()

export const reglage = async (
  tx: Tx,
  entiteId: string,
): Promise<{ fluxAvecNoms: boolean; version: number }> =>
  (await db(tx)
    .selectFrom('calendriers.reglage')
    .select(['fluxAvecNoms', 'version'])
    .where('entiteId', '=', entiteId)
    .executeTakeFirst()) ?? {
    fluxAvecNoms: false,
    version: 0,
  }
/** True when the row was still at the version that the form showed. */
export const regler = async (
  tx: Tx,
  donnees: {
    entiteId: string
    fluxAvecNoms: boolean
    version: number
    modifieA: string
    modifiePar: string
  },
): Promise<boolean> => {
  const { entiteId, version, ...valeurs } = donnees
  const ecrite = await db(tx)
    .insertInto('calendriers.reglage')
    .values({ entiteId, version: version + 1, ...valeurs })
    .onConflict(oc =>
      oc
        .column('entiteId')
        .doUpdateSet({ ...valeurs, version: version + 1 })
        .where('calendriers.reglage.version', '=', version),
    )
    .returning('version')
    .executeTakeFirst()
  return ecrite !== undefined
}

/** What the day of a departure ends: done each minute, for nobody writes when a day comes. */
export const fermerLesFluxClos = (tx: Tx) =>
  sql`SELECT calendriers.fermer_les_flux_clos()`.execute(db(tx))

export type FluxOuvert = {
  fluxId: string
  entiteId: string
  agentId: string | null
  agendaId: string | null
  titre: string
  fuseau: string
  detail: 'occupe' | 'types' | 'noms'
  porteurId: string
}
export type Evenement = {
  cle: string
  genre: 'convocation' | 'absence' | 'fermeture'
  debutA: string
  finA: string
  journees: boolean
  debutLe: Jour | null
  finLe: Jour | null
  typeLibelle: string | null
  modalite: 'lieu' | 'telephone' | 'domicile' | 'visio' | null
  lieu: string | null
  nom: string | null
  collective: boolean
  version: number
  modifieA: string | null
}
/** The feed that this imprint opens, or nothing; its access is noted. */
export async function ouvrirFlux(
  tx: Tx,
  empreinte: Buffer,
  maintenant: string,
): Promise<FluxOuvert | undefined> {
  const { rows } = await sql<FluxOuvert>`SELECT * FROM calendriers.flux_ouvert(${empreinte},
      ${maintenant})`.execute(db(tx))
  if (rows[0])
    await sql`SELECT calendriers.noter_acces(${empreinte}, ${maintenant})`.execute(db(tx))
  return rows[0]
}
/** Names were read: the line of the journal is of whoever holds the link. */
export const noterLecture = (tx: Tx, empreinte: Buffer, maintenant: string, requete: string) =>
  sql`SELECT calendriers.noter_lecture(${empreinte}, ${maintenant}, ${requete})`.execute(db(tx))
export const lireFlux = async (
  tx: Tx,
  empreinte: Buffer,
  maintenant: string,
): Promise<Evenement[]> =>
  (
    await sql<Evenement>`SELECT * FROM calendriers.lire_flux(${empreinte}, ${maintenant})
      ORDER BY debut_a, cle, nom COLLATE platform.francais`.execute(db(tx))
  ).rows
