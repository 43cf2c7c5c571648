import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type StoryHouse, storyHouse } from '../stories/house.ts'
import { importOf } from './fixtures.ts'

let house: StoryHouse
beforeAll(async () => {
  house = await storyHouse()
})
afterAll(() => house.close())

const rows = <Row = Record<string, unknown>>(text: string, params: unknown[] = [house.agencyId]) =>
  house.app.ground.database.query<Row>(text, params)
const fanNamed = async (externalId: string) =>
  (
    await rows<Record<string, unknown>>('SELECT * FROM fans WHERE agency_id = $1 AND external_id = $2', [
      house.agencyId,
      externalId,
    ])
  )[0]
/** Everything that an import could have changed. */
const everything = () =>
  Promise.all(
    ['fans', 'purchases', 'conversations', 'messages', 'assets', 'imports', 'facts', 'tasks', 'drafts'].map((table) =>
      rows(`SELECT * FROM ${table} WHERE agency_id = $1 ORDER BY 1, 2, 3`),
    ),
  )

const EXPORT = `transaction_id;type;amount;currency;created_at;user_id;user_name;email
t1;Tip;12,50;EUR;03.04.2026 10:00;u1;Marcus;m@example.com
t2;Subscription;9,99;USD;03.04.2026 11:00;u1;Marcus;m@example.com
t3;PPV message;1.024,00;USD;13.04.2026 11:00;u2;Tim;t@example.com
t4;Refund;-24,00;USD;14.04.2026 11:00;u2;Tim;t@example.com
Total;;1.022,49;;;;;
`

describe('an export of transactions', () => {
  it('becomes purchases and the figures of its fans; what can’t be used is reported with line and reason', async () => {
    const { import: stored, repeated } = await house.app.imports.take(importOf(house, EXPORT))
    expect(repeated).toBe(false)
    expect(stored.outcome).toMatchObject({ rows: 5, added: 3, known: 0, refused: 1, skipped: 1, newFans: 2 })
    expect(stored.outcome.totals).toEqual({ USD: { paidMinor: 103_399, refundedMinor: 2_400, rows: 3 } })
    expect(await fanNamed('u2')).toMatchObject({ name: 'Tim', spent_minor: 100_000, purchase_count: 1 })
    expect(await fanNamed('u1')).toMatchObject({
      spent_minor: 999,
      first_purchase_at: new Date('2026-04-03T09:00:00Z'),
    })
    const report = await house.app.imports.report(house.agencyId, stored.id)
    expect(report?.split('\r\n').slice(1, -1)).toEqual([
      ',email,the whole column: e-mail addresses are not kept,',
      '2,currency,"in EUR, but this creator\'s figures are in USD",EUR',
      '6,,a line of totals,',
    ])
  })

  it('changes nothing when it is taken in again', async () => {
    const before = await everything()
    const again = await house.app.imports.take(importOf(house, EXPORT))
    expect(again.repeated).toBe(true)
    expect(await everything()).toEqual(before)
  })

  it('brings nothing twice when it comes in another file', async () => {
    const before = (await everything()).slice(0, 5)
    const more = `${EXPORT}t5,no\n`
    const { import: stored } = await house.app.imports.take(importOf(house, more))
    expect(stored.outcome).toMatchObject({ added: 0, known: 3 })
    expect((await everything()).slice(0, 5)).toEqual(before)
  })

  it('leaves nothing half-done when the file ends in the middle of a quote, or can’t be read to its end', async () => {
    const before = await everything()
    const many = Array.from({ length: 5_000 }, (_, n) => `many-${n};Tip;10,00;USD;03.04.2026 10:00;u9;Nora;`)
    const torn = [EXPORT.split('\n')[0], ...many, '"t9;Tip;'].join('\n')
    await expect(house.app.imports.take(importOf(house, torn))).rejects.toMatchObject({ code: 'endless-row' })
    const whole = Buffer.from([EXPORT.split('\n')[0], ...many, 't10;Tip;13,00;USD;13.04.2026;u9;;'].join('\n'))
    let opened = 0
    const file = {
      bytes: whole.length,
      async *open() {
        opened += 1
        yield whole.subarray(0, 100_000)
        // Looked at in full, and gone when it is taken in.
        if (opened > 4) throw new Error('the disk is gone')
        yield whole.subarray(100_000)
      },
    }
    await expect(house.app.imports.take(importOf(house, '', { file }))).rejects.toThrow('the disk is gone')
    expect(await everything()).toEqual(before)
  })
})
