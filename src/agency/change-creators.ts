import type { Sql } from '../database/sql.ts'
import type { Actor } from '../desk/index.ts'
import type { Cause, Ground } from '../facts/index.ts'
import { newId } from '../kernel/ids.ts'
import { changeSchedule } from './set-schedule.ts'
import { creatorNamedLike, insertCreator, putDisclosure, setReplyWithin } from './store.ts'
import { lockTeam } from './team-store.ts'

/** Until somebody says how soon fans get an answer. */
const USUAL_MINUTES = 15
/** When fans are counted and segmented anew, in the creator's zone: who buys nothing slips by this alone. */
const NIGHT = { task: 'rescore-creator', minuteOfDay: 4 * 60 + 10, weekdays: [] }

/**
 * Adds a creator by a person's wish, with the night's rescoring; false, and nothing changed, when another one is called the
 * same.
 */
export async function addOwnCreator(
  ground: Ground,
  actor: Actor,
  { name, currency, zone }: { name: string; currency: string; zone: string },
): Promise<boolean> {
  const { agencyId } = actor
  const { database, clock, facts } = ground
  return database.transaction('add-creator', async (sql) => {
    // One at a time: commands name creators, so two of a name would be in each other's way.
    await lockTeam(sql, agencyId)
    if (await creatorNamedLike(sql, agencyId, name)) return false
    const at = clock.now()
    const id = newId(clock)
    const creator = { id, name, currency, zone, disclosureLine: null, replyWithinMinutes: USUAL_MINUTES }
    await insertCreator(sql, agencyId, creator, at)
    const by = { kind: 'operator' as const, id: actor.operatorId }
    await facts.record(sql, [{ agencyId, name: 'creator.added', subject: id, by, data: {}, at }])
    await changeSchedule(ground, sql, { ...NIGHT, agencyId, subject: id, zone }, by)
    return true
  })
}

/** Sets how soon a creator's fans get an answer, in minutes from the first message of a turn. Of cards to come. */
export async function setDeadline(
  ground: Ground,
  actor: Actor,
  deadline: { creatorId: string; minutes: number },
): Promise<void> {
  await ground.database.transaction('set-deadline', (sql) => changeDeadline(ground, sql, actor, deadline))
}

/** Part: of `setDeadline`. */
export async function changeDeadline(
  { clock, facts }: Ground,
  sql: Sql,
  { agencyId, operatorId }: Actor,
  { creatorId, minutes }: { creatorId: string; minutes: number },
): Promise<void> {
  await setReplyWithin(sql, agencyId, creatorId, minutes)
  const by = { kind: 'operator' as const, id: operatorId }
  const data = { minutes }
  await facts.record(sql, [{ agencyId, name: 'creator.deadline-set', subject: creatorId, by, data, at: clock.now() }])
}

/** Part: sets the line that ends every reply of a creator; null takes it away. Judged by the caller, who holds the creator's row. */
export async function changeDisclosure(
  { clock, facts }: Ground,
  sql: Sql,
  agencyId: string,
  { creatorId, line }: { creatorId: string; line: string | null },
  by: Cause,
): Promise<void> {
  await putDisclosure(sql, agencyId, creatorId, line)
  const data = { on: line !== null }
  await facts.record(sql, [{ agencyId, name: 'creator.disclosure-set', subject: creatorId, by, data, at: clock.now() }])
}
