import type { Filled } from '../../desk/index.ts'
import type { EventInput } from '../../inbox/index.ts'
import { sentMessageId } from './fakes.ts'
import { BY_HAND, OFFICIAL } from './furnish.ts'
import { START, type World } from './world.ts'

/** Fans by what becomes of their first message, and the account they write to. */
const FIRST = {
  ann: { account: OFFICIAL, text: 'hey, how was the trip?' }, // accepted, sent, reported by the platform
  bob: { account: OFFICIAL, text: 'hello you' }, // writes twice: superseded, then edited
  cid: { account: OFFICIAL, text: 'good morning' }, // accepted, undone, accepted again
  dee: { account: BY_HAND, text: 'anything new?' }, // sent by hand
  eve: { account: BY_HAND, text: 'hi' }, // dismissed and reopened
  gus: { account: OFFICIAL, text: 'miss you' }, // refused by the platform, then tried again
  hal: { account: OFFICIAL, text: 'hey there' }, // unknown, then reported as sent
  ivy: { account: BY_HAND, text: 'hello hello' }, // claimed, then answered elsewhere
  jon: { account: BY_HAND, text: "i'm 16 btw" }, // level 4: frozen
  kim: { account: BY_HAND, text: 'what a day' }, // escalated, then released
  lou: { account: BY_HAND, text: 'how are you' }, // another draft, snoozed, woken
  mia: { account: OFFICIAL, text: 'sweet dreams' }, // writes again before it left: stopped
  pat: { account: OFFICIAL, text: 'loved the last one' }, // a buyer: another price, accepted
  tia: { account: OFFICIAL, text: 'anything for me?' }, // a buyer: a price that takes two people, who agree
  una: { account: OFFICIAL, text: 'what is new?' }, // a buyer: the second one sends it back
  zoe: { account: BY_HAND, text: 'knock knock' }, // frozen by a manager
} satisfies Record<string, { account: string; text: string }>
export type FanName = keyof typeof FIRST
export const EVERYBODY = Object.keys(FIRST) as FanName[]

const at = (ms: number): string => new Date(START.getTime() + ms).toISOString()
const fan = (id: string) => ({ id, name: id })

const says = (id: string, ms: number, text: string, account: string): EventInput => ({
  id: `e-${id}-${ms}`,
  type: 'message.received',
  account,
  fan: fan(id),
  at: at(ms),
  message: { id: `m-${id}-${ms}`, text },
})

const buys = (id: string, ms: number, amountMinor: number, asset?: string): EventInput => ({
  id: `e-${id}-buys-${ms}`,
  type: 'purchase',
  account: OFFICIAL,
  fan: fan(id),
  at: at(ms),
  purchase: { id: `p-${id}-${ms}`, kind: 'ppv', amountMinor, currency: 'USD', ...(asset && { asset }) },
})

const openings = (): EventInput[] => [
  ...Object.entries(FIRST).map(([id, { account, text }]) => says(id, 0, text, account)),
  buys('pat', -86_400_000, 1_500),
  buys('pat', -43_200_000, 2_000),
  ...['tia', 'una'].flatMap((id) => [buys(id, -86_400_000, 1_500), buys(id, -43_200_000, 2_000)]),
  buys('ann', -10_000, 900, 'coast-2'),
  {
    id: 'e-bob-subscribes',
    type: 'subscription.started',
    account: OFFICIAL,
    fan: fan('bob'),
    at: at(-5_000),
    subscription: { id: 's-bob', priceMinor: 999, currency: 'USD', until: at(30 * 86_400_000), autoRenew: true },
  },
]

/** What the platform says of a delivery that reached the fan; the id is its own. */
async function reportOf(world: World, id: string, ms: number): Promise<EventInput[]> {
  const delivery = await world.deliveryOf(id)
  if (!delivery) return []
  const message = { id: sentMessageId(delivery.id, 1), text: 'as it was sent' }
  const event = { id: `e-sent-${id}`, account: OFFICIAL, fan: fan(id), at: at(ms), message, delivery: delivery.id }
  return [{ ...event, type: 'message.sent' }]
}

const elsewhere = (): EventInput => ({
  id: 'e-ivy-answered',
  type: 'message.sent',
  account: BY_HAND,
  fan: fan('ivy'),
  at: at(12_000),
  message: { id: 'm-ivy-answered', text: 'hey ivy, this is me on my phone' },
})

/** A step by step story of which only what concerns the cast takes place. */
function among({ tell, press, ...world }: World, cast: readonly string[]) {
  return {
    ...world,
    async tell(name: string, events: () => Promise<EventInput[]>) {
      const concerning = async () => (await events()).filter((event) => cast.includes(event.fan.id))
      await tell(name, concerning)
    },
    async press(fan: FanName, did: string, by: Parameters<typeof press>[1]['by'], action: string, filled?: Filled) {
      if (cast.includes(fan)) await press(`${fan} ${did}`, { fan, by, action, ...(filled && { filled }) })
    },
  }
}

/**
 * A busy quarter of an hour, the same in every run. Each step says what somebody outside does; in a later run what was
 * answered before is not done again, and what was cut off is.
 */
export async function playWorkload(world: World, cast: readonly FanName[]): Promise<void> {
  const { tell, press, pass, minute } = among(world, cast)
  await minute()
  await tell('first messages', async () => openings())
  await pass(5_000)
  await tell('bob writes again', async () => [says('bob', 6_000, 'and one more thing', OFFICIAL)])
  await pass(5_000)
  await firstPresses(press)
  await pass(2_000)
  await secondPresses(press)
  await tell('mia writes again, ivy was answered elsewhere', async () => [
    says('mia', 13_000, 'wait, one more', OFFICIAL),
    elsewhere(),
  ])
  await pass(5_000)
  await press('cid', 'accepted again', 'other', 'accept')
  await pass(500)
  await minute()
  await pass(11_000)
  await press('gus', 'tried again', 'chatter', 'try-again')
  await press('dee', 'sent', 'chatter', 'mark-as-sent')
  await tell('the platform reports', async () => [
    ...(await reportOf(world, 'ann', 30_000)),
    ...(await reportOf(world, 'hal', 30_000)),
    buys('pat', 29_000, 2_400, 'coast-2'),
  ])
  await pass(5_000)
  await minute()
  await pass(60_000)
  await minute()
  await pass(1_000)
}

type Press = ReturnType<typeof among>['press']

async function firstPresses(press: Press): Promise<void> {
  await press('ann', 'accepted', 'chatter', 'accept')
  await press('bob', 'edited', 'other', 'edit', { text: 'Hello bob, tell me more!' })
  await press('cid', 'accepted', 'chatter', 'accept')
  await press('dee', 'accepted', 'other', 'accept')
  await press('eve', 'dismissed', 'chatter', 'dismiss', { reason: 'nothing to say' })
  await press('gus', 'accepted', 'chatter', 'accept')
  await press('hal', 'accepted', 'chatter', 'accept')
  await press('ivy', 'claimed', 'other', 'claim')
  await press('kim', 'escalated', 'chatter', 'escalate', { category: 'not-sure', note: 'odd' })
  await press('lou', 'redrafted', 'chatter', 'another-draft')
  await press('mia', 'accepted', 'chatter', 'accept')
  for (const fan of ['tia', 'una'] as const)
    await press(fan, 'approved by one', 'chatter', 'edit', {
      text: 'There is one that nobody has seen yet.',
      price: '24',
    })
  await press('pat', 'repriced', 'manager', 'change-price', { price: '21.00', reason: 'a regular' })
}

async function secondPresses(press: Press): Promise<void> {
  await press('cid', 'undone', 'chatter', 'undo')
  await press('eve', 'reopened', 'chatter', 'reopen')
  await press('ivy', 'let go', 'other', 'let-go')
  await press('kim', 'released', 'manager', 'release', { reason: 'harmless' })
  await press('lou', 'snoozed', 'chatter', 'snooze', { minutes: '30' })
  await press('lou', 'woken', 'chatter', 'wake')
  await press('pat', 'accepted', 'chatter', 'accept')
  await press('tia', 'agreed to', 'other', 'agree')
  await press('una', 'sent back', 'other', 'send-back', { reason: 'too dear' })
  await press('zoe', 'frozen', 'manager', 'freeze-fan', { reason: 'chargebacks' })
}
