import type { Sql } from '../database/sql.ts'
import {
  type Actor,
  type Answer,
  type CommandDefinition,
  defineCommand,
  done,
  hasRole,
  refused,
} from '../desk/index.ts'
import type { Draft } from '../drafting/index.ts'
import type { ApprovalsDeps } from './hold-draft.ts'
import { words } from './words.ts'

const FAN = {
  name: 'fan',
  summary: 'a part of the name, in quotes when it has blanks, or the id there',
  required: true,
}
const REASON_MAX = 200

/** `/fan freeze` and `/fan unfreeze`: as from a card, for a fan who has none open. */
export function freezeCommands(deps: ApprovalsDeps): CommandDefinition[] {
  return [
    defineCommand({
      group: 'fan',
      name: 'freeze',
      summary: 'Sell and send nothing to a fan until somebody unfreezes them',
      arguments: [FAN, { name: 'reason', summary: 'why, in quotes when it has blanks', required: true }],
      least: 'manager',
      run: ({ actor, arguments: given }) => {
        const reason = (given.reason ?? '').trim().slice(0, REASON_MAX)
        return onFan(deps, actor, given.fan ?? '', (sql, fan, live) => freeze(deps, sql, actor, fan.id, reason, live))
      },
    }),
    defineCommand({
      group: 'fan',
      name: 'unfreeze',
      summary: 'End the freeze of a fan; one of level 4 takes an admin',
      arguments: [FAN],
      least: 'manager',
      run: ({ actor, arguments: given }) =>
        onFan(deps, actor, given.fan ?? '', (sql, fan, live) => unfreeze(deps, sql, actor, fan.id, live)),
    }),
  ]
}

/** The fan that was meant, with their live card; both are locked. */
async function onFan(
  deps: ApprovalsDeps,
  { agencyId }: Actor,
  typed: string,
  act: (sql: Sql, fan: { id: string }, live: Draft | null) => Promise<(name: string) => Answer>,
): Promise<Answer> {
  const found = await deps.fans.oneFan(deps.ground.database, agencyId, typed)
  if (typeof found === 'string') return refused(found)
  return deps.ground.database.transaction('freeze-fan', async (sql) => {
    await deps.fans.lock(sql, agencyId, found.id)
    const conversation = await deps.inbox.ofFan(sql, agencyId, found.id)
    const unsettled = conversation ? await deps.drafting.unsettled(sql, agencyId, conversation.id) : []
    return (await act(sql, found, unsettled[0] ?? null))(found.name)
  })
}

async function freeze(
  { fans }: ApprovalsDeps,
  sql: Sql,
  { agencyId, operatorId }: Actor,
  fanId: string,
  reason: string,
  live: Draft | null,
): Promise<(name: string) => Answer> {
  if (reason === '') return () => refused(words.freezeNeedsReason)
  const by = { kind: 'operator' as const, id: operatorId }
  const frozen = await fans.freeze(sql, { agencyId, fanId, by, reason, ...(live && { draftId: live.id }) })
  return (name) => (frozen ? done(words.frozen(name)) : refused(words.frozenAlready(name)))
}

async function unfreeze(
  { fans }: ApprovalsDeps,
  sql: Sql,
  actor: Actor,
  fanId: string,
  live: Draft | null,
): Promise<(name: string) => Answer> {
  const { agencyId, operatorId } = actor
  const fan = await fans.fan(sql, agencyId, fanId)
  if (!fan?.frozenAt) return (name) => refused(words.notFrozen(name))
  // What must reach a manager is released on its card, by who may, with a reason: that ends the freeze too.
  if (live?.outcome === 'ESCALATE') return (name) => refused(words.releaseThaws(name))
  if (fan.frozenReason?.startsWith('level 4') && !hasRole(actor.role, 'admin')) return () => refused(words.adminThaws)
  const by = { kind: 'operator' as const, id: operatorId }
  await fans.unfreeze(sql, { agencyId, fanId, by, ...(live && { draftId: live.id }) })
  return (name) => done(words.thawed(name))
}
