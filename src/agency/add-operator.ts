import { z } from 'zod'
import { DESK_NAMES, ROLES } from '../desk/index.ts'
import { bySystem, type Ground } from '../facts/index.ts'
import { newId } from '../kernel/ids.ts'
import { shortName } from './add-agency.ts'
import { insertIdentity, insertOperator } from './store.ts'
import { taken } from './taken.ts'

const NewOperator = z.strictObject({
  agencyId: z.uuid(),
  id: z.uuid().optional(),
  name: shortName,
  role: z.enum(ROLES),
  /** Further identities; on the web desk an operator is known by their own id. */
  identities: z.array(z.strictObject({ desk: z.enum(DESK_NAMES), externalId: z.string().min(1).max(64) })).default([]),
})
export type NewOperator = z.input<typeof NewOperator>

/**
 * Adds a person to an agency, known on the web desk at once. Returns their id; an existing id changes nothing. Throws a
 * `ZodError` when an identity is another person's: nobody is added then.
 */
export async function addOperator({ database, clock, facts }: Ground, input: NewOperator): Promise<string> {
  const { agencyId, identities, ...operator } = NewOperator.parse(input)
  const id = operator.id ?? newId(clock)
  await database.transaction('add-operator', async (sql) => {
    const at = clock.now()
    if (!(await insertOperator(sql, agencyId, { ...operator, id }, at))) return
    const known = [
      { desk: 'web', externalId: id, path: ['id'] },
      ...identities.map((identity, n) => ({ ...identity, path: ['identities', n, 'externalId'] })),
    ]
    for (const { path, ...identity } of known) {
      if (await insertIdentity(sql, { agencyId, operatorId: id, ...identity })) continue
      throw taken({ path, value: identity.externalId, by: `another operator is known by it on ${identity.desk}` })
    }
    const data = { role: operator.role }
    await facts.record(sql, [{ agencyId, name: 'operator.added', subject: id, by: bySystem('setup'), data, at }])
  })
  return id
}
