import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { commandes, lancer } from './commandes.ts'

const dossier = mkdtempSync(path.join(os.tmpdir(), 'fil-rouge-commandes-'))
afterAll(() => rmSync(dossier, { recursive: true, force: true }))
let dit = ''
beforeEach(() => {
  dit = ''
  const noter = (texte: unknown) => {
    dit += `${texte}\n`
  }
  vi.spyOn(console, 'log').mockImplementation(noter)
  vi.spyOn(console, 'error').mockImplementation(noter)
  for (const nom of ['DATABASE_URL', 'DATABASE_OWNER_URL', 'NODE_ENV']) vi.stubEnv(nom, '')
  vi.stubEnv('FIL_ROUGE_DIR', dossier)
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
})
const noms = Object.keys(commandes)
const dansLeDossier = () => readdirSync(dossier)

describe('fil-rouge', () => {
  it('son aide nomme chaque commande, et chaque fichier de commande en est une', async () => {
    expect(await lancer(['--help'])).toBe(0)
    for (const nom of noms) expect(dit).toMatch(new RegExp(`^  ${nom} +\\S`, 'm'))
    const autres = new Set([
      'abandon.ts',
      'commande.ts',
      'commandes.ts',
      'fil-rouge.ts',
      'terminal.ts',
      'textes.ts',
    ])
    const fichiers = readdirSync(import.meta.dirname).filter(
      f => !f.endsWith('.test.ts') && !autres.has(f),
    )
    const source = readFileSync(path.join(import.meta.dirname, 'commandes.ts'), 'utf8')
    expect(fichiers.filter(f => !source.includes(`import('./${f}')`))).toEqual([])
    expect(fichiers).toHaveLength(noms.length)
  })
  it.each(noms)('%s --help dit comment l’appeler, sans base et sans rien faire', async nom => {
    expect(await lancer([nom, '--help'])).toBe(0)
    expect(dit).toMatch(new RegExp(`^Usage : fil-rouge ${nom}`))
    expect(dit.split('\n').length).toBeGreaterThan(3)
    expect(dansLeDossier()).toEqual([])
  })
  it.each([
    [[], /^Quelle commande \?\nUsage : fil-rouge <commande>/],
    [['migre'], /^Commande inconnue : migre\./],
    [['constructor'], /^Commande inconnue : constructor\./],
    [['sceller', '--vite'], /^Option inconnue : --vite\.\nUsage : fil-rouge sceller/],
    [['effacer', 'FR-2020-0000123', '--motif'], /^L’option --motif est mal remplie\./],
    [['effacer'], /^Quel dossier \?/],
    [['effacer', 'FR-2020-0000123'], /^Pour quel motif \?/],
    [['exporter', 'export.csv'], /finit par \.zip/],
    [['exporter', 'export.zip'], /^Pour quel motif \?/],
    [['importer'], /^Quel fichier \?/],
    [['generer', '--dossiers', 'mille'], /^Combien \?/],
    [['administrateur', 'Jeanne', 'Martin'], /^Attendu : un prénom/],
    [['droit', '--le', '2026-02-31'], /n’est pas un jour/],
    [['droit', '--mesure', 'toString'], /^Mesures : /],
    [['droit', '--referentiel', 'autre'], /droit ou egip/],
  ] as [string[], RegExp][])(
    'mal appelée, %j le dit en français et finit par 2',
    async (args, attendu) => {
      expect(await lancer(args)).toBe(2)
      expect(dit).toMatch(attendu)
    },
  )
  it.each([
    ['administrateur Jeanne Martin jeanne@exemple.fr', /indiquez DATABASE_OWNER_URL/],
    ['migrer', /DATABASE_OWNER_URL/],
    ['echeances', /^Quelle base \? Indiquez DATABASE_OWNER_URL/],
    ['droit:simuler', /^Quelle base \?/],
    ['effacer FR-2020-0000123 --motif essai', /^Quelle base \?/],
    ['sceller', /^Quelle base \? Indiquez DATABASE_URL/],
    ['importer absent.csv', /n’existe pas/],
  ])('sans base indiquée, « %s » la demande, et n’en crée aucune', async (ligne, attendu) => {
    expect(await lancer(ligne.split(' '))).toBe(1)
    expect(dit).toMatch(attendu)
    expect(dansLeDossier()).toEqual([])
  })
  it('un export qui est là n’est pas remplacé sans --remplacer, et reste', async () => {
    const fichier = path.join(dossier, 'export.zip')
    writeFileSync(fichier, 'le bon')
    const args = ['exporter', fichier, '--motif', 'essai']
    expect(await lancer(args)).toBe(1)
    expect(dit).toMatch(/export\.zip » existe déjà : donnez un autre nom, ou --remplacer/)
    dit = ''
    expect(await lancer([...args, '--remplacer'])).toBe(1)
    expect(dit).toMatch(/^Quelle base \?/)
    expect([readFileSync(fichier, 'utf8'), dansLeDossier()]).toEqual(['le bon', ['export.zip']])
    rmSync(fichier)
  })
  it('une variable mal écrite est dite avant toute commande, qui se fait quand même', async () => {
    vi.stubEnv('FIL_ROUGE_CONEXIONS', '40')
    expect(await lancer(['droit', '--le', '2026-01-01', '--mesure', 'tig'])).toBe(0)
    expect(dit).toMatch(/^FIL_ROUGE_CONEXIONS : .* Vouliez-vous « FIL_ROUGE_CONNEXIONS » \?\n/)
  })
  it('ce que le système refuse se dit en français, avec la variable à corriger', async () => {
    vi.stubEnv('FIL_ROUGE_TEXTES', path.join(dossier, 'absent'))
    expect(await lancer(['droit:verifier'])).toBe(1)
    expect(dit).toMatch(
      /index\.tsv » \(FIL_ROUGE_TEXTES\) ne peut pas s’ouvrir, son dossier n’existe pas : créez /,
    )
    vi.stubEnv('FIL_ROUGE_DIR', import.meta.filename)
    expect(await lancer(['generer', '--dossiers', '1'])).toBe(1)
    expect(dit).toMatch(
      /commandes\.test\.ts » \(FIL_ROUGE_DIR\) existe déjà, et n’est pas un dossier/,
    )
  })
  it('l’adresse de l’application ne suffit pas à ce que le propriétaire fait, en production', async () => {
    vi.stubEnv('NODE_ENV', 'production')
    vi.stubEnv('DATABASE_URL', 'postgres://a:b@127.0.0.1:1/c')
    for (const ligne of [['migrer'], ['echeances'], ['administrateur', 'A', 'B', 'a@b.fr']])
      expect(await lancer(ligne)).toBe(1)
    expect(dit.match(/DATABASE_OWNER_URL/g)).toHaveLength(3)
  })
  it('celle du propriétaire suffit seule, sans le reste de l’environnement de production', async () => {
    vi.stubEnv('NODE_ENV', 'production')
    vi.stubEnv('DATABASE_OWNER_URL', 'postgres://a:b@127.0.0.1:1/c')
    vi.stubEnv('FIL_ROUGE_ATTENTE_BASE', '0')
    for (const ligne of [['migrer'], ['echeances'], ['administrateur', 'A', 'B', 'a@b.fr']])
      expect(await lancer(ligne)).toBe(1)
    expect(dit.match(/Rien ne répond à 127\.0\.0\.1:1/g)).toHaveLength(3)
  })
})
