import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type StoryHouse, storyHouse } from '../stories/house.ts'
import { fileOf, importOf } from './fixtures.ts'
import { style, transactions, transactionsFile } from './written.fixtures.ts'

let house: StoryHouse
beforeAll(async () => {
  house = await storyHouse({ at: '2026-11-21T00:00:00Z' })
})
afterAll(() => house.close())

let runs = 0
const RUNS = 100

it('the same rows twice are the same rows once, in any order and however they are written, with ids or without', async () => {
  await fc.assert(
    fc.asyncProperty(transactions, style, style, fc.boolean(), async (rows, first, second, ids) => {
      runs += 1
      const own = rows.map((row) => ({ ...row, fan: `run${runs}-${row.fan}` }))
      // Some stand in the file twice: without ids both are meant, with ids one.
      const table = [...own, ...own.slice(0, 2)]
      const take = (bytes: Buffer, dates: 'dmy' | 'mdy') =>
        house.app.imports.take(importOf(house, '', { file: fileOf(bytes), mapping: { dates, zone: 'UTC' } }))
      const orderOf = ({ dates }: typeof first) => (dates === 'mdy' ? 'mdy' : 'dmy')
      await take(transactionsFile(table, first, ids), orderOf(first))
      const once = await stored()
      expect(once).toHaveLength(ids ? own.length : table.length)
      await take(transactionsFile(table.toReversed(), second, ids), orderOf(second))
      expect(await stored()).toEqual(once)
      const [sums] = await house.app.ground.database.query<{ wrong: number }>(
        `SELECT count(*) AS wrong FROM fans f WHERE spent_minor <> (
           SELECT coalesce(sum(amount_minor), 0) FROM purchases p WHERE p.agency_id = f.agency_id AND p.fan_id = f.id)`,
      )
      expect(sums?.wrong).toBe(0)
    }),
    { numRuns: RUNS },
  )
})

const stored = () =>
  house.app.ground.database.query(
    `SELECT f.external_id AS fan, p.external_id, p.kind, p.amount_minor, p.at, f.spent_minor, f.purchase_count
     FROM purchases p JOIN fans f ON f.agency_id = p.agency_id AND f.id = p.fan_id
     WHERE p.agency_id = $1 AND f.external_id LIKE $2 ORDER BY 1, 2`,
    [house.agencyId, `run${runs}-%`],
  )
