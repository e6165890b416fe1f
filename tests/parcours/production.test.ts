import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bloc, blocsDe } from '../../bench/exploitation/document.ts'
import { demarrerServeur, portLibre, type Serveur } from '../../bench/exploitation/serveur.ts'
import { compiler, racine } from '../compile.ts'

// docs/exploitation/production.md, block by block, on a PostgreSQL that is not ours: a C.UTF-8 cluster, passwords, a plain owner.
const blocs = blocsDe('production.md')
const lieu = mkdtempSync(path.join(os.tmpdir(), 'fil-rouge-production-'))
chmodSync(lieu, 0o755)
const etc = path.join(lieu, 'etc')
const MOT_DE_PASSE = 'une-phrase-longue-et-rare-42'
let serveur: Serveur
let port = 0
const lances: ChildProcess[] = []
/** The document's own words, but for where things are on this machine. */
const ici = (texte: string) =>
  texte
    .replaceAll('/etc/fil-rouge', etc)
    .replaceAll('/opt/fil-rouge', racine)
    .replaceAll('127.0.0.1:5432', `127.0.0.1:${serveur.port}`)
    .replaceAll('PORT=3000', `PORT=${port}`)
const env = { PATH: `${path.join(lieu, 'bin')}:${process.env.PATH}`, LANG: 'C' }

beforeAll(async () => {
  compiler()
  serveur = await demarrerServeur(path.join(lieu, 'serveur'))
  port = await portLibre()
  for (const d of ['bin', 'etc']) mkdirSync(path.join(lieu, d))
  chmodSync(path.join(racine, 'dist/cli/fil-rouge.js'), 0o755)
  symlinkSync(path.join(racine, 'dist/cli/fil-rouge.js'), path.join(lieu, 'bin/fil-rouge'))
}, 120_000)
afterAll(async () => {
  for (const enfant of lances) enfant.kill('SIGKILL')
  await serveur.arreter()
  rmSync(lieu, { recursive: true, force: true })
})

type Fini = { code: number | null; dit: string }
/** Runs a shell block of the document to its end. */
const jouer = (nom: string, entree = '') =>
  new Promise<Fini>(suite => {
    const enfant = spawn('bash', ['-ec', ici(bloc(blocs, 'sh', nom))], { env, cwd: lieu })
    lances.push(enfant)
    let dit = ''
    for (const flux of [enfant.stdout, enfant.stderr]) flux.on('data', (octets: Buffer) => (dit += octets.toString()))
    enfant.on('close', code => suite({ code, dit }))
    enfant.stdin.end(entree)
  })
/** Starts a process of the document; resolved by the first words that say it serves. */
const demarrer = (nom: string, pret: RegExp) =>
  new Promise<{ enfant: ChildProcess; trouve: string }>((resolve, reject) => {
    const enfant = spawn('bash', ['-ec', ici(bloc(blocs, 'sh', nom))], { env, cwd: lieu, stdio: ['ignore', 'pipe', 'pipe'] })
    lances.push(enfant)
    let dit = ''
    const lire = (octets: Buffer) => {
      dit += octets.toString()
      const trouve = pret.exec(dit)
      if (trouve) resolve({ enfant, trouve: trouve[1] ?? '' })
    }
    enfant.stdout.on('data', lire)
    enfant.stderr.on('data', lire)
    enfant.once('exit', code => reject(new Error(`« ${nom} » stopped (${code}) : ${dit}`)))
  })
const arreter = (enfant: ChildProcess) =>
  new Promise<number | null>(suite => {
    enfant.removeAllListeners('exit').once('exit', code => suite(code))
    enfant.kill('SIGTERM')
  })
const enBase = async <T extends pg.QueryResultRow>(requete: string, database = 'fil_rouge') => {
  const client = new pg.Client({ ...serveur.administrateur, database })
  await client.connect()
  const { rows } = await client.query<T>(requete)
  await client.end()
  return rows
}

type Avec = { cookie?: string; corps?: URLSearchParams }
/** What the proxy sends on, in clear on this machine. */
const demander = (chemin: string, { cookie = '', corps }: Avec = {}) =>
  fetch(`http://127.0.0.1:${port}${chemin}`, {
    method: corps ? 'POST' : 'GET',
    headers: { cookie, origin: 'https://fil-rouge.example' },
    body: corps ?? null,
    redirect: 'manual',
  })
const cookiesDe = (reponse: Response) =>
  reponse.headers
    .getSetCookie()
    .map(c => c.split(';')[0])
    .join('; ')
/** Signs in, and gives the cookie of the session. */
async function entrer(identifiant: string, motDePasse: string): Promise<string> {
  const page = await demander('/connexion')
  const jeton = /name="_jeton" value="([^"]+)"/.exec(await page.text())?.[1] ?? ''
  const corps = new URLSearchParams({ _jeton: jeton, identifiant, motDePasse })
  const reponse = await demander('/connexion', { cookie: cookiesDe(page), corps })
  expect([reponse.status, reponse.status === 303 ? '' : await reponse.text()]).toEqual([303, ''])
  return cookiesDe(reponse)
}

describe('La mise en production, telle que son document la dit', () => {
  it('la base : deux rôles ordinaires, une base à son propriétaire', async () => {
    for (const requete of bloc(blocs, 'sql')
      .split(';')
      .filter(r => r.trim()))
      await enBase(requete, 'postgres')
    const roles = await enBase("SELECT rolname FROM pg_roles WHERE rolname ~ '^fil_rouge' AND NOT rolsuper AND NOT rolbypassrls")
    expect(roles).toHaveLength(2)
    expect(await enBase('SELECT datcollate FROM pg_database WHERE datname = current_database()')).toEqual([{ datcollate: 'C.UTF-8' }])
  })
  it('les tables et le premier compte, par le propriétaire ; une seconde fois ne change rien', async () => {
    for (const b of blocs.filter(x => x.langue === 'ini')) writeFileSync(ici(b.nom), ici(b.texte), { mode: 0o600 })
    const { code, dit } = await jouer('proprietaire', `${MOT_DE_PASSE}\n`)
    expect([code, dit]).toEqual([0, expect.stringContaining('Le compte jeanne.martin@justice.example est créé.')])
    const encore = await jouer('proprietaire', `${MOT_DE_PASSE}\n`)
    expect(encore).toMatchObject({ code: 1, dit: expect.stringMatching(/déjà/) })
    expect(await enBase('SELECT count(*)::int AS n FROM acces.compte')).toEqual([{ n: 1 }])
  })
  it('le site : l’administratrice entre, la base est à jour, et SIGTERM l’arrête', async () => {
    const web = await demarrer('web', /Fil rouge : (https:\S+)/)
    expect(web.trouve).toBe('https://fil-rouge.example')
    expect(await (await demander('/sante')).json()).toMatchObject({ etat: 'ok' })
    const accueil = await entrer('jeanne.martin@justice.example', MOT_DE_PASSE)
    expect(await (await demander('/annuaire', { cookie: accueil })).text()).toContain('Jeanne Martin')
    expect(await arreter(web.enfant)).toBe(0)
  })
  it('l’envoi démarre sans passerelle et le dit ; SIGTERM l’arrête', async () => {
    const worker = await demarrer('worker', /(SMS : aucune passerelle\. Courriel : aucun serveur\.)/)
    expect(await arreter(worker.enfant)).toBe(0)
  })
  it('la nuit : les journaux sont scellés sous la clé et vérifiés', async () => {
    const { code, dit } = await jouer('nuit')
    expect([code, dit]).toEqual([0, expect.stringContaining(', 0 fautes')])
    expect(dit).not.toContain('Sans clé')
  })
})
