const DAY_MS = 86_400_000
/** What came before is looked at for so long, and what came after. */
export const BEFORE_MS = 180 * DAY_MS
const AFTER_MS = 30 * DAY_MS
/** Under so many pairs a difference is chance. */
export const FEWEST_PAIRS = 10
/** Farther apart than this, two fans are no pair: about e times the spend, or the days since they bought. */
const FARTHEST = 1

/** A fan with what they paid, oldest first, refunds below nothing; amounts in minor units of one currency. */
export interface Buyer {
  fanId: string
  creatorId: string
  segment: string | null
  paid: readonly { at: number; minor: number }[]
}

export interface Matched {
  /** Fans who were shown it. */
  fans: number
  /** Those of them who have somebody like them who wasn't. */
  pairs: number
  /** What those spent since, and what the others spent in the same days; minor units. */
  spentMinor: number
  alikeMinor: number
  /** Half the width of the interval around the difference that holds in 19 of 20 cases. */
  marginMinor: number
}

/**
 * What fans who were shown an offer spent from then on, beside fans who could have been and were not: each with the nearest of
 * the same creator and segment, by spend in the 180 days before and by days since they last bought, each taken once, over the
 * same days, at most 30. Pure, and the same for the same fans in any order. `unitMinor`: under which an amount is nothing much.
 */
export function matched(
  shown: readonly (Buyer & { since: Date })[],
  others: readonly Buyer[],
  now: Date,
  unitMinor: number,
): Matched {
  const free = new Map<string, Buyer[]>()
  for (const other of others.toSorted(byId)) {
    const group = free.get(groupOf(other)) ?? []
    group.push(other)
    free.set(groupOf(other), group)
  }
  const differences: number[] = []
  let spentMinor = 0
  let alikeMinor = 0
  for (const fan of shown.toSorted((a, b) => a.since.getTime() - b.since.getTime() || byId(a, b))) {
    const at = fan.since.getTime()
    const group = free.get(groupOf(fan)) ?? []
    const place = nearest(standingAt(fan, at, unitMinor), group, at, unitMinor)
    const [alike] = place === null ? [] : group.splice(place, 1)
    if (!alike) continue
    const until = Math.min(at + AFTER_MS, now.getTime())
    const [spent, without] = [paidIn(fan, at, until), paidIn(alike, at, until)]
    differences.push(spent - without)
    spentMinor += spent
    alikeMinor += without
  }
  const marginMinor = marginOf(differences)
  return { fans: shown.length, pairs: differences.length, spentMinor, alikeMinor, marginMinor }
}

const byId = (a: Buyer, b: Buyer): number => (a.fanId < b.fanId ? -1 : a.fanId > b.fanId ? 1 : 0)
const groupOf = ({ creatorId, segment }: Buyer): string => `${creatorId} ${segment ?? ''}`

const paidIn = ({ paid }: Buyer, from: number, until: number): number =>
  paid.reduce((sum, { at, minor }) => (at >= from && at < until ? sum + minor : sum), 0)

/** Where a fan stood at a moment, so that one step is about the same in both: e times as much, e times as long ago. */
function standingAt(buyer: Buyer, at: number, unitMinor: number): { spend: number; quiet: number } {
  const spent = Math.max(0, paidIn(buyer, at - BEFORE_MS, at))
  const last = buyer.paid.findLast((each) => each.at < at && each.at >= at - BEFORE_MS && each.minor > 0)
  const quietMs = last ? at - last.at : BEFORE_MS
  return { spend: Math.log1p(spent / unitMinor), quiet: Math.log1p(quietMs / DAY_MS) }
}

function nearest(
  { spend, quiet }: { spend: number; quiet: number },
  group: readonly Buyer[],
  at: number,
  unitMinor: number,
): number | null {
  let best: { place: number; apart: number } | null = null
  for (const [place, other] of group.entries()) {
    const theirs = standingAt(other, at, unitMinor)
    const apart = Math.abs(theirs.spend - spend) + Math.abs(theirs.quiet - quiet)
    if (apart <= FARTHEST && apart < (best?.apart ?? Number.POSITIVE_INFINITY)) best = { place, apart }
  }
  return best?.place ?? null
}

/** Of the sum of differences, by Student's t, a little on the wide side. */
function marginOf(differences: readonly number[]): number {
  const n = differences.length
  if (n < 2) return 0
  const mean = differences.reduce((sum, each) => sum + each, 0) / n
  const variance = differences.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (n - 1)
  return (1.96 + 2.8 / (n - 1)) * Math.sqrt(variance * n)
}
