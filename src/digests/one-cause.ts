import { METRICS, type Metric } from './explain-alarm.ts'
import type { AlertDetail, Found } from './insight.ts'

export type FoundAlert = Omit<Found, 'detail'> & { detail: AlertDetail }

/** An alert of before, whatever became of it: its own cause, and the figures that were told with it. */
export interface Told {
  causeKey: string
  toDay: string
  also: readonly Metric[]
}

/** So long what was told beside an alert counts as told: as long as a stretch of days may pause. */
const TOLD_DAYS = 7
const DAY_MS = 86_400_000

/**
 * One alert for each cause. Money and sales in one direction are one cause, and whatever shares an account that was silent, a
 * stretch without answers or a promotion: the alert that was told before speaks for the others, else the most urgent (money
 * first), and names their figures. What was named beside an alert in the last days is not told by itself.
 */
export function onceForEachCause(found: readonly FoundAlert[], told: readonly Told[]): FoundAlert[] {
  const known = new Set(told.map(({ causeKey }) => causeKey))
  const ordered = found.toSorted(
    (a, b) =>
      Number(known.has(b.causeKey)) - Number(known.has(a.causeKey)) ||
      a.priority - b.priority ||
      METRICS.indexOf(a.detail.metric) - METRICS.indexOf(b.detail.metric),
  )
  const leaders: FoundAlert[] = []
  for (const alert of ordered) {
    if (!known.has(alert.causeKey) && wasNamed(alert, told)) continue
    const at = leaders.findIndex((leader) => shareCause(leader, alert))
    const leader = leaders[at]
    if (!leader) leaders.push(alert)
    else
      leaders[at] = {
        ...leader,
        detail: { ...leader.detail, also: [...(leader.detail.also ?? []), alert.detail.metric] },
      }
  }
  return leaders
}

const wasNamed = ({ detail, toDay }: FoundAlert, told: readonly Told[]): boolean =>
  told.some(
    (one) => one.also.includes(detail.metric) && Date.parse(toDay) - Date.parse(one.toDay) <= TOLD_DAYS * DAY_MS,
  )

function shareCause(a: FoundAlert, b: FoundAlert): boolean {
  const [mine, theirs] = [causesOf(a.detail), causesOf(b.detail)]
  return [...mine].some((cause) => theirs.has(cause))
}

function causesOf({ metric, direction, clues }: AlertDetail): Set<string> {
  const causes = new Set<string>()
  if (metric === 'revenue' || metric === 'sales') causes.add(`money ${direction}`)
  for (const clue of clues) {
    if (clue.kind === 'gap' || clue.kind === 'failed') causes.add(`account ${clue.account}`)
    if (clue.kind === 'no-reply') causes.add(`no reply ${clue.fromMs}`)
    if (clue.kind === 'promotion') causes.add(`promotion ${clue.offerId}`)
  }
  return causes
}
