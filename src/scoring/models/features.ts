import { countBefore, type Ledger } from './ledger.ts'

const log1p = Math.log1p
/** A rhythm needs two gaps; the pooled guess of one counts as much as so many of the customer's own. */
const PRIOR_GAPS = 1
const PRIOR_GAP_DAYS = 30

/**
 * What a buying model doesn't look at: how purchases before day `now` lie in time, and what was spent. Logarithms, so that
 * ten years and ten thousand purchases stay within reach of a linear rule; always finite. `typicalSpend` is the list's mean
 * per day with a purchase, in the ledger's unit.
 */
export function featuresOf({ days, amounts }: Ledger, now: number, typicalSpend: number): number[] {
  const n = countBefore(days, now)
  const [first = now, last = now] = [days[0], days[n - 1]]
  const silence = now - last
  const gaps = Math.max(0, n - 1)
  const meanGap = (last - first + PRIOR_GAPS * PRIOR_GAP_DAYS) / (gaps + PRIOR_GAPS)
  let spread = 0
  const fading = [0, 0, 0]
  let spent = 0
  for (let i = 0; i < n; i += 1) {
    const day = days[i] ?? 0
    spent += amounts[i] ?? 0
    if (i > 0) spread += Math.abs(day - (days[i - 1] ?? day) - meanGap)
    for (const [k, life] of LIVES.entries()) fading[k] = (fading[k] ?? 0) + Math.exp((day - now) / life)
  }
  const irregular = (spread + PRIOR_GAPS * meanGap) / ((gaps + PRIOR_GAPS) * meanGap)
  const unit = typicalSpend > 0 ? typicalSpend : 1
  const between = (from: number, to: number): number => countBefore(days, now - from) - countBefore(days, now - to)
  return [
    log1p(silence),
    log1p(gaps),
    log1p(now - first),
    Math.log((silence + 1) / (meanGap + 1)),
    ...fading.map((v) => Math.log(v + 0.01)),
    Math.log(irregular),
    Math.log((spent / Math.max(1, n) + 0.01 * unit) / unit),
    log1p(between(0, 30)),
    log1p(between(30, 60)),
    log1p(between(60, 90)),
    silence / 30,
    Math.log((gaps + 0.3) / (now - first + 28)),
    log1p(silence) ** 2,
    log1p(Math.max(0, amounts[n - 1] ?? 0) / unit),
    log1p(Math.max(0, spent) / unit),
    Math.abs(Math.log((silence + 15) / (meanGap + 1))),
  ].map((v) => (Number.isFinite(v) ? v : 0))
}

/** Days after which a purchase counts a third as much. */
const LIVES = [15, 60, 180]
