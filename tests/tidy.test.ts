import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { conversions, nomDe, nomsTropCourts, parametresEnTrop } from '../scripts/ecriture.ts'

const racine = fileURLToPath(new URL('../', import.meta.url))
const fichiers = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], {
  cwd: racine,
  encoding: 'utf8',
})
  .trim()
  .split('\n')
  .filter(f => existsSync(`${racine}${f}`))
type Fichier = { chemin: string; texte: string }
const lire = (chemin: string): Fichier => ({
  chemin,
  texte: readFileSync(`${racine}${chemin}`, 'utf8'),
})
const sources = fichiers
  .filter(f => /\.(tsx?|mjs)$/.test(f) && !f.endsWith('.generated.ts'))
  .map(lire)
const textes = [
  ...sources,
  ...fichiers
    .filter(f => /\.(md|json|typ|css)$|^\.ci\//.test(f) && f !== 'package-lock.json')
    .map(lire),
]

/**
 * What is still over the limits, and by how much at most: it is cut by noun, and the list only
 * shrinks (ADR 0018).
 */
const aCouper: Record<string, number> = JSON.parse(lire('tests/a-couper.json').texte)
/** Markup, lists of routes and dated values are counted apart (ADR 0018, ADR 0038). */
const longueurPermise = (chemin: string): number => {
  if (chemin.endsWith('.referentiel.ts')) return 200
  return chemin.endsWith('x') ? 100 : 60
}
/** Lines of a file; the cases of law are one file, which a jurist extends (ADR 0044). */
function lignesPermises(chemin: string): number {
  if (chemin === 'src/droit/cas.referentiel.ts') return 1700
  const permises = chemin.endsWith('.referentiel.ts') ? 500 : 300
  return Math.max(permises, aCouper[chemin] ?? 0) + 1
}
function fonctionsLongues({ chemin, texte }: Fichier): string[] {
  const source = ts.createSourceFile(
    chemin,
    texte,
    ts.ScriptTarget.Latest,
    true,
    chemin.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS,
  )
  const trop: string[] = []
  const ligne = (p: number) => source.getLineAndCharacterOfPosition(p).line
  const visiter = (n: ts.Node): void => {
    if (ts.isFunctionLike(n) && 'body' in n && n.body) {
      const longueur = ligne(n.end) - ligne(n.getStart()) + 1
      const nom = `${chemin}#${nomDe(n)}`
      if (longueur > Math.max(longueurPermise(chemin), aCouper[nom] ?? 0))
        trop.push(`${nom} fait ${longueur} lignes`)
    }
    ts.forEachChild(n, visiter)
  }
  visiter(source)
  return trop
}
/**
 * Each test must assert: a call whose callee begins with `expect` (or our own `accessible`) inside
 * it.
 */
function testsMuets({ chemin, texte }: Fichier): string[] {
  const source = ts.createSourceFile(chemin, texte, ts.ScriptTarget.Latest, true)
  const muets: string[] = []
  const visiter = (n: ts.Node): void => {
    if (
      ts.isCallExpression(n) &&
      /^it(\.each\([\s\S]*\))?( as const)?$/.test(n.expression.getText().replace(/\s+/g, ' ')) &&
      n.arguments.length >= 2
    ) {
      if (!/\b(expect|accessible|fc\.assert)\(/.test(n.getText()))
        muets.push(`${chemin} : ${n.arguments[0]?.getText()}`)
    }
    ts.forEachChild(n, visiter)
  }
  visiter(source)
  return muets
}
const si = (faute: boolean, chemin: string) => (faute ? [chemin] : [])
const enSrc = (f: Fichier) => f.chemin.startsWith('src/')

/**
 * Folders of somebody's machine, hosts and tools: put together here, so that this file does not
 * hold what it forbids.
 */
const dossiersDAilleurs = ['work', 'root', 'home', 'Users'].map(d => `/${d}/`)
const outils = ['chat' + 'gpt', 'clau' + 'de', 'copi' + 'lot', 'sub' + 'agent'].map(
  o => `\\b${o}\\b`,
)
const ETRANGERS = new RegExp(
  [...dossiersDAilleurs, ['registry', 'npmjs'].join('\\.'), ...outils].join('|'),
  'i',
)

/** What the name of a file says that it holds: CONTRIBUTING defines each, with an example. */
const ROLES =
  /\.(commands|ecran|examen|faits|forms|gestes|jobs|lecture|panels|paths|pdf|reactions|referentiel|routes|rules|store|views|builder|test)\.tsx?$|\/index\.ts$/
/** The table of rights. */
const SANS_ROLE = /^src\/acces\/permissions\.ts$/
/** How many `as` there are in src, `as const` aside: the number only goes down. */
const CONVERSIONS = 353

/** Each rule, the files that it looks at, what it finds, and a bad sample that it must find. */
const regles: { nom: string; sur: Fichier[]; fautes(f: Fichier): string[]; mauvais: Fichier }[] = [
  {
    nom: 'Une fonction a au plus 60 lignes (100 pour le balisage, ADR 0018 ; 200 pour les valeurs de la loi, ADR 0038)',
    sur: sources.filter(f => enSrc(f) && !/\/migrations\/|\.test\.tsx?$/.test(f.chemin)),
    fautes: fonctionsLongues,
    mauvais: { chemin: 'src/x.ts', texte: `function f() {\n${'  a()\n'.repeat(80)}}` },
  },
  {
    nom: 'Un fichier a au plus 300 lignes (500 pour les valeurs de la loi, ADR 0038 ; celui des cas de droit est un, ADR 0044)',
    sur: sources.filter(enSrc),
    fautes: f => si(f.texte.split('\n').length > lignesPermises(f.chemin), f.chemin),
    mauvais: { chemin: 'src/x.ts', texte: '\n'.repeat(400) },
  },
  {
    nom: 'Un nom d’une lettre ne se voit pas au-delà de dix lignes (i, x, y mis à part)',
    sur: sources.filter(f => enSrc(f) && !/\/migrations\/|\.test\.tsx?$/.test(f.chemin)),
    fautes: f => nomsTropCourts(f.chemin, f.texte),
    mauvais: { chemin: 'src/x.ts', texte: `function f(d) {\n${'  a()\n'.repeat(10)}}` },
  },
  {
    nom: 'Une fonction a au plus quatre paramètres : au-delà, un objet les nomme',
    sur: sources.filter(
      f => enSrc(f) && !/\/migrations\/|\/referentiel\/|\.test\.tsx?$/.test(f.chemin),
    ),
    fautes: f =>
      parametresEnTrop(f.chemin, f.texte)
        .filter(({ nom }) => !(`${f.chemin}#${nom}()` in aCouper))
        .map(({ nom, nombre }) => `${f.chemin}#${nom}() en a ${nombre}`),
    mauvais: { chemin: 'src/x.ts', texte: 'function f(un, deux, trois, quatre, cinq) {}' },
  },
  {
    nom: 'Le nom d’un fichier dit son rôle (liste fermée, dans CONTRIBUTING)',
    sur: sources.filter(f =>
      /^src\/(?!platform\/|cli\/|demonstration\/)[^/]+\/(?!migrations\/)/.test(f.chemin),
    ),
    fautes: f => si(!ROLES.test(f.chemin) && !SANS_ROLE.test(f.chemin), f.chemin),
    mauvais: { chemin: 'src/dossiers/outils.ts', texte: '' },
  },
  {
    nom: 'Aucun dossier utils, helpers, common, shared, services, managers',
    sur: sources,
    fautes: f =>
      si(/(^|\/)(utils|helpers|common|shared|services|managers)\//.test(f.chemin), f.chemin),
    mauvais: { chemin: 'src/utils/x.ts', texte: '' },
  },
  {
    nom: 'Les chemins sont en ASCII, en minuscules et avec des tirets',
    sur: sources.filter(enSrc),
    fautes: f =>
      si(
        !/^[a-z0-9/._-]+$/.test(f.chemin) && !/migrations\/\d{8}T\d{4}_\w+\.ts$/.test(f.chemin),
        f.chemin,
      ),
    mauvais: { chemin: 'src/Échéance.ts', texte: '' },
  },
  {
    nom: 'Chaque fichier de règles cite une source (art., charte, terrain, ADR)',
    sur: sources.filter(f => f.chemin.endsWith('.rules.ts')),
    fautes: f => si(!/art\.|charte C?\d|\(C\d|terrain §|ADR \d{4}/.test(f.texte), f.chemin),
    mauvais: { chemin: 'src/x.rules.ts', texte: 'export const a = 1' },
  },
  {
    nom: 'Aucune règle ne lit l’horloge',
    sur: sources.filter(f => /\.(rules|referentiel)\.ts$/.test(f.chemin)),
    fautes: f => si(/new Date\(|Date\.now|Temporal\.Now/.test(f.texte), f.chemin),
    mauvais: { chemin: 'src/x.rules.ts', texte: 'const a = new Date()' },
  },
  {
    nom: 'Aucune tâche laissée sans décision',
    sur: sources.filter(f => !f.chemin.startsWith('tests/tidy')),
    fautes: f => si(/\b(TODO|FIXME|XXX)\b/.test(f.texte), f.chemin),
    mauvais: { chemin: 'src/x.ts', texte: '// TODO later' },
  },
  {
    nom: 'Aucun test isolé ou sauté',
    sur: sources.filter(f => /\.test\.tsx?$/.test(f.chemin) && !f.chemin.startsWith('tests/tidy')),
    fautes: f => si(/\b(it|describe|test)\.(only|skip|todo)\b/.test(f.texte), f.chemin),
    mauvais: { chemin: 'x.test.ts', texte: 'it.only("x", () => {})' },
  },
  {
    nom: 'Chaque test affirme quelque chose',
    sur: sources.filter(f => /\.test\.tsx?$/.test(f.chemin)),
    fautes: testsMuets,
    mauvais: { chemin: 'x.test.ts', texte: 'it("rien", () => { faire() })' },
  },
  {
    nom: 'Le HTML brut reste dans platform/interface',
    sur: sources.filter(f => enSrc(f) && !f.chemin.startsWith('src/platform/interface/')),
    fautes: f => si(f.texte.includes('dangerouslySetInnerHTML'), f.chemin),
    mauvais: { chemin: 'src/x.tsx', texte: '<p dangerouslySetInnerHTML={x} />' },
  },
  {
    nom: 'Ce qu’une transaction dit d’elle-même ne se pose que dans platform/db/contexte.ts',
    sur: sources.filter(
      f =>
        enSrc(f) &&
        !/\/migrations\/|\.test\.tsx?$/.test(f.chemin) &&
        f.chemin !== 'src/platform/db/contexte.ts',
    ),
    fautes: f => si(/set_config|current_setting/.test(f.texte), f.chemin),
    mauvais: {
      chemin: 'src/x.store.ts',
      texte: "sql`SELECT set_config('fil_rouge.geste', '', true)`",
    },
  },
  {
    nom: 'Une connexion à la base ne s’ouvre que par platform/db/client.ts : elle dit ses réglages (ADR 0051), et rien ne vient de PGHOST (ADR 0012)',
    sur: sources.filter(
      f => /^(src|bench|scripts)\//.test(f.chemin) && !f.chemin.endsWith('.test.ts'),
    ),
    fautes: f =>
      si(
        f.chemin !== 'src/platform/db/client.ts' && /new (pg\.)?(Client|Pool)\(/.test(f.texte),
        f.chemin,
      ),
    mauvais: { chemin: 'src/x.store.ts', texte: 'new pg.Pool({ connectionString: url })' },
  },
  {
    nom: 'Un nom se range comme dans un dictionnaire français, quelle que soit la langue du serveur (ADR 0028)',
    sur: sources.filter(f => /\.store\.ts$/.test(f.chemin)),
    fautes: f =>
      si(
        /orderBy\('[\w.]*(nom|ville|libelle)\w*'|ORDER BY[^`)]*\b\w*(nom|ville|libelle)\w*\b(?! COLLATE)/i.test(
          f.texte,
        ),
        f.chemin,
      ),
    mauvais: {
      chemin: 'src/x.store.ts',
      texte: "db(tx).selectFrom('moyens.vAgent').orderBy('nomComplet')",
    },
  },
  {
    nom: 'Un mot que le code compare à une colonne est écrit dans la requête, non envoyé avec elle (ADR 0028)',
    sur: sources.filter(f => f.chemin.endsWith('.store.ts')),
    fautes: f =>
      [
        ...f.texte.matchAll(/, '(?:=|<>|in|not in)', (?:\['[a-z_]+'|(?:'[a-z_]+'|true|false)\))/g),
      ].map(([vu]) => f.chemin + vu),
    mauvais: { chemin: 'src/x.store.ts', texte: "q.where('c.etat', '=', 'prevue')" },
  },
  {
    nom: 'Aucun style en ligne : la CSP l’interdit',
    sur: sources.filter(
      f => f.chemin.endsWith('.tsx') && enSrc(f) && !f.chemin.endsWith('.test.tsx'),
    ),
    fautes: f => si(/\sstyle=/.test(f.texte), f.chemin),
    mauvais: { chemin: 'src/x.tsx', texte: '<p style="color:red" />' },
  },
  {
    nom: 'À l’écran on dit convocation',
    sur: sources.filter(
      f => enSrc(f) && /\.(views|panels|rules|referentiel|pdf)\.tsx?$/.test(f.chemin),
    ),
    fautes: f => si(/\brdv\b|rendez-vous/i.test(f.texte), f.chemin),
    mauvais: { chemin: 'src/x.views.tsx', texte: 'Prendre rendez-vous' },
  },
  {
    nom: 'Le projet ne parle que de lui-même',
    sur: textes.filter(f => !f.chemin.startsWith('tests/tidy')),
    fautes: f => si(ETRANGERS.test(f.texte), f.chemin),
    mauvais: { chemin: 'x.md', texte: `voir ${['', 'work', 'main'].join('/')}` },
  },
]

/** Every module has its page and its line in the graph. */
function modulesSansPage(chemins: string[], graphe: string): string[] {
  const modules = [...new Set(chemins.flatMap(f => /^src\/([\w-]+)\//.exec(f)?.[1] ?? []))].filter(
    m => m !== 'cli',
  )
  return [
    ...modules.filter(m => !chemins.includes(`src/${m}/README.md`)).map(m => `${m} : sans README`),
    ...modules
      .filter(m => m !== 'platform' && !new RegExp(`^  '?${m}'?: \\[`, 'm').test(graphe))
      .map(m => `${m} : sans ligne dans le graphe`),
  ]
}
/** Every table is in the glossary, under its SQL name; published views are reads of these. */
function tablesInconnues(schema: string, glossaire: string): string[] {
  const serpent = (nom: string) => nom.replace(/[A-Z]/g, lettre => `_${lettre.toLowerCase()}`)
  const tables = [...schema.matchAll(/^ {2}"?(\w+\.\w+)"?: \w+;$/gm)]
    .map(([, nom = '']) => serpent(nom))
    .filter(nom => !nom.includes('.v_'))
  return tables.length === 0
    ? ['aucune table lue']
    : tables.filter(nom => !glossaire.includes(`\`${nom}\``))
}
/**
 * A migration is named by minute, module and noun, a decision by four digits; no two share a
 * number.
 */
function malNumerotes(chemins: string[]): string[] {
  const vus = new Set<string>()
  return chemins.flatMap(chemin => {
    const [, module = '', nom = ''] =
      /^src\/([^/]+)\/(?:.+\/)?migrations\/([^/]+)$/.exec(chemin) ?? []
    const adr = /^docs\/adr\/(.+)$/.exec(chemin)?.[1]
    if (!module && !adr) return []
    const motif = adr
      ? /^(\d{4})-[a-z0-9-]+\.md$/
      : new RegExp(`^(\\d{8}T\\d{4})_${module.replaceAll('-', '_')}_[a-z_]+\\.ts$`)
    const numero = motif.exec(adr ?? nom)?.[1]
    const juste = numero !== undefined && !vus.has(numero)
    if (numero) vus.add(numero)
    return juste ? [] : [chemin]
  })
}

/** A refusal that no test names is a wish. */
function refusSansTest(regles: Fichier[], tests: Fichier[]): string[] {
  const dits = tests.map(t => t.texte).join('\n')
  return regles.flatMap(({ chemin, texte }) =>
    [...texte.matchAll(/^export (?:const|function) (refus\w+)/gm)].flatMap(([, nom = '']) =>
      new RegExp(`\\b${nom}\\b`).test(dits) ? [] : [`${chemin} : ${nom}`],
    ),
  )
}

describe('Les règles de la maison', () => {
  it.each(regles)('$nom', ({ sur, fautes, mauvais }) => {
    expect(sur.length).toBeGreaterThan(0)
    expect(sur.flatMap(fautes)).toEqual([])
    expect(fautes(mauvais).length, 'la règle doit trouver le mauvais exemple').toBeGreaterThan(0)
  })
  it('Le code dit de moins en moins qu’une valeur est d’un autre type', () => {
    const siennes = sources.filter(f => enSrc(f) && !/\/migrations\/|\.test\.tsx?$/.test(f.chemin))
    const nombre = siennes.reduce((total, f) => total + conversions(f.chemin, f.texte), 0)
    expect(nombre).toBeLessThanOrEqual(CONVERSIONS)
    expect(conversions('x.ts', 'const a = b as unknown as C; const d = [e] as const')).toBe(2)
  })
  it('Chaque module a sa page et sa ligne dans le graphe', () => {
    const graphe = lire('.dependency-cruiser.mjs').texte
    expect(modulesSansPage(fichiers, graphe)).toEqual([])
    expect(modulesSansPage(['src/tig/index.ts'], graphe)).toEqual([
      'tig : sans README',
      'tig : sans ligne dans le graphe',
    ])
  })
  it('Chaque paquet qui lance un script à son installation est déclaré, par son nom : le verrou en fixe la version et l’empreinte', () => {
    type Paquet = { hasInstallScript?: boolean; integrity?: string }
    const { packages } = JSON.parse(readFileSync(`${racine}package-lock.json`, 'utf8')) as {
      packages: Record<string, Paquet>
    }
    const { allowScripts } = JSON.parse(lire('package.json').texte) as {
      allowScripts: Record<string, boolean>
    }
    const avecScript = Object.entries(packages).filter(([, p]) => p.hasInstallScript)
    expect(avecScript.every(([, p]) => p.integrity)).toBe(true)
    expect(avecScript.map(([chemin]) => chemin.replace(/^.*node_modules\//, '')).sort()).toEqual(
      Object.keys(allowScripts).sort(),
    )
  })
  it('Chaque refus est nommé par un test', () => {
    const regles = sources.filter(f => f.chemin.endsWith('.rules.ts'))
    const tests = sources.filter(f => f.chemin.endsWith('.rules.test.ts'))
    expect(regles.length).toBeGreaterThan(5)
    expect(refusSansTest(regles, tests)).toEqual([])
    expect(
      refusSansTest([{ chemin: 'x.rules.ts', texte: 'export const refusDeRien = 1' }], tests),
    ).toEqual(['x.rules.ts : refusDeRien'])
  })
  it('Chaque table est au glossaire', () => {
    const schema = lire('src/platform/db/schema.generated.ts').texte
    expect(tablesInconnues(schema, lire('docs/glossaire.md').texte)).toEqual([])
    expect(
      tablesInconnues('  "agenda.etatDeJour": X;\n  "agenda.vJour": Y;', '`agenda.etat`'),
    ).toEqual(['agenda.etat_de_jour'])
    expect(tablesInconnues('', '')).not.toEqual([])
  })
  it('Chaque migration et chaque décision a son nom et son numéro', () => {
    expect(malNumerotes(fichiers)).toEqual([])
    const dans = 'src/agenda/migrations/'
    const mauvais = [
      `${dans}001_agenda_a.ts`,
      `${dans}20261124T1005_mesures_a.ts`,
      'docs/adr/un-choix.md',
    ]
    const doubles = [
      `${dans}20261124T1005_agenda_a.ts`,
      `${dans}20261124T1005_agenda_b.ts`,
      'docs/adr/0001-a.md',
      'docs/adr/0001-b.md',
    ]
    expect(malNumerotes([...mauvais, ...doubles])).toEqual([...mauvais, doubles[1], doubles[3]])
  })
})
