import { afterAll, beforeAll, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from './testing/test-database.ts'

let test: TestDatabase
beforeAll(async () => {
  test = await testDatabase()
})
afterAll(() => test.drop())

/** Tables that are no agency's. */
const EXCEPTIONS = ['_prisma_migrations', 'agencies']

interface Key {
  name: string
  owner: string
  kind: 'p' | 'f'
  columns: string[]
  target: string | null
  target_columns: string[] | null
}

const keys = () =>
  test.database.query<Key>(
    `SELECT c.conname AS name, t.relname AS owner, c.contype AS kind, r.relname AS target,
       ARRAY(SELECT a.attname::text FROM unnest(c.conkey) WITH ORDINALITY AS k(n, i)
         JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.n ORDER BY k.i) AS columns,
       ARRAY(SELECT a.attname::text FROM unnest(c.confkey) WITH ORDINALITY AS k(n, i)
         JOIN pg_attribute a ON a.attrelid = c.confrelid AND a.attnum = k.n ORDER BY k.i) AS target_columns
     FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid JOIN pg_namespace s ON s.oid = t.relnamespace
     LEFT JOIN pg_class r ON r.oid = c.confrelid
     WHERE s.nspname = 'public' AND c.contype IN ('p', 'f')`,
  )

it('finds the agency first in every primary key', async () => {
  const primary = (await keys()).filter(({ kind }) => kind === 'p')
  expect(primary.length).toBeGreaterThan(25)
  expect(
    primary
      .filter(({ columns }) => columns[0] !== 'agency_id')
      .map(({ owner }) => owner)
      .sort(),
  ).toEqual(EXCEPTIONS)
})

it('finds the agency in every foreign key, pointing at the agency of the other side', async () => {
  const foreign = (await keys()).filter(({ kind }) => kind === 'f')
  expect(foreign.length).toBeGreaterThan(25)
  const bad = foreign.filter(({ columns, target, target_columns }) => {
    const at = columns.indexOf('agency_id')
    return target_columns?.[at] !== (target === 'agencies' ? 'id' : 'agency_id')
  })
  expect(bad.map(({ name }) => name)).toEqual([])
})

it('finds a primary key on every table, and the agency in every table but the exceptions', async () => {
  const tables = await test.database.query<{ name: string; has_agency: boolean; has_key: boolean }>(
    `SELECT t.relname AS name,
       EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = t.oid AND a.attname = 'agency_id' AND a.attnotnull) AS has_agency,
       EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = t.oid AND c.contype = 'p') AS has_key
     FROM pg_class t JOIN pg_namespace s ON s.oid = t.relnamespace
     WHERE s.nspname = 'public' AND t.relkind IN ('r', 'p')`,
  )
  expect(tables.filter(({ has_key }) => !has_key)).toEqual([])
  expect(
    tables
      .filter(({ has_agency }) => !has_agency)
      .map(({ name }) => name)
      .sort(),
  ).toEqual(EXCEPTIONS)
})

it('finds the agency first in every unique index, but where the door finds a source, and a desk a workspace, before it is known whose it is', async () => {
  const unique = await test.database.query<{ name: string; first: string }>(
    `SELECT i.relname AS name, a.attname::text AS first FROM pg_index x
     JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid
     JOIN pg_namespace s ON s.oid = t.relnamespace
     JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = x.indkey[0]
     WHERE s.nspname = 'public' AND x.indisunique AND t.relname <> ALL ($1)`,
    [EXCEPTIONS],
  )
  const without = unique.filter(({ first }) => first !== 'agency_id').map(({ name }) => name)
  expect(without.sort()).toEqual(['event_sources_id_key', 'workspaces_one_agency'])
})
