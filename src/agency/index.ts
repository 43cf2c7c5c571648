/**
 * Agencies, their creators and operators with roles, and what happens at a local time. Every other row bears an
 * agency's id. Leaves to the gate whether a role may act, and to `jobs/` when the minute ticks.
 */
import type { Sql } from '../database/sql.ts'
import type { Actor, DeskName, Identity } from '../desk/index.ts'
import type { Cause, Ground } from '../facts/index.ts'
import { addAgency, type NewAgency } from './add-agency.ts'
import { addCreator, type NewCreator } from './add-creator.ts'
import { addOperator, type NewOperator } from './add-operator.ts'
import { changeDeadline, changeDisclosure } from './change-creators.ts'
import { teamCommands } from './commands.ts'
import { creatorCommands } from './creator-commands.ts'
import { fireDueSchedules } from './fire-due-schedules.ts'
import { readSchedule } from './schedule-store.ts'
import { changeSchedule, type NewSchedule, setSchedule } from './set-schedule.ts'
import { changeShift, onShift, shiftBegan, shiftsBetween } from './shift-store.ts'
import { accountsOf, findOperator, listAgencies, listCreators, listOperators, readCreator, zoneOf } from './store.ts'

export { creatorsLike, creatorTyped } from './creator-typed.ts'
export { dayBegan, instantOf, isZone, nextDue, wallClock } from './schedule.ts'
export { type Creator, lockCreator, type Operator } from './store.ts'
export { refuseTaken } from './taken.ts'
export type Agencies = ReturnType<typeof createAgency>

/** The slice over its tables. Inputs are checked: bad ones throw a `ZodError` that names the field. */
export function createAgency(ground: Ground) {
  const { database } = ground
  return {
    commands: [...teamCommands(ground), ...creatorCommands(ground)],
    addAgency: (input: NewAgency) => addAgency(ground, input),
    addCreator: (input: NewCreator) => addCreator(ground, input),
    addOperator: (input: NewOperator) => addOperator(ground, input),
    setSchedule: (schedule: NewSchedule) => setSchedule(ground, schedule),
    /** Parts: the same as `/creator deadline`, and as `setSchedule`. */
    changeDeadline: (sql: Sql, actor: Actor, deadline: { creatorId: string; minutes: number }) =>
      changeDeadline(ground, sql, actor, deadline),
    /** Part: the line that ends every reply; `personas` judges it. */
    changeDisclosure: (sql: Sql, agencyId: string, disclosure: { creatorId: string; line: string | null }, by: Cause) =>
      changeDisclosure(ground, sql, agencyId, disclosure, by),
    changeSchedule: (sql: Sql, schedule: NewSchedule, by: Cause) => changeSchedule(ground, sql, schedule, by),
    schedule: readSchedule,
    fireDueSchedules: () => fireDueSchedules(ground),
    /** For the gate: who this person of a desk is, or null. */
    whoIs: ({ agencyId, desk, externalId }: Identity) => findOperator(database, agencyId, desk, externalId),
    /** Part: reads a creator in the caller's transaction or outside one. */
    creator: (sql: Sql, agencyId: string, id: string) => readCreator(sql, agencyId, id),
    /** Part: who took over the shift by a handover and is on it still. */
    onShift,
    shiftBegan,
    shiftsBetween,
    changeShift,
    /** Accounts of Slack and Discord by which operators are known. */
    accounts: (agencyId: string) => accountsOf(database, agencyId),
    zone: zoneOf,
    agencies: () => listAgencies(database.prisma),
    creators: (agencyId: string) => listCreators(database.prisma, agencyId),
    operators: (agencyId: string) => listOperators(database.prisma, agencyId),
    /** How many accounts of a desk are an operator's. */
    linked: async (agencyId: string, desk: DeskName) =>
      (await accountsOf(database, agencyId)).filter((account) => account.desk === desk).length,
  }
}
