import { chmodSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { createServer } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demander, entrer, Installation } from '../../bench/exploitation/installation.ts'
import { compiler, racine } from '../compile.ts'

// docs/exploitation/production.md, block by block, on a PostgreSQL that is not ours: a C.UTF-8
// cluster, passwords, a plain owner.
const lieu = mkdtempSync(path.join(os.tmpdir(), 'fil-rouge-production-'))
chmodSync(lieu, 0o755)
const MOT_DE_PASSE = 'une-phrase-longue-et-rare-42'
const ici = new Installation(lieu, racine)

beforeAll(async () => {
  compiler()
  await ici.preparer()
  chmodSync(path.join(racine, 'dist/cli/fil-rouge.js'), 0o755)
  symlinkSync(path.join(racine, 'dist/cli/fil-rouge.js'), path.join(lieu, 'bin/fil-rouge'))
}, 120_000)
afterAll(async () => {
  await ici.finir()
  rmSync(lieu, { recursive: true, force: true })
})

describe('La mise en production, telle que son document la dit', () => {
  it('la base : deux rôles ordinaires, une base à son propriétaire', async () => {
    await ici.creerLaBase()
    const roles = await ici.enBase(
      "SELECT rolname FROM pg_roles WHERE rolname ~ '^fil_rouge' AND NOT rolsuper AND NOT rolbypassrls",
    )
    expect(roles).toHaveLength(2)
    const langue = await ici.enBase(
      'SELECT datcollate FROM pg_database WHERE datname = current_database()',
    )
    expect(langue).toEqual([{ datcollate: 'C.UTF-8' }])
  })
  it('les tables et le premier compte, par le propriétaire ; une seconde fois ne change rien', async () => {
    ici.ecrireLEnvironnement()
    const { code, dit } = await ici.jouer('proprietaire', `${MOT_DE_PASSE}\n`)
    expect([code, dit]).toEqual([
      0,
      expect.stringContaining('Le compte jeanne.martin@justice.example est créé.'),
    ])
    const encore = await ici.jouer('proprietaire', `${MOT_DE_PASSE}\n`)
    expect(encore).toMatchObject({ code: 1, dit: expect.stringMatching(/déjà/) })
    expect(await ici.enBase('SELECT count(*)::int AS n FROM acces.compte')).toEqual([{ n: 1 }])
  })
  it('le site : l’administratrice entre, la base est à jour, et SIGTERM l’arrête', async () => {
    const web = await ici.demarrer('web', /Fil rouge : (https:\S+)/)
    expect(web.trouve).toBe('https://fil-rouge.example')
    const origine = `http://127.0.0.1:${ici.port}`
    expect(await (await demander(`${origine}/sante`)).json()).toMatchObject({ etat: 'ok' })
    const cookie = await entrer(origine, 'jeanne.martin@justice.example', MOT_DE_PASSE)
    expect(await (await demander(`${origine}/annuaire`, { cookie })).text()).toContain(
      'Jeanne Martin',
    )
    expect(await ici.arreter(web.enfant)).toBe(0)
  })
  it('le site, quand un autre tient son port : le dit en français, avec quoi faire, et ne démarre pas', async () => {
    const autre = createServer()
    await new Promise<void>(pret => autre.listen(ici.port, '127.0.0.1', pret))
    const { code, dit } = await ici.jouer('web')
    expect([code, dit]).toEqual([
      1,
      expect.stringContaining(`Fil rouge n’a pas démarré. Le port ${ici.port} est déjà pris`),
    ])
    await new Promise(fin => autre.close(fin))
  })
  it('le site, quand les têtes des sceaux ne peuvent être notées : le dit avec la variable, et ne démarre pas', async () => {
    ici.ecrireLEnvironnement(
      'FIL_ROUGE_SCEAUX_FICHIER=/nulle/part/sceaux.jsonl\nFIL_ROUGE_CONEXIONS=3\n',
    )
    const { code, dit } = await ici.jouer('web')
    expect([code, dit]).toEqual([
      1,
      expect.stringMatching(/sceaux\.jsonl » \(FIL_ROUGE_SCEAUX_FICHIER\) .* créez \/nulle\/part/),
    ])
    expect(dit).toMatch(/^FIL_ROUGE_CONEXIONS : .* Vouliez-vous « FIL_ROUGE_CONNEXIONS » \?$/m)
    ici.ecrireLEnvironnement()
  })
  it('l’envoi démarre sans passerelle et le dit ; SIGTERM l’arrête', async () => {
    const worker = await ici.demarrer(
      'worker',
      /(SMS : aucune passerelle\. Courriel : aucun serveur\.)/,
    )
    expect(await ici.arreter(worker.enfant)).toBe(0)
  })
  it('la nuit : les journaux sont scellés sous la clé et vérifiés', async () => {
    const { code, dit } = await ici.jouer('nuit')
    expect([code, dit]).toEqual([0, expect.stringContaining(', 0 faute,')])
    expect(dit).not.toContain('Sans clé')
  })
})
