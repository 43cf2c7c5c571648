import { randomUUID } from 'node:crypto'
import type { Agencies } from '../../src/agency/index.ts'
import type { Sql } from '../../src/database/sql.ts'
import type { Fan, Fans } from '../../src/fans/index.ts'
import { Event, type EventInput, type Inbox } from '../../src/inbox/index.ts'
import type { Clock } from '../../src/kernel/clock.ts'
import { isId } from '../../src/kernel/ids.ts'
import { invariant } from '../../src/kernel/invariant.ts'
import type { Account, Platforms } from '../../src/platforms/index.ts'
import type { Replies } from '../../src/replies/index.ts'
import { type Scoring, segmentName } from '../../src/scoring/index.ts'
import type { Simulated, SimulatedMessage, Simulator } from './deps.ts'
import { words } from './words.ts'

export interface SimulatorDeps {
  sql: Sql
  clock: Clock
  agencies: Agencies
  platforms: Platforms
  fans: Fans
  inbox: Inbox
  scoring: Scoring
  replies: Replies
  /** The source whose events these are; made when the first is written. */
  sourceOf(agencyId: string): Promise<string>
}

const FANS_SHOWN = 24
const MESSAGES_SHOWN = 40
const MONTH_MS = 30 * 86_400_000
const SUBSCRIPTION_MINOR = 999

/** What a fan does, but for the head that every event has; the fan pays in `currency`. */
type Told = (currency: string) => Promise<Record<string, unknown>[]>

/** Writes, buys and subscribes as a fan, through the same journal as every other event. */
export function createSimulator(deps: SimulatorDeps): Simulator {
  const { clock, inbox } = deps

  async function act(agencyId: string, fanId: string, tell: Told): Promise<Simulated> {
    const known = await knownFan(deps, agencyId, fanId)
    if (known === null) return { kind: 'refused', why: words.simulator.unknownFan }
    const { fan, account } = known
    if (!isForTrying(account)) {
      const { title } = deps.platforms.platform(account.platform)
      return { kind: 'refused', why: words.simulator.realFan(title) }
    }
    const head = { account: account.externalId, fan: { id: fan.externalId }, at: clock.now().toISOString() }
    const told = await tell(await currencyOf(deps, agencyId, fan))
    const events = told.map((event) =>
      Event.parse({ id: `simulated-${randomUUID()}`, ...head, ...event } as EventInput),
    )
    await inbox.receive({ agencyId, sourceId: await deps.sourceOf(agencyId), events })
    return { kind: 'ok' }
  }

  return {
    fans: (agencyId) => listFans(deps, agencyId),
    conversation: (agencyId, fanId) => readConversation(deps, agencyId, fanId),
    write: (agencyId, fanId, text) =>
      act(agencyId, fanId, async () => [{ type: 'message.received', message: { id: randomUUID(), text } }]),
    buy: (agencyId, fanId, { kind, amountMinor }) =>
      act(agencyId, fanId, async (currency) => {
        const offered = kind === 'ppv' ? await lastOffer(deps, agencyId, fanId) : null
        const asset = offered ? { asset: offered } : {}
        return [{ type: 'purchase', purchase: { id: randomUUID(), kind, amountMinor, currency, ...asset } }]
      }),
    subscribe: (agencyId, fanId, kind) =>
      act(agencyId, fanId, async (currency) => {
        const until = new Date(clock.now().getTime() + MONTH_MS).toISOString()
        const amountMinor = SUBSCRIPTION_MINOR
        const paidFor = kind === 'started' ? 'subscription' : 'renewal'
        const subscription = { id: `simulated-${fanId}`, priceMinor: amountMinor, currency, until, autoRenew: true }
        const purchase = { id: randomUUID(), kind: paidFor, amountMinor, currency }
        return [
          { type: `subscription.${kind}`, subscription },
          { type: 'purchase', purchase },
        ]
      }),
  }
}

/** The sample agency makes its ids from names: UUIDs of version 8, where every other id has the version 7. */
const SAMPLE_ID = /^.{14}8/

/**
 * Whether nobody real writes on this account: one of the simulator's, or of the sample agency, whatever platform that
 * one stands for. Made-up messages and money of a real fan would be decided on, and counted, as if they were true.
 */
function isForTrying({ platform, id }: Account): boolean {
  return platform === 'simulator' || SAMPLE_ID.test(id)
}

async function knownFan(
  { sql, fans, platforms }: SimulatorDeps,
  agencyId: string,
  fanId: string,
): Promise<{ fan: Fan; account: Account } | null> {
  const fan = isId(fanId) ? await fans.fan(sql, agencyId, fanId) : null
  const account = fan && (await platforms.account(sql, agencyId, fan.accountId))
  return fan && account && { fan, account }
}

async function currencyOf({ sql, agencies }: SimulatorDeps, agencyId: string, fan: Fan): Promise<string> {
  const creator = await agencies.creator(sql, agencyId, fan.creatorId)
  invariant(creator, 'a fan has a creator')
  return creator.currency
}

async function listFans(deps: SimulatorDeps, agencyId: string) {
  const { sql, agencies, fans, platforms, scoring } = deps
  const shown = []
  for (const creator of await agencies.creators(agencyId)) {
    const accounts = new Map<string, Account | null>()
    const newest = []
    for (const fan of await fans.ofCreator(sql, agencyId, creator.id)) {
      const { accountId } = fan
      if (!accounts.has(accountId)) accounts.set(accountId, await platforms.account(sql, agencyId, accountId))
      const account = accounts.get(accountId)
      if (account && isForTrying(account)) newest.push({ fan, account })
    }
    for (const { fan, account } of newest.slice(0, FANS_SHOWN / 2)) {
      const { segment } = await scoring.score(sql, agencyId, fan, creator.currency)
      const platform = platforms.platform(account.platform).title
      const { name: to, currency } = creator
      shown.push({
        id: fan.id,
        name: fan.name,
        creator: to,
        platform,
        segment: segment === null ? 'profiling refused' : segmentName(segment),
        currency,
      })
    }
  }
  return shown
}

/** What the fan sees: their own messages and what was really sent. */
async function readConversation(deps: SimulatorDeps, agencyId: string, fanId: string): Promise<SimulatedMessage[]> {
  const { sql, inbox, replies, fans } = deps
  const known = await knownFan(deps, agencyId, fanId)
  const conversation = known && isForTrying(known.account) && (await inbox.ofFan(sql, agencyId, fanId))
  if (!conversation) return []
  const owned = new Set((await fans.purchases(sql, agencyId, fanId, 100)).map((purchase) => purchase.assetId))
  const messages = (await inbox.recent(sql, agencyId, conversation.id, MESSAGES_SHOWN)).filter(
    (message) => !message.deleted,
  )
  return Promise.all(
    messages.map(async ({ direction, text, at, deliveryId }) => {
      const shown: SimulatedMessage = { by: direction === 'inbound' ? 'fan' : 'creator', text, at }
      const offer = deliveryId ? await replies.offerOf(sql, agencyId, deliveryId) : null
      return offer
        ? { ...shown, price: offer.price, asset: { title: offer.title }, unlocked: owned.has(offer.assetId) }
        : shown
    }),
  )
}

/** The external id of the asset that was offered last and isn't theirs yet. */
async function lastOffer(
  { sql, inbox, replies, fans }: SimulatorDeps,
  agencyId: string,
  fanId: string,
): Promise<string | null> {
  const conversation = await inbox.ofFan(sql, agencyId, fanId)
  if (!conversation) return null
  const owned = new Set((await fans.purchases(sql, agencyId, fanId, 100)).map((purchase) => purchase.assetId))
  const messages = await inbox.recent(sql, agencyId, conversation.id, MESSAGES_SHOWN)
  for (const { deliveryId } of messages.reverse()) {
    const offer = deliveryId ? await replies.offerOf(sql, agencyId, deliveryId) : null
    if (offer && !owned.has(offer.assetId)) return offer.externalId
  }
  return null
}
