import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import type { Jour } from '../platform/date.ts'
import { declarerLeGeste } from '../platform/db/contexte.ts'
import { type Mot, type Tx, tables } from '../platform/db/index.ts'
import { ouvrirPerimetre } from './ouverture.store.ts'

const db = tables<'dossiers'>()

type Ouverture = {
  numeroAppi: string | null
  ouvertLe: Jour
  par: string
  personne: {
    nom: string
    prenoms: string
    naissanceLe: Jour
    telephone: string | null
    courriel: string | null
    langues: string[]
    interprete: boolean
    logement: Mot<'dossiers.personne', 'logement'>
    adresse: string | null
    codePostal: string | null
    commune: string | null
    domicilieChez: string | null
  }
  juridictionId: string
  /** The convocation that brings the court in: all that it will see of the dossier. */
  convocationId: string
  serviceId: string
  antenneId: string | null
  debutA: string
}
/**
 * Opens a dossier in a service that is not the one of who acts: the court, which asks, comes into
 * the périmètre first.
 */
export async function insererALAudience(
  tx: Tx,
  {
    par,
    personne,
    juridictionId,
    convocationId: causeId,
    serviceId,
    antenneId,
    debutA,
    ...dossier
  }: Ouverture,
) {
  const dossierId = uuidv7()
  await db(tx)
    .insertInto('dossiers.dossier')
    .values({ dossierId, ...dossier, creePar: par })
    .execute()
  const id = uuidv7()
  await ouvrirPerimetre(tx, dossierId, juridictionId, {
    motif: 'convocation',
    causeId,
    portee: 'convocation',
  })
  await declarerLeGeste(tx, dossierId)
  await ouvrirPerimetre(tx, dossierId, serviceId, { motif: 'prise_en_charge', causeId: id })
  await db(tx)
    .insertInto('dossiers.personne')
    .values({ ...personne, dossierId, modifiePar: par })
    .execute()
  await db(tx)
    .insertInto('dossiers.priseEnCharge')
    .values({
      dossierId,
      id,
      serviceId,
      antenneId,
      referentId: null,
      debutA,
      motif: 'Convocation à l’audience',
      decideePar: par,
    })
    .execute()
  return dossierId
}

/**
 * Brings the caller's court into the périmètre of a dossier whose name and birth date it says;
 * false when they do not lead to it.
 */
export async function rejoindre(
  tx: Tx,
  dossierId: string,
  requete: { nom: string; naissanceLe: Jour; convocationId: string },
): Promise<boolean> {
  const { rows } = await sql<{
    fait: boolean
  }>`SELECT dossiers.rejoindre(${dossierId}, ${requete.nom}, ${requete.naissanceLe}::date,
    ${requete.convocationId}::uuid) AS fait`.execute(db(tx))
  return rows[0]?.fait === true
}

/**
 * People of one name and one birth date are entered one after the other: two BEX do not open two
 * dossiers.
 */
export const attendreSonTour = (tx: Tx, nom: string, naissanceLe: Jour) =>
  sql`SELECT pg_advisory_xact_lock(hashtextextended(platform.mots_tries(${nom}) || ${naissanceLe},
    0))`.execute(db(tx))
