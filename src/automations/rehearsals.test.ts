import { expect, it } from 'vitest'
import { createRehearsals, type Rehearsed } from './rehearsals.ts'

const FOUND = { run: { entered: 3 }, cut: false, fans: 9 } as unknown as Rehearsed

/** A rehearsal that a test lets go on, and a patience that is over at once. */
function slow() {
  let tell: (share: number) => void = () => {}
  let end: (found: Rehearsed) => void = () => {}
  let fail: (error: Error) => void = () => {}
  let begun = 0
  const begin = (told: (share: number) => void) => {
    begun += 1
    tell = told
    return new Promise<Rehearsed>((resolve, reject) => {
      end = resolve
      fail = reject
    })
  }
  return {
    begin,
    tell: (share: number) => tell(share),
    end: () => end(FOUND),
    fail: () => fail(new Error('gone')),
    begun: () => begun,
  }
}

it('says how far a long dry run is, begins it once however often it is looked at, and then says what it found', async () => {
  const { look } = createRehearsals(() => Promise.resolve(null))
  const one = slow()
  expect(await look('a', 'lena', one.begin)).toEqual({ kind: 'going', share: 0 })
  one.tell(0.4)
  expect(await look('a', 'lena', one.begin)).toEqual({ kind: 'going', share: 0.4 })
  one.end()
  expect(await look('a', 'lena', one.begin)).toEqual({ kind: 'done', found: FOUND })
  expect(one.begun()).toBe(1)
  expect(await look('a', 'lena', one.begin)).toEqual({ kind: 'going', share: 0 })
  expect(one.begun()).toBe(2)
})

it('answers a short one at once, and one that failed is told once and begun anew', async () => {
  const { look } = createRehearsals(() => new Promise(() => {}))
  expect(await look('b', 'lena', () => Promise.resolve(FOUND))).toEqual({ kind: 'done', found: FOUND })
  const one = slow()
  const looked = look('c', 'lena', one.begin)
  one.fail()
  await expect(looked).rejects.toThrow('gone')
  expect(await look('c', 'lena', () => Promise.resolve(FOUND))).toMatchObject({ kind: 'done' })
})

/** As a dry run goes: hour by hour, until it is told to stop. */
function hours(many: number) {
  const seen = { hours: 0, stopped: false }
  const begin = async (told: (share: number) => void): Promise<Rehearsed> => {
    try {
      for (; seen.hours < many; seen.hours += 1) {
        await new Promise((resolve) => setImmediate(resolve))
        told(seen.hours / many)
      }
    } catch (error) {
      seen.stopped = true
      throw error
    }
    return FOUND
  }
  return { begin, seen }
}
const aMoment = () => new Promise<null>((resolve) => setImmediate(() => setImmediate(() => resolve(null))))

it('of several lengths that one person presses the newest alone goes on, and what another waits for too goes on for them', async () => {
  const { look } = createRehearsals(aMoment)
  const [day, week, month] = [hours(1_000_000), hours(1_000_000), hours(20)]
  expect(await look('1', 'lena', day.begin)).toMatchObject({ kind: 'going' })
  expect(await look('7', 'lena', week.begin)).toMatchObject({ kind: 'going' })
  expect(await look('7', 'ana', week.begin)).toMatchObject({ kind: 'going' })
  expect(await look('30', 'lena', month.begin)).toMatchObject({ kind: 'going' })
  while (month.seen.hours < 20) await aMoment()
  expect([day.seen.stopped, week.seen.stopped]).toEqual([true, false])
  expect(await look('30', 'lena', month.begin)).toEqual({ kind: 'done', found: FOUND })
  const before = week.seen.hours
  expect(await look('7', 'ana', week.begin)).toMatchObject({ kind: 'going' })
  expect(week.seen.hours).toBeGreaterThan(before)
  await look('8', 'ana', () => Promise.resolve(FOUND))
  await aMoment()
  expect(week.seen.stopped).toBe(true)
})

it('a press that a newer one of the same person overtook answers how far it was, never an error', async () => {
  let impatient: (none: null) => void = () => {}
  const { look } = createRehearsals(() => new Promise((resolve) => (impatient = resolve)))
  const [first, second] = [hours(1_000_000), hours(3)]
  const old = look('1', 'lena', first.begin)
  expect(await look('7', 'lena', second.begin)).toMatchObject({ kind: 'done' })
  expect(await old).toMatchObject({ kind: 'going' })
  impatient(null)
})
