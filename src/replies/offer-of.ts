import type { Content } from '../content/index.ts'
import type { Sql } from '../database/sql.ts'
import type { Money } from '../kernel/money.ts'
import { readDelivery } from './store.ts'

/** What a delivered reply offered for sale. */
export interface DeliveredOffer {
  assetId: string
  externalId: string
  title: string
  price: Money
}

/** Null for a reply without a price. */
export async function offerOf(
  content: Content,
  sql: Sql,
  agencyId: string,
  deliveryId: string,
): Promise<DeliveredOffer | null> {
  const delivery = await readDelivery(sql, agencyId, deliveryId)
  const assetId = delivery?.assetIds[0]
  if (!delivery || !assetId || delivery.priceMinor === null || delivery.currency === null) return null
  const sold = await content.assets(sql, agencyId, delivery.assetIds)
  const asset = sold.get(assetId)
  if (!asset) return null
  return {
    assetId,
    externalId: asset.externalId,
    title: delivery.assetIds.map((id) => sold.get(id)?.title ?? '').join(' + '),
    price: { minor: delivery.priceMinor, currency: delivery.currency },
  }
}
