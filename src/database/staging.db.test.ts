import { afterAll, beforeAll, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from './testing/test-database.ts'

let test: TestDatabase
beforeAll(async () => {
  test = await testDatabase({ max: 1 })
})
afterAll(() => test.drop())

const TABLE = { name: 'incoming', columns: { text: 'text', n: 'int4' } }

it('brings every character to the table as it was, and numbers the rows', async () => {
  const texts = ['plain', 'a\tb', 'a\nb', 'a\r\nb', '\\N', '\\.', 'back\\slash', '', '"quoted"', '👩‍👩‍👧 é ש']
  await test.database.transaction('stage', async (sql) => {
    const staging = await sql.stage(TABLE)
    for (const [n, text] of texts.entries()) await staging.add([text, n])
    await staging.add([null, null])
    expect(await staging.end()).toBe(texts.length + 1)
    expect(await sql.query('SELECT row, text, n FROM incoming ORDER BY row')).toEqual([
      ...texts.map((text, n) => ({ row: n, text, n })),
      { row: texts.length, text: null, n: null },
    ])
  })
})

it('takes more rows than one COPY has', async () => {
  await test.database.transaction('stage', async (sql) => {
    const staging = await sql.stage(TABLE)
    for (let n = 0; n < 120_000; n += 1) await staging.add(['x', n])
    expect(await staging.end()).toBe(120_000)
    expect(await sql.query('SELECT count(*) AS n, max(row) AS last FROM incoming')).toEqual([
      { n: 120_000, last: 119_999 },
    ])
  })
})

it('leaves nothing behind, and a connection that still works, when it is given up in the middle or the server refuses', async () => {
  const givenUp = test.database.transaction('stage', async (sql) => {
    const staging = await sql.stage(TABLE)
    for (let n = 0; n < 20_000; n += 1) await staging.add(['x'.repeat(20), n])
    throw new Error('given up')
  })
  await expect(givenUp).rejects.toThrow('given up')
  const refused = test.database.transaction('stage', async (sql) => {
    const staging = await sql.stage(TABLE)
    await staging.add(['x', 'no number'])
    await staging.end()
  })
  await expect(refused).rejects.toThrow(/invalid input syntax for type integer/)
  expect(await test.database.query("SELECT 1 FROM pg_class WHERE relname = 'incoming'")).toEqual([])
})
