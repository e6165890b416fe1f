import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { afterAll, expect, it } from 'vitest'
import { restaurer } from './index.ts'

const dossier = mkdtempSync(path.join(os.tmpdir(), 'fil-rouge-zips-'))
afterAll(() => rmSync(dossier, { recursive: true }))
const entier = zipSync({ 'manifeste.json': strToU8(JSON.stringify({ version: 2, tables: [] })) })

it.each([
  ['vide', new Uint8Array(), /vide\.zip » est vide\. Recopiez-le/],
  ['coupé', entier.subarray(0, entier.length - 20), /coupé\.zip » n’est pas un zip entier/],
  ['texte', strToU8('Bonjour'), /texte\.zip » n’est pas un zip entier.* Rien n’a été écrit\.$/],
  [
    'autre',
    zipSync({ 'lettre.txt': strToU8('Bonjour') }),
    /^Ce zip n’est pas un export de Fil rouge/,
  ],
])(
  'Un fichier qui n’est pas un export entier est refusé en français, avant toute base : %s',
  async (nom, octets, attendu) => {
    const faux = path.join(dossier, `${nom}.zip`)
    writeFileSync(faux, octets)
    await expect(restaurer('postgres://personne@127.0.0.1:9/rien', faux)).rejects.toThrow(attendu)
  },
)
