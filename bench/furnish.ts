import type { App } from '../src/app.ts'
import type { DeskName } from '../src/desk/index.ts'
import type { Sender } from './requests.ts'

export interface Furnished extends Sender {
  agencyId: string
}

/** The least agency that can take messages and show cards: a creator with something to sell, and one channel. */
export async function furnish(app: App, desk: DeskName): Promise<Furnished> {
  const agencyId = await app.agencies.addAgency({ name: 'Benchmark', zone: 'Europe/Paris' })
  const creatorId = await app.agencies.addCreator({ agencyId, name: 'Bella', zone: 'Europe/Paris', currency: 'USD' })
  const account = 'bella-account'
  await app.platforms.addAccount({ agencyId, creatorId, platform: 'hand', externalId: account })
  await app.channels.bind({ agencyId, creatorId, desk, channel: 'queue' })
  await app.content.addAsset({
    agencyId,
    creatorId,
    externalId: 'coast-2',
    title: 'Coast, part 2',
    priceMinor: 2_400,
    currency: 'USD',
  })
  const { id, secret } = await app.platforms.addSource({ agencyId, name: 'benchmark' })
  if (secret === null) throw new Error('a new source has a secret')
  return { agencyId, account, source: { id, secret } }
}
