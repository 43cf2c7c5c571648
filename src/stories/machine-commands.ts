import type fc from 'fast-check'
import { expect } from 'vitest'
import type { Scripted } from './fakes.ts'
import type { Model, Real } from './machine-model.ts'

type Command = fc.AsyncCommand<Model, Real>
type Next = Partial<Model>

const LIVE = ['open', 'redrafting', 'snoozed']
const PLAIN = 'hey you'
const REACH = 'can we meet up irl?'
const open = (escalated: boolean): Next => ({
  draft: 'open',
  escalated,
  byHand: false,
  hasText: true,
  delivery: 'none',
  newer: 'nothing',
  reach: escalated,
})

/** What a new turn's card is: the fan may be frozen, or the words must reach a manager. */
function card(m: Model, newer: 'plain' | 'reach'): Next {
  const reach = newer === 'reach' || m.reach
  return m.frozen ? { ...open(true), hasText: false, reach } : open(reach)
}

/** After a delivery's end: what the fan wrote meanwhile gets its card, else the card is as `settled`. */
const then = (m: Model, settled: Next): Next =>
  m.newer === 'nothing' ? settled : card({ ...m, reach: settled.reach ?? m.reach }, m.newer)

/** One act on both: allowed by `when`, done on the real thing, expected by `after`; then the rows must say the same. */
function command(
  name: string,
  when: (m: Model) => boolean,
  act: (real: Real, m: Model) => Promise<unknown>,
  after: (m: Model) => Next,
): Command {
  return {
    check: (m) => when(m),
    async run(m, real) {
      const answer = (await act(real, m)) as { kind?: string } | undefined
      if (answer?.kind !== undefined) expect(answer.kind, `${name}: ${JSON.stringify(answer)}`).toBe('done')
      await real.look()
      Object.assign(m, after(m))
      const { draft, delivery } = await real.house.lastOf(real.fan)
      const stored = {
        draft: draft?.state ?? 'none',
        escalated: draft?.outcome === 'ESCALATE',
        // Of a card that is open again its old delivery is history.
        delivery: ['accepted', 'sent', 'stopped'].includes(draft?.state ?? '') ? delivery?.state : m.delivery,
      }
      expect(stored, `after ${name}`).toEqual({ draft: m.draft, escalated: m.escalated, delivery: m.delivery })
    },
    toString: () => name,
  }
}

const isOpen = (m: Model): boolean => m.draft === 'open'
const isDraft = (m: Model): boolean => isOpen(m) && !m.escalated
const pending =
  (...states: string[]) =>
  (m: Model) =>
    m.draft === 'accepted' && states.includes(m.delivery)
const mayAnswer = (m: Model): boolean => isOpen(m) && !m.frozen

function written(m: Model, newer: 'plain' | 'reach'): Next {
  const stays = { newer: m.newer === 'reach' ? ('reach' as const) : newer }
  if (m.draft === 'accepted') {
    const stops = m.delivery === 'waiting' || (newer === 'reach' && m.delivery !== 'unknown')
    return stops ? card(m, newer) : stays
  }
  if (!LIVE.includes(m.draft)) return card({ ...m, reach: false }, newer)
  const reach = newer === 'reach' || m.reach
  if (m.byHand && newer === 'plain' && !m.frozen) return { ...open(true), byHand: true, hasText: false, reach: false }
  // A writer that is away leaves the old card; rules need no writer.
  if (m.away && !reach && !m.frozen) return { newer: 'plain' }
  return card(m, reach ? 'reach' : 'plain')
}

const handedOver: Record<'sent' | 'refused' | 'unknown', Next> = {
  sent: { draft: 'sent', delivery: 'sent', reach: false },
  refused: { delivery: 'refused' },
  unknown: { delivery: 'unknown' },
}
const outcomeOf = (scripted: Scripted) =>
  scripted === 'throws' ? 'unknown' : scripted === 'refuses by throwing' ? 'refused' : scripted

export const writes = (newer: 'plain' | 'reach') =>
  command(
    `fan writes ${newer}`,
    (m) => !(m.away && m.draft === 'redrafting' && newer === 'plain' && m.newer !== 'nothing'),
    (real) => real.write(newer === 'plain' ? PLAIN : REACH),
    (m) => written(m, newer),
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
  then(m, { draft: 'open', delivery: 'none' }),
)
export const marksAsSent = operates('mark-as-sent', ['by-hand', 'unknown'], (m) => then(m, handedOver.sent))
export const sendsByHand = operates('send-by-hand', ['refused', 'unknown'], () => ({ delivery: 'by-hand' }))
export const triesAgain = operates('try-again', ['refused', 'unknown'], (m) => then(m, handedOver.sent))

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
  (m) => isOpen(m) && m.escalated,
  { reason: 'looked at it' },
  () => ({ ...open(false), frozen: false }),
)
export const escalates = command(
  'escalate',
  isDraft,
  (real) => real.press('escalate', { category: 'not-sure', note: 'please look' }, 'chatter'),
  () => ({ ...open(true), byHand: true, hasText: false, reach: false }),
)
export const redrafts = onCard(
  'another-draft',
  (m) => isDraft(m) && !m.frozen && !m.away,
  null,
  () => open(false),
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
  (m) => m.away,
  async (real) => {
    real.writer.away = false
    await real.house.leap(11 * 60_000)
  },
  (m) => (m.draft === 'redrafting' ? { ...card(m, 'plain'), away: false } : { away: false }),
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
  (m) => then(m, handedOver.sent),
)
export const freezes = onCard(
  'freeze-fan',
  (m) => !m.frozen && isOpen(m) && m.newer === 'nothing',
  { reason: 'chargebacks' },
  () => ({ frozen: true }),
)
export const freezesOnTheWay = onCard(
  'freeze-fan',
  (m) => !m.frozen && pending('waiting', 'by-hand', 'refused')(m),
  { reason: 'chargebacks' },
  (m) => ({ ...open(true), hasText: false, frozen: true, reach: m.reach }),
)
