import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Essai, nouvelEssai } from '../tests/base.ts'
import { CLES } from './acces/sceau.builder.ts'
import { direLesReprises } from './platform/db/reprises.ts'
import { scelleur, type Temoin } from './scellement.ts'

let e: Essai
const dossier = mkdtempSync(path.join(os.tmpdir(), 'fil-rouge-scellement-'))
beforeAll(async () => {
  e = await nouvelEssai()
})
afterAll(async () => {
  rmSync(dossier, { recursive: true })
  await e.fermer()
})

it('Un scellement qui ne finit pas lève l’alarme, une seule fois dite, et aucun autre ne commence avant sa fin', async () => {
  const [lancees, fin] = ['lancees', 'fin'].map(nom => path.join(dossier, nom))
  const commande = `echo x >> ${lancees}; while [ ! -e ${fin} ]; do sleep 0.05; done`
  await e.proprietaire.query(
    "INSERT INTO acces.journal_lecture (compte_id, route, a) SELECT id, '/essai', now() - interval '61 seconds' FROM acces.compte LIMIT 1",
  )
  const dits: string[] = []
  const temoin: Temoin = { enPanneDepuis: null }
  const dire = (texte: string) => dits.push(texte)
  const sceller = scelleur(e.base, { cles: CLES, dehors: { fichier: null, commande } }, temoin, {
    ...direLesReprises(e.base, dire),
    dire,
    direLeBon: dire,
  })
  sceller()
  await expect.poll(() => existsSync(lancees ?? '')).toBe(true)
  expect([temoin.enPanneDepuis, dits]).toEqual([null, []])
  sceller()
  sceller()
  expect(temoin.enPanneDepuis).toBeGreaterThan(Date.now() - 60_000)
  expect(dits).toEqual([
    expect.stringMatching(/^scellement des journaux : celui d’avant n’a pas fini/),
  ])
  writeFileSync(fin ?? '', '')
  await expect.poll(() => temoin.enPanneDepuis).toBe(null)
  expect(dits.slice(1)).toEqual(['Les sceaux sont de nouveau notés hors de la base.'])
  expect(readFileSync(lancees ?? '', 'utf8')).toBe('x\n')
})
