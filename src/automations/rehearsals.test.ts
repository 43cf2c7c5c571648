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
  expect(await look('a', one.begin)).toEqual({ kind: 'going', share: 0 })
  one.tell(0.4)
  expect(await look('a', one.begin)).toEqual({ kind: 'going', share: 0.4 })
  one.end()
  expect(await look('a', one.begin)).toEqual({ kind: 'done', found: FOUND })
  expect(one.begun()).toBe(1)
  expect(await look('a', one.begin)).toEqual({ kind: 'going', share: 0 })
  expect(one.begun()).toBe(2)
})

it('answers a short one at once, and one that failed is told once and begun anew', async () => {
  const { look } = createRehearsals(() => new Promise(() => {}))
  expect(await look('b', () => Promise.resolve(FOUND))).toEqual({ kind: 'done', found: FOUND })
  const one = slow()
  const looked = look('c', one.begin)
  one.fail()
  await expect(looked).rejects.toThrow('gone')
  expect(await look('c', () => Promise.resolve(FOUND))).toMatchObject({ kind: 'done' })
})
