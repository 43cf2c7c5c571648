import { expect, it } from 'vitest'
import { createCrowd } from './crowd.ts'

it('does one batch of an agency at a time, whether or not the one before failed, and others meanwhile', async () => {
  const crowd = createCrowd()
  const log: string[] = []
  let open: () => void = () => {}
  const gate = new Promise<void>((resolve) => {
    open = resolve
  })
  const first = crowd.inTurn('a', async () => {
    await gate
    log.push('first')
    throw new Error('no')
  })
  const second = crowd.inTurn('a', async () => log.push('second'))
  await crowd.inTurn('b', async () => log.push('other agency'))
  open()
  await expect(first).rejects.toThrow('no')
  await second
  expect(log).toEqual(['other agency', 'first', 'second'])
})

it('knows who was taken along as long as somebody waits, and forgets it then', async () => {
  const crowd = createCrowd()
  const first = crowd.inTurn('a', async () => crowd.take('a', [2, 3]))
  const second = crowd.inTurn('a', async () => [crowd.wasTaken('a', 2), crowd.wasTaken('a', 4), crowd.wasTaken('b', 2)])
  await first
  expect(await second).toEqual([true, false, false])
  expect(await crowd.inTurn('a', async () => crowd.wasTaken('a', 2))).toBe(false)
})
