/**
 * The whole dependency graph of the domain, readable at a glance. A module may import only what its
 * line names, by its index or its paths.
 */
const lignes = {
  moyens: [],
  acces: [],
  dossiers: [],
  mesures: ['dossiers'],
  creneaux: [],
  messages: ['dossiers'],
  agenda: ['dossiers', 'mesures', 'creneaux', 'messages'],
  calendriers: ['dossiers', 'creneaux', 'agenda'],
  bex: ['dossiers', 'mesures', 'creneaux', 'messages', 'agenda'],
  observatoire: [],
  accompagnement: ['dossiers', 'mesures', 'agenda'],
  magistrats: ['dossiers', 'mesures', 'agenda', 'accompagnement'],
  echeances: ['dossiers', 'mesures', 'agenda', 'accompagnement', 'magistrats'],
  droit: ['dossiers', 'mesures', 'echeances'],
  synthese: [
    'dossiers',
    'mesures',
    'creneaux',
    'messages',
    'agenda',
    'calendriers',
    'bex',
    'accompagnement',
    'magistrats',
    'echeances',
  ],
  echanges: ['dossiers', 'mesures', 'agenda', 'accompagnement', 'magistrats', 'echeances'],
  demonstration: [
    'dossiers',
    'mesures',
    'creneaux',
    'messages',
    'agenda',
    'accompagnement',
    'magistrats',
    'echeances',
    'echanges',
    'synthese',
  ],
}
/** Who works where, and who may see what: below everything. */
const socle = { moyens: [], acces: ['moyens'] }
const modules = Object.fromEntries(
  Object.entries(lignes).map(([nom, siens]) => [
    nom,
    [...(socle[nom] ?? ['moyens', 'acces']), ...siens],
  ]),
)
const tests = ['\\.test\\.tsx?$', '^tests/']
const inventes = '\\.builder\\.tsx?$'
const src = name => `^src/${name}/`
const error = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })
const listes = Object.entries(modules).map(([name, allowed]) =>
  error(
    `${name}-allow-list`,
    `${name} may depend on: ${allowed.join(', ') || 'platform only'}`,
    { path: src(name), pathNot: tests },
    {
      path: '^src/',
      pathNot: [
        src(name),
        src('platform'),
        '\\.paths\\.ts$',
        // Which function does what is read by rules too, which read no index.
        ...(allowed.includes('moyens') ? ['^src/moyens/fonction\\.rules\\.ts$'] : []),
        ...allowed.map(a => `^src/${a}/index\\.ts$`),
      ],
    },
  ),
)
const roles = [
  error(
    'rules-are-pure',
    'rules read values and return values: no SQL, HTTP, views, clock',
    { path: '\\.rules\\.ts$' },
    {
      pathNot: [
        '\\.rules\\.ts$',
        '\\.referentiel\\.ts$',
        '^src/platform/(refusal|date|law|phrase|revele|a-qui|mots|passerelles/rfc-5321)\\.ts$',
        '^src/platform/db/',
      ],
    },
  ),
  error(
    'rules-read-only-types-of-the-database',
    'a rule may name a row, never fetch one',
    { path: '\\.rules\\.ts$' },
    { path: '^src/platform/db/', dependencyTypesNot: ['type-only'] },
  ),
  error(
    'forms-are-shapes',
    'a form knows zod, the rules and forms of its own module, and platform',
    { path: '^src/([^/]+)/.+\\.forms\\.ts$' },
    {
      pathNot: [
        'node_modules/zod/',
        '^src/$1/[^/]+\\.(rules|referentiel|forms)\\.ts$',
        '^src/platform/(?!db/|http/|interface/)',
      ],
    },
  ),
  error(
    'sql-only-in-stores',
    'only stores talk SQL; the demonstration writes by COPY (ADR 0017)',
    {
      path: '^src/',
      pathNot: [
        '\\.store\\.ts$',
        '^src/platform/',
        '^src/cli/',
        '^src/demarrage\\.ts$',
        '^src/demonstration/',
        '/migrations/',
        ...tests,
      ],
    },
    { path: 'node_modules/(kysely|pg|pg-copy-streams)/|node_modules/@types/pg' },
  ),
  error(
    'views-are-dumb',
    'views receive values; type-only imports of stores are fine',
    { path: '\\.(views|panels)\\.tsx$' },
    { path: '\\.(store|commands|routes)\\.tsx?$', dependencyTypesNot: ['type-only'] },
  ),
  error(
    'stores-know-no-screen',
    'a store has no view and no HTTP',
    { path: '\\.store\\.ts$', pathNot: ['^src/acces/session\\.store'] },
    {
      path: ['\\.(views|panels|routes|commands|forms)\\.tsx?$', '^src/platform/(http|interface)/'],
    },
  ),
]
const generales = [
  error(
    'known-modules',
    'a folder of src has its line in the table',
    { path: `^src/(?!(${[...Object.keys(modules), 'platform', 'cli'].join('|')})/)[^/]+/` },
    {},
  ),
  error(
    'platform-knows-no-domain',
    'platform code must not know the domain',
    { path: src('platform'), pathNot: tests },
    { path: '^src/(?!platform/)' },
  ),
  error(
    'no-cycles',
    'a cycle means a missing module or a misplaced noun',
    {},
    { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  ),
  error(
    'no-test-in-production',
    'production code imports neither tests nor fictional cases',
    { path: '^src/', pathNot: [...tests, inventes] },
    { path: [...tests, inventes] },
  ),
  error('no-unresolved', 'everything resolves', {}, { couldNotResolve: true }),
]
export default {
  forbidden: [...listes, ...roles, ...generales],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
    },
  },
}
