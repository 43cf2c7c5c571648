import { z } from 'zod'
import { bySystem, type Cause, type Ground } from '../facts/index.ts'
import { newId } from '../kernel/ids.ts'
import { insertAccount } from './store.ts'

/** Ids of other systems: short, printable, without blanks. */
const externalId = z.string().regex(/^[\x21-\x7e]{1,200}$/, { error: '1 to 200 printable characters without blanks' })

const NewAccount = z.strictObject({
  agencyId: z.uuid(),
  id: z.uuid().optional(),
  creatorId: z.uuid(),
  platform: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,30}$/, { error: 'a platform is named in small letters, such as onlyfans' }),
  externalId,
})
export type NewAccount = z.input<typeof NewAccount>

/**
 * Adds a creator’s presence on a platform and returns its id. With an id that exists already, nothing changes. Throws a
 * `ZodError` that names the field for bad input, and for an external id that another account of the agency has.
 */
export async function addAccount(
  { database, clock, facts }: Ground,
  input: NewAccount,
  by: Cause = bySystem('setup'),
): Promise<string> {
  const { agencyId, ...account } = NewAccount.parse(input)
  const id = account.id ?? newId(clock)
  await database.transaction('add-account', async (sql) => {
    const at = clock.now()
    if (!(await insertAccount(sql, agencyId, { ...account, id }, at))) return
    const data = { creatorId: account.creatorId, platform: account.platform }
    await facts.record(sql, [{ agencyId, name: 'account.added', subject: id, by, data, at }])
  })
  return id
}
