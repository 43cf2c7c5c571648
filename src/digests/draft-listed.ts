import {
  type ActionDefinition,
  type Actor,
  type Answer,
  actionId,
  type Button,
  defineAction,
  done,
  refused,
} from '../desk/index.ts'
import { isHeldOut } from '../drafting/index.ts'
import type { Fan } from '../fans/index.ts'
import { dayOf } from '../figures/index.ts'
import { isId } from '../kernel/ids.ts'
import { OCCASIONS, type Occasion } from './action-list.ts'
import type { DigestsDeps } from './deps.ts'
import { takeFan } from './insight-store.ts'
import { listKey } from './list-key.ts'
import { LIST_WORDS, type ListWords } from './list-words.ts'
import { LANGUAGES, type Language } from './words.ts'

const DRAFT_LISTED = 'draft-listed'

/**
 * The button beside a fan of a list, in the list's language, in which it is answered too. Its version is the place of the
 * occasion in `OCCASIONS`, its part the language where that isn't English.
 */
export const draftButton = (language: Language, fanId: string, occasion: Occasion): Button => ({
  action: actionId(DRAFT_LISTED, fanId, OCCASIONS.indexOf(occasion), language === 'en' ? undefined : language),
  label: LIST_WORDS[language].draft,
})

const WANTED_MS = 86_400_000
const PURPOSES: Partial<Record<Occasion, 'reactivation' | 'follow-up'>> = {
  leaving: 'reactivation',
  'unsold-ppv': 'follow-up',
}

/** Asks for a draft card to a fan of a list, once a day; a person decides on it like on any other. */
export const draftListed = (deps: DigestsDeps): ActionDefinition =>
  defineAction({
    ...{ name: DRAFT_LISTED, mode: 'does', least: 'chatter' },
    async run({ actor, subject, version, part }) {
      const language = LANGUAGES.find((known) => known === part) ?? 'en'
      const occasion = OCCASIONS[version] ?? 'answer'
      return isId(subject) ? askFor(deps, actor, subject, { occasion, language }) : refused(LIST_WORDS[language].noFan)
    },
  })

async function askFor(
  deps: DigestsDeps,
  actor: Actor,
  fanId: string,
  { occasion, language }: { occasion: Occasion; language: Language },
): Promise<Answer> {
  const words = LIST_WORDS[language]
  const { ground, fans, drafting, agencies } = deps
  const { agencyId, operatorId } = actor
  const fan = await fans.fan(ground.database, agencyId, fanId)
  const creator = fan && (await agencies.creator(ground.database, agencyId, fan.creatorId))
  if (!creator) return refused(words.noFan)
  // A list of this morning may say so of somebody who was answered since.
  const waits = occasion === 'answer' && (await waitsForAnswer(deps, agencyId, fanId))
  const because = await refusalOf(deps, agencyId, fan, { waits, words })
  if (because !== null) return refused(because)
  const now = ground.clock.now()
  const day = dayOf(now, creator.zone)
  // Who wrote is answered by a person; whom a list alone speaks of may be held out.
  const cause = waits ? { kind: 'operator' as const, id: operatorId } : { kind: 'digest' as const, id: occasion }
  return ground.database.transaction('draft-listed', async (sql) => {
    // The fan's row: two who ask at once ask one after the other, and the second finds the first one's key.
    await fans.lock(sql, agencyId, fanId)
    const { approachId, isNew } = await drafting.askApproach(sql, {
      ...{ agencyId, fanId, key: `${listKey(creator.id)}${day} ${fanId}`, cause },
      say: { template: null, purpose: PURPOSES[occasion] ?? 'free' },
      ...{ assetId: null, offerId: null, until: new Date(now.getTime() + WANTED_MS) },
      // On the card, which the team reads.
      why: LIST_WORDS.en.whyListed(occasion),
    })
    if (!isNew) return refused(words.askedToday(fan.name))
    await takeFan(sql, agencyId, { fanId, byId: operatorId, at: now })
    const data = { approachId, creatorId: creator.id, occasion }
    const by = { kind: 'operator' as const, id: operatorId }
    await ground.facts.record(sql, [{ agencyId, name: 'listed-fan.drafted', subject: fanId, by, data, at: now }])
    return done(words.comes(fan.name))
  })
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
  { waits, words }: { waits: boolean; words: ListWords },
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
