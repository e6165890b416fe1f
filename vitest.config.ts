import { defineConfig } from 'vitest/config'

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    globalSetup: ['tests/base.setup.ts'],
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    reporters: ['default', ['json', { outputFile: '.cache/vitest.json' }]],
    projects: [
      { extends: true, test: { name: 'unite', include: ['src/**/*.test.{ts,tsx}', 'tests/*.test.ts', 'tests/invariants/*.test.ts'] } },
      { extends: true, test: { name: 'parcours', include: ['tests/parcours/*.test.ts'], testTimeout: 120_000, fileParallelism: false } },
    ],
  },
})
