import type { NewPurchase, SubscriptionChange } from '../fans/index.ts'
import type { Placed } from './placed.ts'

const STATES = {
  'subscription.started': 'active',
  'subscription.renewed': 'active',
  'subscription.expiring': 'expiring',
  'subscription.expired': 'expired',
} as const

/** The purchase or refund that an event reports; `assets` maps `creatorId externalId` to ids. */
export function purchasesOf(
  { event, at, account, fanId }: Placed,
  assets: ReadonlyMap<string, string>,
): (NewPurchase & { creatorId: string })[] {
  const shared = { fanId, creatorId: account.creatorId, at }
  if (event.type === 'purchase') {
    const { id, kind, amountMinor, currency, asset } = event.purchase
    const assetId = asset === undefined ? null : (assets.get(`${account.creatorId} ${asset}`) ?? null)
    return [{ ...shared, externalId: id, kind, amountMinor, currency, assetId, refundOf: null }]
  }
  if (event.type === 'refund') {
    const { id, of, amountMinor, currency } = event.refund
    return [
      { ...shared, externalId: id, kind: 'refund', amountMinor: -amountMinor, currency, assetId: null, refundOf: of },
    ]
  }
  return []
}

export function subscriptionsOf({ event, at, fanId }: Placed): SubscriptionChange[] {
  if (!('subscription' in event)) return []
  const { id, priceMinor, currency, until, autoRenew } = event.subscription
  return [
    {
      fanId,
      externalId: id,
      state: STATES[event.type],
      priceMinor,
      currency,
      until: new Date(until),
      autoRenew: autoRenew ?? null,
      begun: event.type === 'subscription.started',
      at,
    },
  ]
}
