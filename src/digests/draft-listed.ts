import { type ActionDefinition, type Actor, type Answer, defineAction, done, refused } from '../desk/index.ts'
import { dayOf } from '../figures/index.ts'
import { isId } from '../kernel/ids.ts'
import { OCCASIONS, type Occasion } from './action-list.ts'
import type { DigestsDeps } from './deps.ts'
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
  if (fan.frozenAt) return refused(words.frozenFan(fan.name))
  if (fan.profilingRefusedAt) return refused(words.objects(fan.name))
  if ((await drafting.withCards(ground.database, agencyId, [fanId])).size > 0) return refused(words.hasCard(fan.name))
  const now = ground.clock.now()
  const day = dayOf(now, creator.zone)
  await ground.database.transaction('draft-listed', async (sql) => {
    // The fan's row: two who ask at once ask one after the other, and the second finds the first one's key.
    await fans.lock(sql, agencyId, fanId)
    const { approachId } = await drafting.askApproach(sql, {
      ...{ agencyId, fanId, key: `list ${creator.id} ${day} ${fanId}`, cause: { kind: 'digest', id: occasion } },
      say: { template: null, purpose: PURPOSES[occasion] ?? 'free' },
      ...{ assetId: null, offerId: null, until: new Date(now.getTime() + WANTED_MS), why: words.whyListed(occasion) },
    })
    const data = { approachId, creatorId: creator.id, occasion }
    const by = { kind: 'operator' as const, id: operatorId }
    await ground.facts.record(sql, [{ agencyId, name: 'listed-fan.drafted', subject: fanId, by, data, at: now }])
  })
  return done(words.comes(fan.name))
}
