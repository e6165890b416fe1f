/** The whole dependency graph of the domain, readable at a glance. A module may import only what its line names, by its index or its paths. */
const modules = {
  moyens: [],
  acces: ['moyens'],
  dossiers: ['moyens', 'acces'],
  mesures: ['moyens', 'acces', 'dossiers'],
  agenda: ['moyens', 'acces', 'dossiers', 'mesures'],
  accompagnement: ['moyens', 'acces', 'dossiers', 'mesures', 'agenda'],
  magistrats: ['moyens', 'acces', 'dossiers', 'mesures', 'agenda', 'accompagnement'],
  synthese: ['moyens', 'acces', 'dossiers', 'mesures', 'agenda', 'accompagnement', 'magistrats'],
  echanges: ['moyens', 'acces', 'dossiers', 'mesures', 'agenda', 'accompagnement', 'magistrats'],
  demonstration: ['moyens', 'acces', 'dossiers', 'mesures', 'agenda', 'accompagnement', 'magistrats'],
}
const tests = ['\\.test\\.tsx?$', '^tests/']
const src = name => `^src/${name}/`
const error = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })
export default {
  forbidden: [
    ...Object.entries(modules).map(([name, allowed]) =>
      error(
        `${name}-allow-list`,
        `${name} may depend on: ${allowed.join(', ') || 'platform only'}`,
        { path: src(name), pathNot: tests },
        { path: '^src/', pathNot: [src(name), src('platform'), '\\.paths\\.ts$', ...allowed.map(a => `^src/${a}/index\\.ts$`)] },
      ),
    ),
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
      'rules-are-pure',
      'rules read values and return values: no SQL, HTTP, views, clock',
      { path: '\\.rules\\.ts$' },
      { pathNot: ['\\.rules\\.ts$', '\\.referentiel\\.ts$', '^src/platform/(refusal|date|law)\\.ts$'] },
    ),
    error(
      'sql-only-in-stores',
      'only stores talk SQL; the demonstration writes by COPY (ADR 0017)',
      {
        path: '^src/',
        pathNot: ['\\.store\\.ts$', '^src/platform/', '^src/cli/', '^src/demarrage\\.ts$', '^src/demonstration/', '/migrations/', ...tests],
      },
      { path: 'node_modules/(kysely|pg)/', dependencyTypesNot: ['type-only'] },
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
      { path: ['\\.(views|panels|routes|commands|forms)\\.tsx?$', '^src/platform/(http|interface)/'] },
    ),
    error(
      'no-cycles',
      'a cycle means a missing module or a misplaced noun',
      {},
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    ),
    error('no-test-in-production', 'production code does not import tests', { path: '^src/', pathNot: tests }, { path: tests }),
    error('no-unresolved', 'everything resolves', {}, { couldNotResolve: true }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'node', 'default'] },
  },
}
