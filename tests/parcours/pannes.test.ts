import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { MOT_DE_PASSE } from '../../src/demonstration/index.ts'
import { LE } from '../base.setup.ts'
import { compiler, racine } from '../compile.ts'

const dossier = mkdtempSync(path.join(os.tmpdir(), 'fil-rouge-pannes-'))
chmodSync(dossier, 0o755)
const TOURS = 20
const REDACTEURS = 6
const attendre = (ms: number) => new Promise(suite => setTimeout(suite, ms))
let app: ChildProcess | undefined
/**
 * As it is delivered: compiled (its types are checked elsewhere), it starts twenty times in half
 * the time.
 */
beforeAll(() => compiler())
afterAll(async () => {
  app?.kill('SIGTERM')
  await attendre(1500)
  app?.kill('SIGKILL')
  rmSync(dossier, { recursive: true, force: true })
})

/** The application as a person starts it; its address once it listens. */
async function demarrer(): Promise<string> {
  const env = {
    ...process.env,
    PORT: '0',
    FIL_ROUGE_DIR: dossier,
    FIL_ROUGE_DEMO_DOSSIERS: '60',
    FIL_ROUGE_LOG: 'silent',
    DATABASE_URL: '',
    NODE_ENV: '',
  }
  const enfant = spawn(process.execPath, ['dist/main.js'], {
    cwd: racine,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  app = enfant
  let sortie = ''
  return new Promise((pret, echec) => {
    const lire = (octets: Buffer) => {
      sortie += octets.toString()
      const adresse = /Fil rouge : (http:\S+)/.exec(sortie)?.[1]
      if (adresse) pret(adresse)
    }
    enfant.stdout.on('data', lire)
    enfant.stderr.on('data', lire)
    enfant.on('exit', code =>
      echec(new Error(`the application stopped (${code}) before listening: ${sortie}`)),
    )
  })
}

const base = () =>
  new pg.Client({
    connectionString: `postgres://postgres@localhost/fil_rouge?host=${encodeURIComponent(path.join(dossier, 'run'))}`,
  })
async function lire<T extends pg.QueryResultRow>(requete: string): Promise<T[]> {
  const client = base()
  await client.connect()
  const { rows } = await client.query<T>(requete)
  await client.end()
  return rows
}

/** Of these an interview asks nothing: open, one measure at most, nobody awaited today. */
const SANS_QUESTION = `AND NOT EXISTS (SELECT 1 FROM dossiers.dossier d WHERE d.dossier_id = p.dossier_id AND d.clos_a IS NOT NULL)
  AND NOT EXISTS (SELECT 1 FROM agenda.convocation v WHERE v.dossier_id = p.dossier_id AND v.le = '${LE}')
  AND (SELECT count(*) FROM mesures.mesure m WHERE m.dossier_id = p.dossier_id) <= 1`
/** An agent at work: what it wrote, and whether the application answered that it is saved. */
class Redacteur {
  readonly actes: string[] = []
  readonly #qui: string
  readonly #cookies = new Map<string, string>()
  #jeton = ''
  constructor(qui: string) {
    this.#qui = qui
  }
  async #demander(
    url: string,
    champs?: Record<string, string>,
  ): Promise<{ statut: number; texte: string }> {
    const r = await fetch(url, {
      method: champs ? 'POST' : 'GET',
      redirect: 'manual',
      headers: {
        cookie: [...this.#cookies].map(([n, v]) => `${n}=${v}`).join('; '),
        'sec-fetch-site': 'same-origin',
      },
      ...(champs ? { body: new URLSearchParams(champs) } : {}),
    })
    for (const c of r.headers.getSetCookie()) {
      const [, nom = '', valeur = ''] = /^([^=]+)=([^;]*)/.exec(c) ?? []
      this.#cookies.set(nom, valeur)
    }
    return { statut: r.status, texte: await r.text() }
  }
  async entrer(adresse: string): Promise<void> {
    const { texte } = await this.#demander(`${adresse}/connexion`)
    const jeton = /name="_jeton" value="([^"]+)"/.exec(texte)?.[1] ?? ''
    const r = await this.#demander(`${adresse}/connexion`, {
      _jeton: jeton,
      identifiant: `${this.#qui}@demo.example`,
      motDePasse: MOT_DE_PASSE,
      retour: '/',
    })
    if (r.statut !== 303) throw new Error(`${this.#qui} could not sign in: ${r.statut}`)
  }
  /** The session of before the crash still opens the pages. */
  async reprendre(adresse: string): Promise<number> {
    const { statut, texte } = await this.#demander(`${adresse}/compte`)
    this.#jeton = /name="_jeton" value="([^"]+)"/.exec(texte)?.[1] ?? ''
    return statut
  }
  /** Writes interviews one after the other until the application dies. */
  async ecrire(adresse: string, dossierId: string): Promise<void> {
    for (;;) {
      const marque = randomUUID()
      const champs = {
        _jeton: this.#jeton,
        _cle: randomUUID(),
        le: LE,
        forme: 'bureau',
        recit: `Récit ${marque}`,
      }
      const r = await this.#demander(
        `${adresse}/dossiers/${dossierId}/entretiens/noter`,
        champs,
      ).catch(() => null)
      if (!r) return
      if (r.statut === 303) this.actes.push(marque)
      else if (r.statut < 500) throw new Error(`an interview was refused: ${r.statut}`)
    }
  }
}

const postgres = () =>
  Number(readFileSync(path.join(dossier, 'pg', 'postmaster.pid'), 'utf8').split('\n')[0])
/** Three ways to die: the application, its database, both. */
async function tuer(tour: number): Promise<void> {
  const enfant = app
  const mort = new Promise(suite => enfant?.once('exit', suite))
  if (tour % 3 !== 0) process.kill(postgres(), 'SIGKILL')
  if (tour % 3 !== 1) enfant?.kill('SIGKILL')
  // Alone, the application may notice and stop, or stay: a supervisor would then kill it.
  await Promise.race([mort, attendre(1000)])
  enfant?.kill('SIGKILL')
  await mort
}

describe('Vingt pannes en pleine charge', () => {
  it('Après chaque kill -9 de l’application, de la base ou des deux, tout ce qui a été dit enregistré l’est, une seule fois', async () => {
    const redacteurs = Array.from(
      { length: REDACTEURS },
      (_, n) => new Redacteur(n % 2 ? 'ts.67' : 'dpip.67'),
    )
    let adresse = await demarrer()
    for (const r of redacteurs) await r.entrer(adresse)
    const dossiers = await lire<{ id: string }>(
      `SELECT p.dossier_id AS id FROM dossiers.prise_en_charge p JOIN moyens.agent a ON a.service_id = p.service_id JOIN acces.compte c ON c.id = a.id WHERE c.identifiant = 'ts.67@demo.example' AND p.fin_a IS NULL ${SANS_QUESTION} ORDER BY 1 LIMIT 3`,
    )
    for (let tour = 1; tour <= TOURS; tour += 1) {
      for (const r of redacteurs)
        expect(await r.reprendre(adresse), `tour ${tour} : la session tient`).toBe(200)
      const charge = redacteurs.map((r, n) =>
        r.ecrire(adresse, dossiers[n % dossiers.length]?.id ?? ''),
      )
      await attendre(400 + ((tour * 37) % 200))
      await tuer(tour)
      await Promise.all(charge)
      adresse = await demarrer()
      const gardes = await lire<{ marque: string; n: number }>(
        "SELECT substr(recit, 7) AS marque, count(*)::int AS n FROM accompagnement.entretien_version WHERE recit LIKE 'Récit %' GROUP BY 1",
      )
      const connus = new Map(gardes.map(g => [g.marque, g.n]))
      const dits = redacteurs.flatMap(r => r.actes)
      expect(
        dits.filter(m => connus.get(m) !== 1),
        `tour ${tour} : dits enregistrés, absents ou doubles`,
      ).toEqual([])
    }
    const dits = redacteurs.flatMap(r => r.actes).length
    expect(dits, 'la charge a bien écrit').toBeGreaterThan(TOURS)
    const [journal] = await lire<{ n: number }>(
      "SELECT count(*)::int AS n FROM acces.journal_ecriture WHERE commande = 'accompagnement.noter-entretien'",
    )
    expect(journal?.n).toBeGreaterThanOrEqual(dits)
  }, 280_000)
})
