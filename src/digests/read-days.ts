import type { Creator } from '../agency/index.ts'
import { addWaits, type Day, dayOf, plusDays, type Span, waitAt } from '../figures/index.ts'
import type { DigestsDeps } from './deps.ts'
import type { DayFigures } from './unusual.ts'

/** Two months to learn from beside the longest memory there is. */
export const READ_DAYS = 240
const HALF = 0.5
const MINUTE_MS = 60_000

/**
 * A creator's days up to the one before `at` on their wall, in their currency, oldest first and without a gap; empty while there
 * is no figure at all.
 */
export async function readDays(
  { figures }: DigestsDeps,
  agencyId: string,
  creator: Creator,
  at: Date,
): Promise<DayFigures[]> {
  const to = plusDays(dayOf(at, creator.zone), -1)
  const span: Span = { agencyId, creatorIds: [creator.id], from: plusDays(to, 1 - READ_DAYS), to }
  const [money, subscribers, waits] = await Promise.all([
    figures.money(span, 'day'),
    figures.subscribers(span),
    figures.waits(span, 'day'),
  ])
  const own = money.filter(({ currency }) => currency === creator.currency)
  const first = [...own, ...subscribers].map(({ key }) => key).sort()[0]
  return first === undefined ? [] : daysOf(first, to, { money: own, subscribers, waits })
}

type Money = Awaited<ReturnType<DigestsDeps['figures']['money']>>[number]
type Waited = Awaited<ReturnType<DigestsDeps['figures']['waits']>>[number]
type Subscribers = Awaited<ReturnType<DigestsDeps['figures']['subscribers']>>[number]

/** Every day from the first that has a figure to the last; a day without a row brought nothing. */
function daysOf(
  first: Day,
  last: Day,
  { money, subscribers, waits }: { money: Money[]; subscribers: Subscribers[]; waits: Waited[] },
): DayFigures[] {
  const paid = new Map(money.map((row) => [row.key, row]))
  const waited = new Map(waits.map((row) => [row.key, waitAt(addWaits([row.onShift, row.offShift]), HALF)]))
  const days: DayFigures[] = []
  for (let day = first; day <= last; day = plusDays(day, 1)) {
    const row = paid.get(day)
    const moved = subscribers.filter(({ key }) => key === day)
    days.push({
      ...{ day, ppvMinor: row?.ppvMinor ?? 0, tipsMinor: row?.tipMinor ?? 0, productsMinor: row?.productMinor ?? 0 },
      ...{ subscriptionsMinor: (row?.subscriptionMinor ?? 0) + (row?.renewalMinor ?? 0) },
      ...{ refundsMinor: row?.refundedMinor ?? 0, sales: row?.sales ?? 0 },
      // Who came back is among them.
      gained: moved.reduce((sum, { gained }) => sum + gained, 0),
      lost: moved.reduce((sum, { lost }) => sum + lost, 0),
      waitedMinutes: minutesOf(waited.get(day) ?? null),
    })
  }
  return days
}

const minutesOf = (ms: number | null): number | null => (ms === null ? null : ms / MINUTE_MS)
