import { expect, it } from 'vitest'
import { dryRun, type Past } from './dry-run.ts'
import { aDraft, aFlow } from './fixtures.ts'
import type { Flow } from './flow.ts'
import type { FanEvent } from './happened.ts'
import type { KnownFan } from './know-fans.ts'

const CREATOR = '019aa000-0000-7000-8000-000000000009'
const at = (day: number, hour = 12): Date => new Date(Date.UTC(2026, 10, day, hour))

const fan = (id: string, more: Partial<KnownFan['standing']> = {}): KnownFan => ({
  standing: {
    ...{ id, name: `Fan ${id}`, creatorId: CREATOR, zone: null, tags: [], spentMinor: 2_000, purchases: 1 },
    ...{ lastPurchaseAt: at(1), firstSeenAt: at(1), frozen: false, profiled: true, subscription: 'active' as const },
    ...more,
  },
  ...{ segment: 'Regular', lastWrittenAt: null, zone: 'Europe/Paris' },
})
const bought = (fanId: string, when: Date): FanEvent => ({
  ...{ fanId, at: when, what: 'purchase_completed' },
  triggers: [{ type: 'purchase_completed', data: {} }],
})
const past = (fans: KnownFan[], events: FanEvent[]): Past => ({
  ...{ from: at(1, 0), until: at(15, 0), zone: 'Europe/Paris', events, texts: new Map() },
  fans: new Map(fans.map((each) => [each.standing.id, each])),
})
const begin = { id: 'begin', type: 'trigger', name: 'Bought', config: { on: 'purchase_completed' } } as const
const thanks: Flow['steps'] = [
  begin,
  { id: 'thank', type: 'action', name: 'Thank', config: aDraft() },
  { id: 'pause', type: 'action', name: 'Pause', config: { do: 'wait', minutes: 3 * 1_440 } },
  { id: 'again', type: 'action', name: 'Again', config: aDraft() },
]
const caps = { entriesPerDay: 2, fanEveryDays: 30 }

it('counts who would have entered, the cards of the busiest day, who was kept out and why, and two within a week', async () => {
  const fans = ['a', 'b', 'c', 'd'].map((id) => fan(id))
  const events = [
    bought('a', at(2)),
    bought('b', at(2, 13)),
    bought('c', at(2, 14)),
    bought('ice', at(3)),
    // Met not long before.
    bought('a', at(4)),
    // After the end of the week its second card is still to come.
    bought('d', at(14)),
  ]
  const run = await dryRun(
    aFlow({ steps: thanks, caps, stopWhen: [] }),
    past([...fans, fan('ice', { frozen: true })], events),
  )
  expect(run).toMatchObject({
    ...{ entered: 3, fansEntered: 3, enteredInADay: 2, cards: 5, cardsInADay: 2, ended: 2, twiceInAWeek: 2, putOff: 0 },
    keptOut: { frozen: 1, capped: 1, others: 1 },
  })
  expect(run.examples.map(({ fanId, cards, outcome }) => [fanId, cards, outcome])).toEqual([
    ['a', 2, 'done'],
    ['b', 2, 'done'],
    ['d', 1, null],
  ])
})

it('follows what fans did then: an exit ends a run, and its second card is never asked for', async () => {
  const events = [bought('a', at(2)), bought('a', at(3))]
  const run = await dryRun(aFlow({ steps: thanks, caps, stopWhen: ['purchase_completed'] }), past([fan('a')], events))
  expect(run).toMatchObject({ entered: 1, cards: 1, ended: 1, twiceInAWeek: 0 })
  expect(run.examples[0]?.outcome).toBe('exited')
})

it('waits for the end of quiet hours where the fan is, and says how many did', async () => {
  const quietHours = { from: 22, until: 9 }
  const run = await dryRun(
    aFlow({ steps: thanks, caps, stopWhen: [], quietHours }),
    past([fan('a')], [bought('a', at(2, 23))]),
  )
  expect(run).toMatchObject({ entered: 1, putOff: 1, cards: 2 })
})

it('finds nobody quiet whom it has met since they last did anything', async () => {
  const steps: Flow['steps'] = [
    { id: 'begin', type: 'trigger', name: 'Quiet', config: { on: 'fan_inactive', days: 30 } },
    { id: 'say', type: 'action', name: 'Say', config: aDraft() },
  ]
  const found = [2, 3, 4].map(
    (day): FanEvent => ({
      ...{ fanId: 'a', at: at(day, 9) },
      triggers: [{ type: 'fan_inactive', data: { flow: aFlow().id, step: 'begin' } }],
    }),
  )
  const long = fan('a', { lastPurchaseAt: new Date(0), firstSeenAt: new Date(0) })
  const run = await dryRun(aFlow({ steps, caps: { entriesPerDay: 5, fanEveryDays: 0 } }), past([long], found))
  expect(run).toMatchObject({ entered: 1, cards: 1 })
})
