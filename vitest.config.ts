import { defineConfig } from 'vitest/config'

const everywhere = ['src', 'adapters', 'jobs', 'manifests', 'prisma', 'bench']
const named = (kind: string) => everywhere.map((folder) => `${folder}/**/*.${kind}.ts`)
const limits = { pool: 'forks' as const, testTimeout: 30_000, hookTimeout: 60_000, teardownTimeout: 30_000 }

/** `npm test` runs `unit`, which needs nothing but `npm ci`; `all` adds what needs Chromium, Redis or Debian's PostgreSQL. */
export default defineConfig({
  test: {
    maxWorkers: 2,
    // Here and not in the projects, so that both share one server.
    globalSetup: ['src/database/testing/global-setup.ts'],
    projects: [
      // One loaded module graph for each worker: files keep their state to themselves, and loading it anew for each was a
      // quarter of the time.
      { test: { ...limits, isolate: false, name: 'unit', include: named('test'), exclude: named('all.test') } },
      { test: { ...limits, name: 'all', include: named('all.test') } },
    ],
  },
})
