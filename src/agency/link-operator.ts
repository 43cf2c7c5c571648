import { z } from 'zod'
import { type Actor, DESK_NAMES } from '../desk/index.ts'
import type { Ground } from '../facts/index.ts'
import { deleteIdentity, insertIdentity } from './store.ts'
import { lockTeam, readMember } from './team-store.ts'

const Account = z.strictObject({ desk: z.enum(DESK_NAMES), externalId: z.string().min(1).max(64) })
type Account = z.output<typeof Account>

/** Reads `slack:T1:U2`: a desk, and its own id of a person. Null for anything else, and for the web desk's. */
export function parseAccount(typed: string): Account | null {
  const [, desk, externalId] = /^(slack|discord):([\w:-]{1,64})$/.exec(typed.trim()) ?? []
  const parsed = Account.safeParse({ desk, externalId })
  return parsed.success ? parsed.data : null
}

/** Lets an operator act by an account of a desk; false, and nothing changed, when it is somebody else's. */
export async function linkOperator(
  { database, clock, facts }: Ground,
  actor: Actor,
  link: Account & { operatorId: string },
): Promise<boolean> {
  const { agencyId } = actor
  return database.transaction('link-operator', async (sql) => {
    // Somebody who is being taken off the team gets no new link meanwhile.
    await lockTeam(sql, agencyId)
    if (!(await readMember(sql, agencyId, link.operatorId))) return false
    if (!(await insertIdentity(sql, { agencyId, ...link }))) return false
    const by = { kind: 'operator' as const, id: actor.operatorId }
    const data = { desk: link.desk, externalId: link.externalId }
    await facts.record(sql, [
      { agencyId, name: 'operator.linked', subject: link.operatorId, by, data, at: clock.now() },
    ])
    return true
  })
}

/** Ends what `linkOperator` began; returns whose account it was, null when nobody's. */
export async function unlinkOperator(
  { database, clock, facts }: Ground,
  actor: Actor,
  account: Account,
): Promise<string | null> {
  const { agencyId } = actor
  return database.transaction('unlink-operator', async (sql) => {
    const operatorId = await deleteIdentity(sql, { agencyId, ...account })
    if (operatorId === null) return null
    const by = { kind: 'operator' as const, id: actor.operatorId }
    const data = { desk: account.desk, externalId: account.externalId }
    await facts.record(sql, [{ agencyId, name: 'operator.unlinked', subject: operatorId, by, data, at: clock.now() }])
    return operatorId
  })
}
