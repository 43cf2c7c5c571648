import { afterAll, beforeAll, expect, it } from 'vitest'
import { everyMinute } from '../../jobs/handlers.ts'
import type { Answer } from '../desk/index.ts'
import { channelDesk } from './channel-desk.ts'
import { type StoryHouse, storyHouse } from './house.ts'

let house: StoryHouse
const slack = channelDesk()
beforeAll(async () => {
  house = await storyHouse({ desks: [slack.desk], at: '2026-11-20T05:00:00Z' })
  await type('/creator bind Bella slack:T1:C1')
})
afterAll(() => house.close())

const type = (line: string): Promise<Answer> =>
  house.app.gate.command(
    { agencyId: house.agencyId, desk: 'web', externalId: house.operators.manager, verified: false },
    line,
  )
async function at(when: string): Promise<void> {
  house.clock.set(when)
  await everyMinute(house.app)
  await house.app.loop.drain()
}

it('a digest that is owed and not posted yet follows its schedule to another channel, a later hour, and out of the quiet hours', async () => {
  const change = (said: string) => type(`/digest schedule change leaving all ${said}`)
  const on = (channel: string) => slack.on(channel).length
  await at('2026-11-27T05:00:00Z')
  expect(await type('/digest schedule add leaving all 14:00 daily Europe/Paris none slack:T1:TEAM')).toMatchObject({
    kind: 'done',
  })
  await at('2026-11-27T13:00:00Z')
  const before = on('T1:TEAM')
  slack.desk.away = true
  await at('2026-11-28T13:00:00Z')
  // Owed for today, and Slack is away.
  expect(await change('16:00 daily Europe/Paris 22:00-07:00 slack:T1:LATER')).toMatchObject({ kind: 'done' })
  slack.desk.away = false
  await at('2026-11-28T13:30:00Z')
  await house.pass(2_000)
  expect([on('T1:TEAM'), on('T1:LATER')]).toEqual([before, 0])
  await at('2026-11-28T15:00:00Z')
  expect([on('T1:TEAM'), on('T1:LATER')]).toEqual([before, 1])
  expect(JSON.stringify(slack.on('T1:LATER'))).not.toContain('late')

  // Missed in the evening and found at night: the quiet hours hold it back until nobody wants them any more.
  const night = '20:00 daily Europe/Paris'
  expect(await type(`/digest schedule add leaving Bella ${night} 22:00-07:00 slack:T1:NIGHT`)).toMatchObject({
    kind: 'done',
  })
  await at('2026-11-28T22:30:00Z')
  expect(on('T1:NIGHT')).toBe(0)
  expect(await type(`/digest schedule change leaving Bella ${night} none`)).toMatchObject({ kind: 'done' })
  await house.app.loop.drain()
  expect(on('T1:NIGHT')).toBe(1)
  expect(await type('/digest schedule remove leaving Bella')).toMatchObject({ kind: 'done' })
})
