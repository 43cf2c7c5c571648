import { expect } from 'vitest'
import type { Scripted } from './fakes.ts'
import type { Model } from './machine-model.ts'
import {
  afterEnd,
  card,
  command,
  handedOver,
  isDraft,
  isOpen,
  LIVE,
  mayAnswer,
  type Next,
  open,
  outcomeOf,
  PLAIN,
  pending,
  REACH,
  written,
} from './machine-rules.ts'

export const writes = (newer: 'plain' | 'reach') =>
  command(
    `fan writes ${newer}`,
    (m) =>
      newer === 'reach' || !m.away || (LIVE.includes(m.draft) && (m.draft !== 'redrafting' || m.newer === 'nothing')),
    (real) => real.write(newer === 'plain' ? PLAIN : REACH),
    (m) => written(m, newer),
  )

export const approaches = command(
  'somebody asks for a draft',
  (m) => !m.frozen && !m.away && m.newer === 'nothing' && ['none', 'sent', 'dismissed', 'elsewhere'].includes(m.draft),
  (real) => real.approach(),
  () => ({ ...open(false), approach: true }),
)

export const accepts = command(
  'accept',
  (m) => mayAnswer(m) && m.hasText && m.newer === 'nothing',
  async (real) => {
    await real.house.leap(1_100) // so that it is no click at what stood there before
    return real.press('accept', null)
  },
  () => ({ draft: 'accepted', delivery: 'waiting' }),
)

export const edits = command(
  'edit',
  (m) => mayAnswer(m) && m.newer === 'nothing',
  async (real) => {
    await real.house.leap(1_100)
    return real.press('edit', { text: 'so good to hear from you' })
  },
  () => ({ draft: 'accepted', delivery: 'waiting' }),
)

/** A price above which a second person agrees. */
export const approvesDearly = command(
  'approve above the price for two',
  (m) => isDraft(m) && !m.frozen && m.hasText && m.newer === 'nothing',
  async (real) => {
    await real.house.leap(1_100)
    return real.press('edit', { text: 'just for you', price: '190' })
  },
  () => ({ draft: 'second' }),
)
export const agrees = command(
  'a second person agrees',
  (m) => m.draft === 'second' && m.newer === 'nothing',
  async (real) => {
    await real.house.leap(1_100)
    expect((await real.press('agree', null)).kind, 'the first person').toBe('refused')
    return real.press('agree', null, 'chatter')
  },
  () => ({ draft: 'accepted', delivery: 'waiting' }),
)
export const sendsBack = command(
  'a second person sends it back',
  (m) => m.draft === 'second',
  async (real) => {
    expect((await real.press('send-back', { reason: 'too dear' }, 'chatter')).kind).toBe('done')
    // It came back with its price, for which it would take two again.
    return real.press('change-price', { price: '12', reason: 'sent back' })
  },
  () => ({ draft: 'open' }),
)

export const handsOver = (outcome: Scripted) =>
  command(
    `hand over: ${outcome}`,
    pending('waiting'),
    async (real) => {
      real.platform.nextFor.set(real.fan, outcome)
      await real.house.leap(11_000)
    },
    (m) => (m.hand ? { delivery: 'by-hand' } : handedOver[outcomeOf(outcome)]),
  )

const operates = (action: string, from: string[], after: (m: Model) => Next) =>
  command(action, pending(...from), (real) => real.press(action, null), after)

export const undoes = operates('undo', ['waiting'], () => ({ draft: 'open', delivery: 'none' }))
export const withdraws = operates('withdraw', ['by-hand', 'refused', 'unknown'], (m) =>
  afterEnd(m, { draft: 'open', delivery: 'none' }),
)
export const marksAsSent = operates('mark-as-sent', ['by-hand', 'unknown'], (m) => afterEnd(m, handedOver.sent))
export const sendsByHand = operates('send-by-hand', ['refused', 'unknown'], () => ({ delivery: 'by-hand' }))
export const triesAgain = operates('try-again', ['refused', 'unknown'], (m) => afterEnd(m, handedOver.sent))

const onCard = (
  action: string,
  when: (m: Model) => boolean,
  filled: Record<string, string> | null,
  after: (m: Model) => Next,
) => command(action, when, (real) => real.press(action, filled), after)

export const snoozes = onCard('snooze', isDraft, { minutes: '30' }, () => ({ draft: 'snoozed' }))
export const wakes = onCard(
  'wake',
  (m) => m.draft === 'snoozed',
  null,
  () => ({ draft: 'open' }),
)
export const sleepsIn = command(
  'the snooze ends',
  (m) => m.draft === 'snoozed',
  (real) => real.house.leap(31 * 60_000),
  () => ({ draft: 'open' }),
)
export const dismisses = onCard(
  'dismiss',
  (m) => m.newer === 'nothing' && (isOpen(m) || m.draft === 'snoozed'),
  { reason: 'spam' },
  () => ({ draft: 'dismissed' }),
)
export const reopens = onCard(
  'reopen',
  (m) => m.draft === 'dismissed',
  null,
  () => ({ draft: 'open' }),
)
export const changesPrice = onCard('change-price', isDraft, { price: '12', reason: 'a regular' }, () => ({}))
export const releases = onCard(
  'release',
  // What is released is drafted.
  (m) => isOpen(m) && m.escalated && !m.away,
  { reason: 'looked at it' },
  () => ({ ...open(false), frozen: false }),
)
export const escalates = command(
  'escalate',
  // There is nothing to hand to a manager where nobody wrote.
  (m) => isDraft(m) && !m.approach,
  (real) => real.press('escalate', { category: 'not-sure', note: 'please look' }, 'chatter'),
  () => ({ ...open(true), byHand: true, hasText: false, reach: false }),
)
export const redrafts = onCard(
  'another-draft',
  (m) => isDraft(m) && !m.frozen && !m.away,
  null,
  ({ approach }) => ({ ...open(false), approach }),
)
export const redraftsInVain = command(
  'another draft, writer away',
  (m) => isDraft(m) && !m.frozen && m.newer === 'nothing',
  (real) => {
    real.writer.away = true
    return real.press('another-draft', null)
  },
  () => ({ away: true, draft: 'redrafting' }),
)
export const writerStaysAway = command(
  'the writer stays away',
  (m) => m.away && m.draft === 'redrafting',
  async (real) => {
    for (let n = 0; n < 6; n += 1) await real.house.leap(10_000)
  },
  () => ({ draft: 'open' }),
)
export const writerReturns = command(
  'the writer returns',
  // In that time a reply that waits would leave.
  (m) => m.away && !pending('waiting')(m),
  async (real) => {
    real.writer.away = false
    await real.house.leap(11 * 60_000)
  },
  (m) => {
    const owed = m.draft === 'redrafting' || (m.newer !== 'nothing' && ['snoozed', 'second'].includes(m.draft))
    return owed ? { ...card(m, 'plain'), away: false } : { away: false }
  },
)
export const answersElsewhere = command(
  'somebody answers on the platform',
  (m) => m.draft !== 'none',
  (real) => real.sent('sent from my phone'),
  (m) => {
    if (LIVE.includes(m.draft)) return { draft: 'elsewhere', newer: 'nothing', reach: false }
    if (m.draft === 'accepted' && m.delivery === 'waiting')
      return { draft: 'stopped', delivery: 'stopped', newer: 'nothing', reach: false }
    return m.draft === 'accepted' ? { newer: 'nothing', reach: false } : { newer: 'nothing' }
  },
)
export const platformReports = command(
  'the platform reports the delivery',
  pending('waiting', 'by-hand', 'refused', 'unknown'),
  async (real) => {
    const { delivery } = await real.house.lastOf(real.fan)
    await real.sent(delivery?.text ?? '', delivery?.id)
  },
  (m) => afterEnd(m, handedOver.sent),
)
export const freezes = onCard(
  'freeze-fan',
  (m) => !m.frozen && isOpen(m) && m.newer === 'nothing',
  { reason: 'chargebacks' },
  () => ({ frozen: true }),
)
export const freezesOnTheWay = onCard(
  'freeze-fan',
  // Where nobody wrote, nothing is left to show.
  (m) => !m.frozen && !m.approach && pending('waiting', 'by-hand', 'refused')(m),
  { reason: 'chargebacks' },
  (m) => ({ ...open(true), hasText: false, frozen: true, reach: m.reach }),
)
