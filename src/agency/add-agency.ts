import { z } from 'zod'
import { bySystem, type Ground } from '../facts/index.ts'
import { newId } from '../kernel/ids.ts'
import { isZone } from './schedule.ts'
import { insertAgency } from './store.ts'

/** The name of a time zone, as inputs give it. */
export const zoneName = z.string().refine(isZone, { error: 'not an IANA time zone such as Europe/Paris' })
/** What a person or agency is called: 1 to 80 characters, blanks around it removed. */
export const shortName = z.string().trim().min(1).max(80)

const NewAgency = z.strictObject({ name: shortName, zone: zoneName, id: z.uuid().optional() })
export type NewAgency = z.input<typeof NewAgency>

/** Adds a tenant and returns its id. With an id that exists already, nothing changes. */
export async function addAgency({ database, clock, facts }: Ground, input: NewAgency): Promise<string> {
  const agency = NewAgency.parse(input)
  const id = agency.id ?? newId(clock)
  await database.transaction('add-agency', async (sql) => {
    const at = clock.now()
    if (!(await insertAgency(sql, { id, name: agency.name, zone: agency.zone }, at))) return
    await facts.record(sql, [{ agencyId: id, name: 'agency.added', subject: id, by: bySystem('setup'), data: {}, at }])
  })
  return id
}
