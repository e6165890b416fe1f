import pg from 'pg'
import { hacher } from '../acces/index.ts'
import type { Jour } from '../platform/date.ts'
import { Copie, ordre } from './copie.ts'
import { creerDossier } from './dossiers.ts'
import { Hasard } from './hasard.ts'
import { creerOrganisation, MOT_DE_PASSE } from './organisation.ts'
import type { Contexte } from './types.ts'

type Demande = { dossiers: number; le: Jour; parTransaction?: number; surAvance?: (faits: number) => void }
const PAR_SERVICE = 1000

/**
 * Fills an empty base, as its owner, with invented dossiers: same number and same day, same data. Sent by COPY, checked by every constraint.
 * One transaction unless `parTransaction` says otherwise: a demonstration is there whole, or not at all.
 */
export async function generer(url: string, d: Demande): Promise<{ dossiers: number; lignes: number }> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<{ n: number }>('SELECT count(*)::int AS n FROM moyens.service')
    if (rows[0]?.n) throw new Error('La base contient déjà des services : elle n’est remplie que vide.')
    const h = new Hasard(20_261_124)
    const copie = new Copie()
    const lot = d.parTransaction ?? d.dossiers
    const services = creerOrganisation(copie, h, {
      services: Math.max(3, Math.round(d.dossiers / PAR_SERVICE)),
      le: d.le,
      motDePasse: await hacher(MOT_DE_PASSE),
    })
    const contexte: Contexte = {
      copie,
      h,
      le: d.le,
      services,
      creneaux: new Map(),
      parService: new Map(),
      avecPdf: Math.min(120, Math.ceil(d.dossiers / 10)),
    }
    let lignes = 0
    await client.query('BEGIN; SET LOCAL synchronous_commit = off')
    for (let n = 0; n < d.dossiers; n += 1) {
      creerDossier(contexte, n)
      if ((n + 1) % 500 === 0 || n + 1 === d.dossiers) {
        lignes += await copie.envoyer(client, ordre)
        d.surAvance?.(n + 1)
        if ((n + 1) % lot === 0 && n + 1 < d.dossiers) await client.query('COMMIT; BEGIN; SET LOCAL synchronous_commit = off')
      }
    }
    if (d.dossiers === 0) lignes += await copie.envoyer(client, ordre)
    await client.query(`UPDATE magistrats.rapport r SET etat = m.etat FROM (SELECT DISTINCT ON (dossier_id, rapport_id) dossier_id, rapport_id, etat FROM magistrats.mouvement_de_rapport ORDER BY dossier_id, rapport_id, a DESC) m
      WHERE m.dossier_id = r.dossier_id AND m.rapport_id = r.id`)
    await client.query(`SELECT setval('dossiers.numero', ${Math.max(1, d.dossiers)})`)
    await client.query('COMMIT')
    await client.query('ANALYZE')
    return { dossiers: d.dossiers, lignes }
  } finally {
    await client.end()
  }
}

/** Accounts shown on the sign-in page of the demonstration: one of each function, and neighbours to hand over to. */
export async function comptesDeDemonstration(pool: pg.Pool): Promise<{ identifiant: string; libelle: string; fonction: string }[]> {
  const { rows } = await pool.query<{ identifiant: string; libelle: string; fonction: string }>(
    `SELECT c.identifiant, coalesce(s.nom, j.nom, 'Administration') AS libelle, a.fonction FROM acces.compte c JOIN moyens.agent a ON a.id = c.id
     LEFT JOIN moyens.service s ON s.id = a.service_id LEFT JOIN moyens.juridiction j ON j.id = a.juridiction_id
     WHERE c.demonstration AND c.identifiant ~ '^(ts|dpip|dfspip|psychologue|coordinateur|accueil|surveillant)\\.(67|57)@|^(jap|greffe|parquet|bex)\\.strasbourg@|^admin@'
     ORDER BY coalesce(s.nom, j.nom) NULLS LAST, a.fonction`,
  )
  return rows
}
