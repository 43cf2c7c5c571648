import { type ActionDefinition, type Actor, type Answer, defineAction, done, refused } from '../desk/index.ts'
import { isHeldOut } from '../drafting/index.ts'
import type { Fan } from '../fans/index.ts'
import { dayOf } from '../figures/index.ts'
import { isId } from '../kernel/ids.ts'
import { OCCASIONS, type Occasion } from './action-list.ts'
import type { DigestsDeps } from './deps.ts'
import { fanCause } from './insight.ts'
import { takeFan } from './insight-store.ts'
import { LIST_WORDS } from './list-words.ts'

/** The button beside a fan of a list; its version is the place of the occasion in `OCCASIONS`. */
export const DRAFT_LISTED = 'draft-listed'

const WANTED_MS = 86_400_000
const PURPOSES: Partial<Record<Occasion, 'reactivation' | 'follow-up'>> = {
  leaving: 'reactivation',
  'unsold-ppv': 'follow-up',
}
const words = LIST_WORDS.en

/** Asks for a draft card to a fan of a list, once a day; a person decides on it like on any other. */
export const draftListed = (deps: DigestsDeps): ActionDefinition =>
  defineAction({
    ...{ name: DRAFT_LISTED, mode: 'does', least: 'chatter' },
    run: async ({ actor, subject, version }) =>
      isId(subject) ? askFor(deps, actor, subject, OCCASIONS[version] ?? 'answer') : refused(words.noFan),
  })

async function askFor(deps: DigestsDeps, actor: Actor, fanId: string, occasion: Occasion): Promise<Answer> {
  const { ground, fans, drafting, agencies } = deps
  const { agencyId, operatorId } = actor
  const fan = await fans.fan(ground.database, agencyId, fanId)
  const creator = fan && (await agencies.creator(ground.database, agencyId, fan.creatorId))
  if (!creator) return refused(words.noFan)
  // A list of this morning may say so of somebody who was answered since.
  const waits = occasion === 'answer' && (await waitsForAnswer(deps, agencyId, fanId))
  const because = await refusalOf(deps, agencyId, fan, waits)
  if (because !== null) return refused(because)
  const now = ground.clock.now()
  const day = dayOf(now, creator.zone)
  // Who wrote is answered by a person; whom a list alone speaks of may be held out.
  const cause = waits ? { kind: 'operator' as const, id: operatorId } : { kind: 'digest' as const, id: occasion }
  await ground.database.transaction('draft-listed', async (sql) => {
    // The fan's row: two who ask at once ask one after the other, and the second finds the first one's key.
    await fans.lock(sql, agencyId, fanId)
    const { approachId } = await drafting.askApproach(sql, {
      ...{ agencyId, fanId, key: `list ${creator.id} ${day} ${fanId}`, cause },
      say: { template: null, purpose: PURPOSES[occasion] ?? 'free' },
      ...{ assetId: null, offerId: null, until: new Date(now.getTime() + WANTED_MS), why: words.whyListed(occasion) },
    })
    await takeFan(sql, agencyId, { creatorId: creator.id, causeKey: fanCause(fanId, day), byId: operatorId, at: now })
    const data = { approachId, creatorId: creator.id, occasion }
    const by = { kind: 'operator' as const, id: operatorId }
    await ground.facts.record(sql, [{ agencyId, name: 'listed-fan.drafted', subject: fanId, by, data, at: now }])
  })
  return done(words.comes(fan.name))
}

async function waitsForAnswer({ ground, inbox }: DigestsDeps, agencyId: string, fanId: string): Promise<boolean> {
  const conversation = await inbox.ofFan(ground.database, agencyId, fanId)
  return conversation !== null && conversation.inboundSeq > conversation.answeredSeq
}

/** Why nothing is drafted for a fan: a sentence, or null. Who waits for an answer gets one, held out or not. */
async function refusalOf(
  { ground, drafting }: DigestsDeps,
  agencyId: string,
  fan: Fan,
  waits: boolean,
): Promise<string | null> {
  const sql = ground.database
  if (fan.frozenAt) return words.frozenFan(fan.name)
  if (fan.profilingRefusedAt) return words.objects(fan.name)
  if ((await drafting.withCards(sql, agencyId, [fan.id])).size > 0) return words.hasCard(fan.name)
  if (waits || fan.purchaseCount === 0) return null
  const percent = await drafting.heldOutPercent(sql, agencyId, fan.creatorId)
  const held = isHeldOut(percent, { agencyId, fanId: fan.id, at: ground.clock.now() })
  return held ? words.isHeldOut(fan.name) : null
}
