import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import type { Jour } from '../platform/date.ts'
import { type Mot, type Tx, tables } from '../platform/db/index.ts'
import { etatsFiges, etatsParvenus } from './magistrats.rules.ts'

const db = tables<
  'magistrats',
  'moyens.vAgent' | 'moyens.vJuridiction' | 'moyens.vService' | 'dossiers.vPriseEnChargeActuelle'
>()

/**
 * Who holds the pen of a report `r` on a day: its writer, as long as they work in the service that
 * follows the person; else the référent of today; else nobody, and the direction does. `p` is the
 * prise en charge of today, `w` the writer, `f` the référent.
 */
export const plumeSql = (le: Jour) => sql<string | null>`CASE
  WHEN acces.est_la(w.agent_id, p.service_id, ${le}::date) THEN w.agent_id
  WHEN acces.est_la(f.agent_id, p.service_id, ${le}::date) THEN f.agent_id END`

type NouveauRapport = {
  dossierId: string
  saisineId: string | null
  mesureId: string | null
  mesureDiteA: string | null
  juridictionId: string
  serviceId: string
  nature: string
  titre: string
  redacteurId: string
  echeanceLe: Jour | null
}
type Section = {
  sectionId?: string | undefined
  titre: string
  texte?: string | undefined
  source?: string | undefined
}
export async function insererRapport(tx: Tx, nouveau: NouveauRapport, sections: Section[]) {
  const { id } = await db(tx)
    .insertInto('magistrats.rapport')
    .values(nouveau)
    .returning('id')
    .executeTakeFirstOrThrow()
  await ecrireSections(tx, nouveau.dossierId, id, sections)
  await mouvement(tx, {
    dossierId: nouveau.dossierId,
    rapportId: id,
    etat: 'brouillon',
    par: nouveau.redacteurId,
    motif: null,
  })
  return id
}
async function ecrireSections(tx: Tx, dossierId: string, rapportId: string, sections: Section[]) {
  await db(tx)
    .deleteFrom('magistrats.rapportSection')
    .where('dossierId', '=', dossierId)
    .where('rapportId', '=', rapportId)
    .execute()
  const lignes = sections.map((section, i) => ({
    dossierId,
    rapportId,
    sectionId: section.sectionId ?? uuidv7(),
    rang: i + 1,
    titre: section.titre,
    texte: section.texte ?? '',
    source: section.source ?? null,
  }))
  if (lignes.length) await db(tx).insertInto('magistrats.rapportSection').values(lignes).execute()
}
/** Writes a new version of the text and keeps the former one. */
export async function ecrireRapport(
  tx: Tx,
  rapport: {
    dossierId: string
    rapportId: string
    version: number
    titre: string
    sections: Section[]
    par: string
  },
) {
  const avant = await sections(tx, rapport.dossierId, rapport.rapportId)
  await db(tx)
    .insertInto('magistrats.rapportVersion')
    .values({
      dossierId: rapport.dossierId,
      rapportId: rapport.rapportId,
      version: rapport.version,
      titre: rapport.titre,
      sections: JSON.stringify(avant),
      ecritePar: rapport.par,
    })
    .execute()
  await db(tx)
    .updateTable('magistrats.rapport')
    .set({ titre: rapport.titre, version: rapport.version + 1 })
    .where('dossierId', '=', rapport.dossierId)
    .where('id', '=', rapport.rapportId)
    .execute()
  await ecrireSections(tx, rapport.dossierId, rapport.rapportId, rapport.sections)
}
/**
 * A report, with the service that follows the person now: what is not sent yet is in its hands,
 * whoever began it (charte C9.1).
 */
const avecQuiSuit = (tx: Tx, le: Jour) =>
  db(tx)
    .selectFrom('magistrats.rapport as r')
    .innerJoin('dossiers.vPriseEnChargeActuelle as p', 'p.dossierId', 'r.dossierId')
    .innerJoin('moyens.vAgent as w', 'w.agentId', 'r.redacteurId')
    .leftJoin('moyens.vAgent as f', 'f.agentId', 'p.referentId')
    .selectAll('r')
    .select(['p.serviceId as serviceQuiSuit', plumeSql(le).as('plumeId')])
export const verrouillerRapport = (tx: Tx, dossierId: string, id: string, le: Jour) =>
  avecQuiSuit(tx, le)
    .where('r.dossierId', '=', dossierId)
    .where('r.id', '=', id)
    .forUpdate('r')
    .executeTakeFirst()
export const rapport = (tx: Tx, dossierId: string, id: string, le: Jour) =>
  avecQuiSuit(tx, le)
    .innerJoin('moyens.vJuridiction as j', 'j.juridictionId', 'r.juridictionId')
    .innerJoin('moyens.vService as s', 's.serviceId', 'r.serviceId')
    .innerJoin('magistrats.vRapport as v', jointure =>
      jointure.onRef('v.dossierId', '=', 'r.dossierId').onRef('v.rapportId', '=', 'r.id'),
    )
    .leftJoin('magistrats.rapportPdf as d', jointure =>
      jointure.onRef('d.dossierId', '=', 'r.dossierId').onRef('d.rapportId', '=', 'r.id'),
    )
    .select([
      'v.etatDit',
      'v.suiteId',
      'w.nomComplet as redacteurNom',
      'f.nomComplet as referentNom',
      'j.nom as juridictionNom',
      's.nom as serviceNom',
      sql<
        string | null
      >`CASE WHEN r.etat = ANY (${etatsFiges}::text[]) THEN encode(d.sha256, 'hex') END`.as(
        'empreinte',
      ),
    ])
    .where('r.dossierId', '=', dossierId)
    .where('r.id', '=', id)
    .executeTakeFirst()
export type Rapport = NonNullable<Awaited<ReturnType<typeof rapport>>>
export const sections = (tx: Tx, dossierId: string, rapportId: string) =>
  db(tx)
    .selectFrom('magistrats.rapportSection')
    .select(['sectionId', 'titre', 'texte', 'source'])
    .where('dossierId', '=', dossierId)
    .where('rapportId', '=', rapportId)
    .orderBy('rang')
    .execute()
export const mouvements = (tx: Tx, dossierId: string, rapportId: string) =>
  db(tx)
    .selectFrom('magistrats.mouvementDeRapport as m')
    .innerJoin('moyens.vAgent as a', 'a.agentId', 'm.par')
    .select(['m.etat', 'm.a', 'm.motif', 'a.nomComplet'])
    .where('m.dossierId', '=', dossierId)
    .where('m.rapportId', '=', rapportId)
    .orderBy('m.a')
    .orderBy('m.id')
    .execute()
export const mouvement = (
  tx: Tx,
  donnees: {
    dossierId: string
    rapportId: string
    etat: string
    par: string
    motif: string | null
  },
) => db(tx).insertInto('magistrats.mouvementDeRapport').values(donnees).execute()
export async function changerEtat(
  tx: Tx,
  etat: {
    dossierId: string
    rapportId: string
    etat: Mot<'magistrats.rapport', 'etat'>
    par: string
    motif: string | null
  },
) {
  await db(tx)
    .updateTable('magistrats.rapport')
    .set({ etat: etat.etat })
    .where('dossierId', '=', etat.dossierId)
    .where('id', '=', etat.rapportId)
    .execute()
  await mouvement(tx, etat)
}
/**
 * Who validates signs: a report that another service had begun becomes the one of the service that
 * answers for it.
 */
export const signer = (tx: Tx, dossierId: string, rapportId: string, serviceId: string) =>
  db(tx)
    .updateTable('magistrats.rapport')
    .set({ serviceId })
    .where('dossierId', '=', dossierId)
    .where('id', '=', rapportId)
    .execute()
export const figer = (tx: Tx, dossierId: string, rapportId: string, octets: Uint8Array) =>
  db(tx)
    .insertInto('magistrats.rapportPdf')
    .values({
      dossierId,
      rapportId,
      pdf: Buffer.from(octets),
      sha256: sql<Buffer>`sha256(${Buffer.from(octets)})`,
    })
    // Its validation had been taken back: the new one replaces it.
    .onConflict(oc =>
      oc.columns(['dossierId', 'rapportId']).doUpdateSet(eb => ({
        pdf: eb.ref('excluded.pdf'),
        sha256: eb.ref('excluded.sha256'),
        figeA: sql<string>`now()`,
      })),
    )
    .execute()
export const pdfFige = (tx: Tx, dossierId: string, rapportId: string) =>
  db(tx)
    .selectFrom('magistrats.rapportPdf as d')
    .innerJoin('magistrats.rapport as r', jointure =>
      jointure.onRef('r.dossierId', '=', 'd.dossierId').onRef('r.id', '=', 'd.rapportId'),
    )
    .select(['d.pdf'])
    .where('d.dossierId', '=', dossierId)
    .where('d.rapportId', '=', rapportId)
    .where('r.etat', 'in', etatsFiges)
    .executeTakeFirst()
const transmisA = sql<string | null>`(SELECT max(m.a)::text FROM magistrats.mouvement_de_rapport m
  WHERE m.dossier_id = r.dossier_id AND m.rapport_id = r.rapport_id AND m.etat = 'transmis')`
/**
 * Reports of a dossier, the newest first, or of one saisine; a juridiction sees those that were
 * sent to it.
 */
export const rapportsDuDossier = (
  tx: Tx,
  dossierId: string,
  juridictionId: string | null,
  saisineId?: string,
) => {
  const requete = db(tx)
    .selectFrom('magistrats.vRapport as r')
    .innerJoin('moyens.vAgent as a', 'a.agentId', 'r.redacteurId')
    .selectAll('r')
    .select(['a.nomComplet as redacteurNom', transmisA.as('transmisA')])
    .where('r.dossierId', '=', dossierId)
    .orderBy('r.creeA', 'desc')
    .orderBy('r.rapportId')
  const siens = saisineId ? requete.where('r.saisineId', '=', saisineId) : requete
  return (
    juridictionId
      ? siens.where('r.juridictionId', '=', juridictionId).where('r.etat', 'in', etatsParvenus)
      : siens
  ).execute()
}
export type RapportDuDossier = Awaited<ReturnType<typeof rapportsDuDossier>>[number]
/** The report that continues one whose complement was asked. */
export const suiteDe = (tx: Tx, dossierId: string, rapportId: string) =>
  db(tx)
    .selectFrom('magistrats.vRapport')
    .select('suiteId')
    .where('dossierId', '=', dossierId)
    .where('rapportId', '=', rapportId)
    .executeTakeFirst()
export async function verserDans(tx: Tx, dossierId: string, absorbeId: string) {
  await db(tx)
    .updateTable('magistrats.saisine')
    .set({ dossierId })
    .where('dossierId', '=', absorbeId)
    .execute()
  await db(tx)
    .updateTable('magistrats.rapport')
    .set({ dossierId })
    .where('dossierId', '=', absorbeId)
    .execute()
}
