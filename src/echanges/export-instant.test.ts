import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { baseVide, type Essai, nouvelEssai } from '../../tests/base.ts'
import { creerDossier } from '../dossiers/index.ts'
import { saisirMesure } from '../mesures/index.ts'
import { type Base, transaction } from '../platform/db/connexion.ts'
import { ebaucher } from '../platform/ebauche.ts'
import { executer } from '../platform/executer.ts'
import { enClair } from '../platform/systeme.ts'
import { exporter } from './export.lecture.ts'
import { exporterService, restaurer } from './index.ts'

let e: Essai
const dossier = mkdtempSync(path.join(os.tmpdir(), 'fil-rouge-essai-'))
const zip = path.join(dossier, 'export.zip')
beforeAll(async () => {
  e = await nouvelEssai()
})
afterAll(async () => {
  rmSync(dossier, { recursive: true })
  await e.fermer()
})

/** What an agent writes meanwhile: a person, and the measure that makes them followed. */
async function ecrire(n: number): Promise<string> {
  const ts = await e.agent('ts.67')
  const qui = {
    nom: 'Entretemps',
    prenoms: `Numéro ${n}`,
    naissanceLe: `19${50 + n}-05-04`,
    confirme: 'oui',
  } as const
  const { dossierId } = await executer(e.hote, ts, creerDossier, qui)
  const { rows } = await e.proprietaire.query<{ id: string }>(
    "SELECT id FROM moyens.juridiction WHERE ville = 'Strasbourg'",
  )
  const faits = {
    nature: 'sursis_probatoire',
    decisionLe: '2025-03-10',
    debutLe: '2025-03-10',
    dureeMois: '24',
  }
  const mesure = {
    ...faits,
    dossierId,
    juridictionId: rows[0]?.id,
    obligations: [{ article: 'CP 132-45, 3°' }],
  }
  await executer(e.hote, ts, saisirMesure, mesure as never)
  return dossierId
}
const LUE = /^DECLARE lecture [\s\S]*? FROM "(\w+)"\."(\w+)"/
/**
 * The same base, whose connections let `entre` act, and wait for it, before each table that an
 * export reads.
 */
function avecEntreDeux(base: Base, entre: (table: string) => Promise<void>): Base {
  const emprunter = async () => {
    const client = await base.emprunter()
    const query = client.query.bind(client) as (question: unknown) => Promise<pg.QueryResult>
    client.query = (async (question: { text?: string } | string) => {
      const [, schema, table] =
        LUE.exec(typeof question === 'string' ? question : (question.text ?? '')) ?? []
      if (schema) await entre(`${schema}.${table}`)
      return query(question)
    }) as unknown as typeof client.query
    return client
  }
  return { ...base, emprunter }
}

describe('Un export fait pendant que les agents écrivent', () => {
  it('est d’un seul instant : il se relit en entier, sans rien de ce qui s’est écrit entre deux tables', async () => {
    const { rows: avant } =
      await e.proprietaire.query(`SELECT count(*)::int AS n FROM dossiers.v_perimetre p
      JOIN moyens.service s ON s.id = p.entite_id WHERE s.departement = '67' AND p.motif = 'prise_en_charge'`)
    const ecrits: string[] = []
    const base = avecEntreDeux(e.base, async table => {
      if (
        ['dossiers.personne', 'mesures.mesure', 'mesures.acte', 'messages.message'].includes(table)
      )
        ecrits.push(await ecrire(ecrits.length))
    })
    await exporterService(
      { ...e.hote, base },
      await e.agent('dfspip.67'),
      ebaucher(zip),
      'Pendant que l’on écrit',
    )
    expect(ecrits.length).toBe(4)
    const texte = Object.values(unzipSync(readFileSync(zip)))
      .map(f => strFromU8(f))
      .join('\n')
    expect(ecrits.filter(id => texte.includes(id))).toEqual([])
    const neuve = await baseVide()
    try {
      await restaurer(neuve.url, zip)
      expect(
        (await neuve.pool.query('SELECT count(*)::int AS n FROM dossiers.dossier')).rows,
      ).toEqual(avant)
    } finally {
      await neuve.fermer()
    }
  })
  it('n’est pas fait dans une transaction qui n’est pas d’un seul instant, et ne laisse aucun fichier', async () => {
    const ailleurs = path.join(dossier, 'sans-instant.zip')
    const faire = transaction(e.base, 'SELECT 1', async tx => ({
      resultat: await exporter(
        tx,
        ailleurs,
        { id: '00000000-0000-0000-0000-000000000000', nom: 'Aucun' },
        '',
      ),
      fin: 'SELECT 1',
    }))
    await expect(faire).rejects.toThrow('one instant')
    expect(existsSync(ailleurs)).toBe(false)
  })
  it('qui ne peut s’écrire sur le disque le dit avant de commencer', async () => {
    const nulle = path.join(dossier, 'absent', 'export.zip')
    expect(() => ebaucher(nulle)).toThrow('ENOENT')
  })
  it('dont le disque est plein le dit avec le nom du fichier, que rien ne garde à moitié écrit, et l’export d’avant reste', async () => {
    const pleine = path.join(dossier, 'plein.zip')
    writeFileSync(pleine, 'le bon, d’avant')
    const ebauche = ebaucher(pleine, { remplacer: true })
    rmSync(ebauche.partiel)
    symlinkSync('/dev/full', ebauche.partiel)
    const refus = await exporterService(
      e.hote,
      await e.agent('dfspip.67'),
      ebauche,
      'Disque plein',
    ).catch((erreur: Error) => erreur)
    expect(enClair(refus)).toMatch(
      /^Il n’y a plus de place sur le disque pour écrire « .*plein\.zip\.\w{8}\.partiel » : libérez-en/,
    )
    expect([existsSync(ebauche.partiel), readFileSync(pleine, 'utf8')]).toEqual([
      false,
      'le bon, d’avant',
    ])
    expect(
      (
        await e.proprietaire.query(
          "SELECT 1 FROM acces.journal_ecriture WHERE motif = 'Disque plein'",
        )
      ).rowCount,
    ).toBe(0)
  })
})
