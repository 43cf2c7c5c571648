import {
  type ActionDefinition,
  type Actor,
  type Answer,
  type CommandDefinition,
  defineAction,
  defineCommand,
  done,
  refused,
} from '../desk/index.ts'
import { DRAFT_FOR_FAN, type Fan } from '../fans/index.ts'
import { waitingApproach } from './approach-store.ts'
import { words } from './approach-words.ts'
import { askApproach } from './ask-approach.ts'
import { unsettledDrafts } from './draft-store.ts'
import { type DraftingDeps, gather } from './gather.ts'

const NOTE_MAX = 300
/** What a person asks for is wanted for a day. */
const WANTED_MS = 86_400_000

type Deps = DraftingDeps

/** `/fan draft`: a person begins a conversation. The card is like any other: somebody decides on it. */
export const approachCommand = (deps: Deps): CommandDefinition =>
  defineCommand({
    group: 'fan',
    name: 'draft',
    summary: words.summary,
    arguments: [
      { name: 'fan', summary: 'a part of the name, in quotes when it has blanks, or the id there', required: true },
      { name: 'note', summary: 'what the writer should know, in quotes; the fan never sees it', required: false },
    ],
    least: 'chatter',
    async run({ actor, arguments: given }) {
      const note = (given.note ?? '').trim()
      if (note.length > NOTE_MAX) return refused(words.noteTooLong(NOTE_MAX))
      const fan = await deps.fans.oneFan(deps.ground.database, actor.agencyId, given.fan ?? '')
      return typeof fan === 'string' ? refused(fan) : approachFan(deps, actor, fan, note)
    },
  })

/** The button on a fan's profile. */
export const approachAction = (deps: Deps): ActionDefinition =>
  defineAction({
    name: DRAFT_FOR_FAN,
    mode: 'does',
    least: 'chatter',
    async run({ actor, subject }) {
      const fan = await deps.fans.fan(deps.ground.database, actor.agencyId, subject)
      return fan ? approachFan(deps, actor, fan, '') : refused(words.noSuchFan)
    },
  })

/** Asks once: who presses twice, or after a colleague, is told that it is on its way. */
async function approachFan(deps: Deps, actor: Actor, fan: Fan, note: string): Promise<Answer> {
  const { ground, inbox } = deps
  const { agencyId, operatorId } = actor
  const sql = ground.database
  if (fan.frozenAt) return refused(words.cant.frozen(fan.name))
  const conversation = await inbox.ofFan(sql, agencyId, fan.id)
  const cards = conversation ? await unsettledDrafts(sql, agencyId, conversation.id) : []
  const waits = conversation !== null && (await gather(deps, agencyId, conversation.id)) !== null
  if (cards.length > 0 || waits) return refused(words.cant.card(fan.name))
  const by = (await deps.agencies.operators(agencyId)).find(({ id }) => id === operatorId)?.name ?? 'the team'
  const purpose = fan.purchaseCount === 0 && conversation === null ? ('welcome' as const) : ('free' as const)
  const now = ground.clock.now()
  return ground.database.transaction('ask-approach', async (tx) => {
    // The fan's row: two who ask at once ask one after the other.
    await deps.fans.lock(tx, agencyId, fan.id)
    if (await waitingApproach(tx, agencyId, fan.id)) return done(words.askedBefore(fan.name))
    await askApproach(ground, tx, {
      ...{ agencyId, fanId: fan.id, key: `operator ${operatorId} ${fan.id} ${now.toISOString()}` },
      cause: { kind: 'operator', id: operatorId },
      say: { template: null, purpose, ...(note !== '' && { note }) },
      ...{ assetId: null, offerId: null, until: new Date(now.getTime() + WANTED_MS), why: words.why(by, purpose) },
    })
    return done(words.asked(fan.name))
  })
}
