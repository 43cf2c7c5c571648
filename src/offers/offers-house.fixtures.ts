import { createAgency } from '../agency/index.ts'
import { createContent } from '../content/index.ts'
import { testDatabase } from '../database/testing/test-database.ts'
import { type Answer, actionId, createGate, type Form } from '../desk/index.ts'
import { bySystem, createFacts } from '../facts/index.ts'
import { createFans } from '../fans/index.ts'
import { createGuardrails } from '../guardrails/index.ts'
import { ManualClock } from '../kernel/clock.ts'
import { newId } from '../kernel/ids.ts'
import { createLanguageModel } from '../language-model/index.ts'
import { createOffers, type Offer } from './index.ts'
import type { OfferFields } from './terms.ts'

export const PROGRAM = bySystem('test')

/** An agency with a creator who has two pieces of content, her team at the gate, and offers on a database of their own. */
export async function offersHouse() {
  const furnished = await furnish()
  return { ...furnished, ...handsOf(furnished) }
}

async function furnish() {
  const clock = new ManualClock('2026-11-20T14:00:00Z')
  const test = await testDatabase({ max: 12 })
  const ground = { database: test.database, clock, facts: createFacts({ clock, reactions: {} }) }
  const agencies = createAgency(ground)
  const content = createContent({ ground, agencies })
  const guardrails = createGuardrails({ ground, agencies })
  const offers = createOffers({
    ground,
    agencies,
    fans: createFans(ground),
    content,
    guardrails,
    pricing: { answers: async () => [] },
    model: createLanguageModel(ground, agencies, null),
  })
  const agencyId = await agencies.addAgency({ name: 'A', zone: 'Europe/Paris' })
  const creatorId = await agencies.addCreator({ agencyId, name: 'Bella', zone: 'Europe/Paris', currency: 'USD' })
  const people = {
    Lena: await agencies.addOperator({ agencyId, name: 'Lena', role: 'manager' }),
    Rosa: await agencies.addOperator({ agencyId, name: 'Rosa', role: 'admin' }),
    Ana: await agencies.addOperator({ agencyId, name: 'Ana', role: 'chatter' }),
  }
  const assets: string[] = []
  for (const [title, priceMinor] of [
    ['Coast', 2_000],
    ['Harbour', 1_000],
  ] as const) {
    const asset = { agencyId, creatorId, externalId: title, title, priceMinor, tags: [] }
    assets.push(await content.addAsset({ ...asset, currency: 'USD' }))
  }
  const accountId = newId(clock)
  await test.database.query(
    `INSERT INTO accounts (agency_id, id, creator_id, platform, external_id, created_at)
     VALUES ($1, $2, $3, 'fanvue', 'bella', $4)`,
    [agencyId, accountId, creatorId, clock.now()],
  )
  const gate = createGate({ whoIs: agencies.whoIs, actions: offers.actions, commands: offers.commands })
  const identity = (who: keyof typeof people) =>
    ({ agencyId, desk: 'web', externalId: people[who], verified: false }) as const
  return { test, agencies, people, offers, guardrails, gate, clock, agencyId, creatorId, accountId, assets, identity }
}

/** What tests do again and again. */
function handsOf(furnished: Awaited<ReturnType<typeof furnish>>) {
  const { test, offers, gate, clock, agencyId, creatorId, accountId, identity } = furnished
  type Who = Parameters<typeof identity>[0]
  const type = (who: Who, line: string): Promise<Answer> => gate.command(identity(who), line)
  const send = (who: Who, form: Form, filled: Record<string, string>) => gate.press(identity(who), form.action, filled)
  const formOf = (answer: Answer): Form => {
    if (answer.kind !== 'form') throw new Error(JSON.stringify(answer))
    return answer.form
  }
  const press = (who: Who, action: string, { id, version }: { id: string; version: number }) =>
    gate.press(identity(who), actionId(action, id, version), null)

  async function aFan(name: string): Promise<string> {
    const id = newId(clock)
    await test.database.query(
      `INSERT INTO fans (agency_id, id, account_id, creator_id, external_id, name, tags, first_seen_at)
       VALUES ($1, $2, $3, $4, $5, $5, '{}', $6)`,
      [agencyId, id, accountId, creatorId, name, clock.now()],
    )
    return id
  }

  const fields = (other: Partial<OfferFields> = {}): OfferFields => ({
    name: 'Autumn 20%',
    discountType: 'percentage',
    discountValue: 20,
    validFrom: clock.now(),
    validUntil: new Date(clock.now().getTime() + 5 * 86_400_000),
    ...other,
  })
  const stored = (changed: { kind: string; offer?: Offer }): Offer => {
    if (!changed.offer) throw new Error(JSON.stringify(changed))
    return changed.offer
  }
  const created = async (other?: Partial<OfferFields>) =>
    stored(await offers.create({ agencyId, creatorId, terms: fields(other) }, PROGRAM))
  const fresh = async ({ id }: { id: string }) => (await offers.offer(agencyId, id)) as Offer

  async function running(other?: Partial<OfferFields>): Promise<Offer> {
    const offer = await created(other)
    const answer = await press('Lena', 'start-offer', offer)
    if (answer.kind !== 'panel') throw new Error(JSON.stringify(answer))
    return fresh(offer)
  }
  return { type, send, formOf, press, aFan, fields, stored, created, fresh, running }
}
