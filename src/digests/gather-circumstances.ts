import { type Creator, instantOf } from '../agency/index.ts'
import { pastFacts } from '../facts/index.ts'
import { type Day, plusDays } from '../figures/index.ts'
import type { DigestsDeps } from './deps.ts'
import { LEAST_GAP_MS, LEAST_SILENCE_MS } from './explain-alarm.ts'
import { isUsualSilence, LEAST_USUAL, usualIn } from './quiet-stretches.ts'
import type { Circumstances } from './unusual.ts'

const WEEK_MS = 7 * 86_400_000
const SHIFTS_MS = 4 * WEEK_MS

interface Window {
  from: Date
  until: Date
  now: Date
}

/** A creator's day as instants; days have 23 to 25 hours. */
export const windowOf = ({ zone }: Creator, day: Day, now: Date): Window => ({
  from: startOf(zone, day),
  until: startOf(zone, plusDays(day, 1)),
  now,
})

export const startOf = (zone: string, day: Day): Date => instantOf(zone, Date.parse(`${day}T00:00:00Z`))

/** What else is known of a creator's day: accounts that were silent or failed, the team, prices, promotions, freezes, rules. */
export async function gatherCircumstances(
  deps: DigestsDeps,
  agencyId: string,
  creator: Creator,
  day: Day,
): Promise<Circumstances> {
  const { ground, inbox, content, offers, fans } = deps
  const sql = ground.database
  const window = windowOf(creator, day, ground.clock.now())
  const [gaps, failures, silences, waiting, prices, refunds, ran, frozen, rules] = await Promise.all([
    gapsOf(deps, agencyId, creator, window),
    failuresOf(deps, agencyId, creator, window),
    silencesOf(deps, agencyId, creator, window),
    inbox.waiting(sql, agencyId, creator.id),
    content.priceChanges(sql, agencyId, creator.id, window),
    content.refunded(sql, agencyId, creator.id, window),
    offers.ran(sql, agencyId, creator.id, window),
    fans.countFrozen(sql, agencyId, creator.id, window),
    rulesOf(deps, agencyId, creator, window),
  ])
  return {
    ...{ gaps, failures, silences, waiting, refunds, frozen, rulesMs: rules },
    prices: prices.map(({ title, at, fromMinor, toMinor }) => ({
      ...{ atMs: at.getTime(), what: title, fromMinor, toMinor },
    })),
    promotions: ran.map(({ id, name, from, until }) => ({
      ...{ offerId: id, name },
      what: from >= window.from ? 'began' : until < window.until ? 'ended' : 'runs',
    })),
  }
}

const platformOf = ({ platforms }: DigestsDeps, { platform }: { platform: string }): string =>
  platforms.platform(platform).title

/** Accounts from which nothing came although much usually does. */
export async function gapsOf(
  deps: DigestsDeps,
  agencyId: string,
  creator: Creator,
  window: Window,
): Promise<Circumstances['gaps']> {
  const { inbox, platforms, ground } = deps
  const sql = ground.database
  const stretches = await inbox.quietAccounts(sql, agencyId, creator.id, { ...window, leastMs: LEAST_GAP_MS })
  const usual = await inbox.usualHours(sql, agencyId, creator.id, { until: window.from, zone: creator.zone })
  const accounts = new Map((await platforms.accountsOf(sql, agencyId, creator.id)).map((one) => [one.id, one]))
  return stretches.flatMap(({ accountId, from, until }) => {
    const account = accounts.get(accountId)
    const missed = usualIn({ from, until: until ?? window.now }, usual.get(accountId) ?? [], creator.zone)
    if (!account || missed < LEAST_USUAL) return []
    const untilMs = until?.getTime() ?? null
    return [{ accountId, account: platformOf(deps, account), fromMs: from.getTime(), untilMs, usual: missed }]
  })
}

async function failuresOf(deps: DigestsDeps, agencyId: string, creator: Creator, window: Window) {
  const accounts = await deps.platforms.accountsOf(deps.ground.database, agencyId, creator.id)
  const names = new Map(accounts.map((account) => [account.externalId, platformOf(deps, account)]))
  const failed = await deps.inbox.failed(deps.ground.database, agencyId, [...names.keys()], window)
  return failed.map(({ externalId, from, until, count }) => ({
    ...{ account: names.get(externalId) ?? externalId, events: count },
    ...{ fromMs: from.getTime(), untilMs: until.getTime() },
  }))
}

async function silencesOf(
  { inbox, agencies, ground }: DigestsDeps,
  agencyId: string,
  creator: Creator,
  window: Window,
) {
  const sql = ground.database
  const week = { ...window, from: new Date(window.from.getTime() - WEEK_MS), leastMs: LEAST_SILENCE_MS }
  const all = await inbox.unanswered(sql, agencyId, creator.id, week)
  const own = all
    .map(({ from, until }) => ({ from, until: until ?? window.now }))
    .filter((silence) => silence.until > window.from && !isUsualSilence(silence, all, window.now))
  if (own.length === 0) return []
  const since = new Date(window.from.getTime() - SHIFTS_MS)
  const shifts = await agencies.shiftsBetween(sql, agencyId, { from: since, until: window.now })
  return own.map(({ from, until }) => {
    const on = shifts.filter((shift) => shift.from < until && shift.until > from)
    const onShift = shifts.length === 0 ? null : new Set(on.map(({ operatorId }) => operatorId)).size
    return { fromMs: from.getTime(), untilMs: until.getTime(), onShift }
  })
}

async function rulesOf({ ground }: DigestsDeps, agencyId: string, creator: Creator, { from, until }: Window) {
  const changed = await pastFacts(ground.database, agencyId, {
    ...{ names: ['guardrails.set'], since: from },
    ...{ subject: creator.id, most: MOST_RULES },
  })
  return changed.filter(({ at }) => at < until).map(({ at }) => at.getTime())
}
const MOST_RULES = 500
