import { defineConfig } from 'vitest/config'

/** These put something of their own in the place of a module: they have a process each. The others share one, where the application is read once. */
const aPart = ['tests/invariants/inconnu.test.ts', 'tests/invariants/mots.test.ts']
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
      { extends: true, test: { name: 'unite', include: unite, exclude: aPart, isolate: false } },
      { extends: true, test: { name: 'a-part', include: aPart } },
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
