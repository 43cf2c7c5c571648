import { setImmediate } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { thatAskElsewhere } from './read-history.ts'

it('lets others have their turn while it judges a long history, and finds the same', async () => {
  const texts = Array.from({ length: 200 }, (_, n) => ({
    id: n,
    text: n % 50 === 0 ? 'pay you on cashapp?' : 'good evening',
  }))
  let isDone = false
  const judging = thatAskElsewhere(texts).finally(() => {
    isDone = true
  })
  for (let turn = 0; turn < 3; turn += 1) await setImmediate()
  expect(isDone).toBe(false)
  expect((await judging).map(({ id }) => id)).toEqual([0, 50, 100, 150])
})
