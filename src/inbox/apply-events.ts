import type { Content } from '../content/index.ts'
import type { Sql } from '../database/sql.ts'
import type { Ground } from '../facts/index.ts'
import type { Fans } from '../fans/index.ts'
import { newId } from '../kernel/ids.ts'
import type { Account, Platforms } from '../platforms/index.ts'
import { applyMessages } from './apply-messages.ts'
import { upsertConversations } from './conversation-store.ts'
import type { Event } from './event.ts'
import { markApplied, quarantine, type WaitingRow } from './journal-store.ts'
import { purchasesOf, subscriptionsOf } from './money-events.ts'
import type { Placed } from './placed.ts'

export interface InboxDeps {
  ground: Ground
  platforms: Platforms
  fans: Fans
  content: Content
}

/** Events that claim to come from later than this are a sender's broken clock. */
const FUTURE_MS = 10 * 60_000

/**
 * Part: applies journal rows set by set: fans, then conversations and messages, then purchases and subscriptions, with
 * their facts and tasks. Rows that can't be attributed are quarantined with their reason. Touches rows in key order.
 */
export async function applyEvents(
  deps: InboxDeps,
  sql: Sql,
  agencyId: string,
  rows: readonly WaitingRow[],
): Promise<void> {
  const { ground, platforms } = deps
  const now = ground.clock.now()
  const accounts = await platforms.accountsByExternalId(
    sql,
    agencyId,
    rows.map((row) => row.event.account),
  )
  const bad: (WaitingRow & { reason: string })[] = []
  const good: { row: WaitingRow; at: Date; account: Account & { currency: string } }[] = []
  for (const row of rows) {
    const account = accounts.get(row.event.account)
    const at = new Date(row.event.at)
    const reason = refusal(row.event, at, account, now)
    if (reason === null && account) good.push({ row, at, account })
    else bad.push({ ...row, reason: reason ?? 'unknown account' })
  }
  if (bad.length > 0) await quarantine(sql, agencyId, bad, now)
  if (good.length === 0) return

  const fanIds = await deps.fans.see(
    sql,
    agencyId,
    good.map(({ row, at, account }) => ({
      accountId: account.id,
      creatorId: account.creatorId,
      externalId: row.event.fan.id,
      name: row.event.fan.name,
      at,
    })),
  )
  const placed = good.map(({ row, at, account }) => ({
    row,
    event: row.event,
    at,
    account,
    fanId: fanIds.get(`${account.id} ${row.event.fan.id}`) ?? '',
  }))
  await applyMessages(deps, sql, agencyId, await inConversations(deps, sql, agencyId, placed.filter(isMessage)))
  await applyMoney(deps, sql, agencyId, placed)
  await markApplied(
    sql,
    agencyId,
    good.map(({ row }) => row),
    now,
  )
}

function refusal(event: Event, at: Date, account: { currency: string } | undefined, now: Date): string | null {
  if (!account) return `account ${event.account} is not known here`
  if (at.getTime() - now.getTime() > FUTURE_MS) return `at ${event.at} lies in the future`
  const currency =
    'purchase' in event ? event.purchase.currency : 'refund' in event ? event.refund.currency : account.currency
  if (currency !== account.currency)
    return `currency ${currency}, but this creator's figures are in ${account.currency}`
  return null
}

type MessageEvent = Extract<Event, { message: unknown }>
const isMessage = (placed: Placed): placed is Placed<MessageEvent> => 'message' in placed.event

async function inConversations(
  { ground }: InboxDeps,
  sql: Sql,
  agencyId: string,
  placed: Placed<MessageEvent>[],
): Promise<(Placed<MessageEvent> & { conversationId: string })[]> {
  if (placed.length === 0) return []
  const wanted = new Map(placed.map((p) => [p.fanId, p]))
  const ids = await upsertConversations(
    sql,
    agencyId,
    [...wanted.values()]
      .sort((a, b) => (a.fanId < b.fanId ? -1 : 1))
      .map((p) => ({
        id: newId(ground.clock),
        accountId: p.account.id,
        creatorId: p.account.creatorId,
        fanId: p.fanId,
      })),
  )
  return placed.map((p) => ({ ...p, conversationId: ids.get(p.fanId) ?? '' }))
}

async function applyMoney(deps: InboxDeps, sql: Sql, agencyId: string, placed: Placed[]): Promise<void> {
  const named = placed.flatMap(({ event, account }) =>
    event.type === 'purchase' && event.purchase.asset !== undefined
      ? [{ creatorId: account.creatorId, externalId: event.purchase.asset }]
      : [],
  )
  const assets = named.length > 0 ? await deps.content.assetIds(sql, agencyId, named) : new Map<string, string>()
  const purchases = placed.flatMap((p) => purchasesOf(p, assets))
  if (purchases.length > 0) await deps.fans.recordPurchases(sql, agencyId, purchases)
  const subscriptions = placed.flatMap(subscriptionsOf)
  if (subscriptions.length > 0) await deps.fans.recordSubscriptions(sql, agencyId, subscriptions)
}
