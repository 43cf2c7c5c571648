import { randomUUID } from 'node:crypto'
import type { Agencies } from '../../src/agency/index.ts'
import type { Sql } from '../../src/database/sql.ts'
import type { Fan, Fans } from '../../src/fans/index.ts'
import { Event, type EventInput, type Inbox } from '../../src/inbox/index.ts'
import type { Clock } from '../../src/kernel/clock.ts'
import { invariant } from '../../src/kernel/invariant.ts'
import type { Platforms } from '../../src/platforms/index.ts'
import type { Replies } from '../../src/replies/index.ts'
import type { Scoring } from '../../src/scoring/index.ts'
import type { SimulatedMessage, Simulator } from './deps.ts'

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

/** Writes, buys and subscribes as a fan, through the same journal as every other event. */
export function createSimulator(deps: SimulatorDeps): Simulator {
  const { sql, clock, inbox } = deps

  async function send(agencyId: string, fanId: string, event: (fan: Fan) => Record<string, unknown>): Promise<void> {
    const fan = await deps.fans.fan(sql, agencyId, fanId)
    const account = fan && (await deps.platforms.account(sql, agencyId, fan.accountId))
    invariant(fan && account, 'the simulator shows fans of this agency')
    const head = {
      id: `simulated-${randomUUID()}`,
      account: account.externalId,
      fan: { id: fan.externalId },
      at: clock.now().toISOString(),
    }
    const parsed = Event.parse({ ...head, ...event(fan) } as EventInput)
    await inbox.receive({ agencyId, sourceId: await deps.sourceOf(agencyId), events: [parsed] })
  }

  return {
    fans: (agencyId) => listFans(deps, agencyId),
    conversation: (agencyId, fanId) => readConversation(deps, agencyId, fanId),
    write: (agencyId, fanId, text) =>
      send(agencyId, fanId, () => ({ type: 'message.received', message: { id: randomUUID(), text } })),
    async buy(agencyId, fanId, what) {
      const currency = await currencyOf(deps, agencyId, fanId)
      const offered = what.kind === 'ppv' ? await lastOffer(deps, agencyId, fanId) : null
      const asset = offered ? { asset: offered } : {}
      const purchase = { id: randomUUID(), kind: what.kind, amountMinor: what.amountMinor, currency, ...asset }
      await send(agencyId, fanId, () => ({ type: 'purchase', purchase }))
    },
    async subscribe(agencyId, fanId, kind) {
      const currency = await currencyOf(deps, agencyId, fanId)
      const until = new Date(clock.now().getTime() + MONTH_MS).toISOString()
      const subscription = { id: `simulated-${fanId}`, priceMinor: 999, currency, until, autoRenew: true }
      await send(agencyId, fanId, () => ({ type: `subscription.${kind}`, subscription }))
      const purchase = {
        id: randomUUID(),
        kind: kind === 'started' ? 'subscription' : 'renewal',
        amountMinor: 999,
        currency,
      }
      await send(agencyId, fanId, () => ({ type: 'purchase', purchase }))
    },
  }
}

async function currencyOf({ sql, agencies, fans }: SimulatorDeps, agencyId: string, fanId: string): Promise<string> {
  const fan = await fans.fan(sql, agencyId, fanId)
  const creator = fan && (await agencies.creator(sql, agencyId, fan.creatorId))
  invariant(creator, 'a fan has a creator')
  return creator.currency
}

async function listFans(deps: SimulatorDeps, agencyId: string) {
  const { sql, agencies, fans, platforms, scoring } = deps
  const shown = []
  for (const creator of await agencies.creators(agencyId)) {
    const newest = (await fans.ofCreator(sql, agencyId, creator.id)).slice(0, FANS_SHOWN / 2)
    for (const fan of newest) {
      const account = await platforms.account(sql, agencyId, fan.accountId)
      const { segment } = await scoring.score(sql, agencyId, fan, creator.currency)
      const platform = platforms.platform(account?.platform ?? '').title
      shown.push({ id: fan.id, name: fan.name, creator: creator.name, platform, segment, currency: creator.currency })
    }
  }
  return shown
}

/** What the fan sees: their own messages and what was really sent. */
async function readConversation(deps: SimulatorDeps, agencyId: string, fanId: string): Promise<SimulatedMessage[]> {
  const { sql, inbox, replies, fans } = deps
  const conversation = await inbox.ofFan(sql, agencyId, fanId)
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
