import { z } from 'zod'
import { bySystem, type Ground } from '../facts/index.ts'
import { newId } from '../kernel/ids.ts'
import { shortName, zoneName } from './add-agency.ts'
import { insertCreator } from './store.ts'

const currencies = new Set(Intl.supportedValuesOf('currency'))
/** Whether a code is a currency of ISO 4217. */
export const isCurrency = (code: string): boolean => currencies.has(code)

const NewCreator = z.strictObject({
  agencyId: z.uuid(),
  id: z.uuid().optional(),
  name: shortName,
  zone: zoneName,
  currency: z.string().refine(isCurrency, { error: 'not an ISO 4217 currency such as USD' }),
  replyWithinMinutes: z.int().min(1).max(1440).default(15),
})
export type NewCreator = z.input<typeof NewCreator>

/** Adds a creator to an agency and returns its id. With an id that exists already, nothing changes. */
export async function addCreator({ database, clock, facts }: Ground, input: NewCreator): Promise<string> {
  const { agencyId, ...creator } = NewCreator.parse(input)
  const id = creator.id ?? newId(clock)
  await database.transaction('add-creator', async (sql) => {
    const at = clock.now()
    if (!(await insertCreator(sql, agencyId, { ...creator, id, disclosureLine: null }, at))) return
    await facts.record(sql, [{ agencyId, name: 'creator.added', subject: id, by: bySystem('setup'), data: {}, at }])
  })
  return id
}
