import { pino } from 'pino'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from './testing/test-database.ts'

const REPLY = 'see you at the lighthouse'

let made: TestDatabase
beforeAll(async () => {
  made = await testDatabase()
  await made.database.query(`CREATE TABLE said (
    id uuid, text text CHECK (length(text) < 5), at timestamptz, n int, UNIQUE (n) DEFERRABLE INITIALLY DEFERRED)`)
  await made.database.query(`CREATE FUNCTION repeat_it(text) RETURNS int LANGUAGE plpgsql AS
    $$ BEGIN EXECUTE 'SELECT ' || quote_literal($1) || '::int'; RETURN 1; END $$`)
})
afterAll(() => made.drop())

/** What a log says of the error that `work` ends with, stack and causes included. */
async function logged(work: Promise<unknown>): Promise<string> {
  const lines: string[] = []
  const log = pino({ base: null }, { write: (line: string) => void lines.push(line) })
  await work.then(
    () => expect.unreachable('the statement fails'),
    (error) => log.error({ err: error }, 'request failed'),
  )
  return lines.join('')
}

it.each<[string, string, string]>([
  ['a broken CHECK', 'INSERT INTO said (text) VALUES ($1)', '"constraint":"said_text_check"'],
  ['text where an id is expected', 'INSERT INTO said (id) VALUES ($1)', 'invalid input syntax for type uuid'],
  ['text where a time is expected', 'INSERT INTO said (at) VALUES ($1)', '"code":"22007"'],
  ['text where JSON is expected', 'SELECT $1::json', 'invalid input syntax for type json'],
  ['a value in the middle of quotes', `SELECT ('{"' || $1 || '": ')::json`, '"code":"22P02"'],
  ['a statement inside a function', 'SELECT repeat_it($1)', '"code":"22P02"'],
])('a log of %s names what is wrong and not what the row holds', async (_, statement, named) => {
  const { database } = made
  for (const work of [
    () => database.query(statement, [REPLY]),
    () => database.transaction('repeat', (sql) => sql.query(statement, [REPLY])),
  ]) {
    const line = await logged(work())
    expect(line).toContain(named)
    expect(line).toContain('database-failure.db.test.ts')
    expect(line).not.toContain('lighthouse')
  }
})

it('a log of what fails at COMMIT does not hold the row either', async () => {
  const line = await logged(
    made.database.transaction('twice', (sql) => sql.query('INSERT INTO said (n) VALUES (4711), (4711)')),
  )
  expect(line).toContain('"code":"23505"')
  expect(line).not.toContain('4711')
})
