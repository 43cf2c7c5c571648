import { afterAll, beforeAll, expect, it } from 'vitest'
import { type StoryHouse, storyHouse } from '../../src/stories/house.ts'
import { visitorOf } from './visitor.fixtures.ts'

const SHOWN = 60
const FANS = SHOWN + 3

let house: StoryHouse
let visitor: Awaited<ReturnType<typeof visitorOf>>
beforeAll(async () => {
  house = await storyHouse()
  visitor = await visitorOf(house.app.web, `${house.agencyId}/${house.operators.manager}`)
  const fans = Array.from({ length: FANS }, (_, n) => `fan-${n}`)
  await house.post(fans.map((fan) => house.event(fan, { type: 'message.received', message: { id: fan, text: 'hey' } })))
  await house.pass(5_000)
})
afterAll(() => house.close())

const queue = async () => {
  const { body } = await visitor.get('/queue')
  const [open = ''] = body.split('data-settled-list')
  return { open, shown: open.match(/class="entry"/g)?.length, more: body.match(/(\d+) more wait/)?.[1] }
}
const waiting = async () => (await visitor.get('/waiting')).body

it('more cards than are shown are counted everywhere, and the page says how many wait beyond', async () => {
  expect(await queue()).toMatchObject({ shown: SHOWN, more: '3' })
  expect(await waiting()).toBe(String(FANS))
  expect((await visitor.get('/')).body).toContain(`<title>(${FANS}) Cards`)
})

it('snoozed cards wait for nobody, so they leave their places to those that do', async () => {
  for (const fan of ['fan-0', 'fan-1', 'fan-2', 'fan-3', 'fan-4']) {
    const { id, version } = await house.draftOf(fan)
    await house.press(house.operators.manager, `snooze|${id}|${version}`, { minutes: '120' })
  }
  expect(await queue()).toMatchObject({ shown: FANS - 5, more: undefined })
  expect(await waiting()).toBe(String(FANS - 5))
})

it('replies to be sent by hand wait too, beside the cards and not in their place', async () => {
  const { id, version } = await house.draftOf('fan-10')
  await house.press(house.operators.manager, `accept|${id}|${version}`)
  await house.leap(60_000)
  const { open } = await queue()
  expect(open).toContain(`data-subject="${id}"`)
  expect(open).toContain(`data-subject="${(await house.draftOf(`fan-${FANS - 1}`)).id}"`)
  expect(await waiting()).toBe(String(FANS - 5))
})
