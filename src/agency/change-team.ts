import type { Sql } from '../database/sql.ts'
import type { Actor, Role } from '../desk/index.ts'
import type { FactData, Ground } from '../facts/index.ts'
import { newId } from '../kernel/ids.ts'
import { readCreator } from './store.ts'
import {
  addMember,
  adminsBeside,
  endMember,
  lockTeam,
  type Member,
  namedLike,
  readMember,
  setRole,
} from './team-store.ts'

/** Why a change of the team was refused: nothing changed. */
export type TeamRefusal =
  | { kind: 'name-taken'; name: string }
  | { kind: 'unknown-operator' }
  | { kind: 'unknown-creator' }
  | { kind: 'same-role'; name: string; role: Role }
  | { kind: 'last-admin'; name: string }

export type TeamOutcome = { kind: 'ok'; member: Member } | { kind: 'refused'; refusal: TeamRefusal }

const refuse = (refusal: TeamRefusal): TeamOutcome => ({ kind: 'refused', refusal })

export interface NewMember {
  /** 1 to 80 characters, as `shortName` reads it. */
  name: string
  role: Role
  /** Of a `creator`: whose figures they read. */
  creatorId: string | null
}

/** Adds a person, known on the web desk at once. Names are unique among those who are there, since commands name people. */
export function addToTeam(ground: Ground, actor: Actor, { name, role, creatorId }: NewMember) {
  return onTeam(ground, actor, 'add-to-team', async (sql) => {
    const { agencyId } = actor
    if (await namedLike(sql, agencyId, name)) return refuse({ kind: 'name-taken', name })
    if (creatorId !== null && !(await readCreator(sql, agencyId, creatorId))) return refuse({ kind: 'unknown-creator' })
    const member: Member = { id: newId(ground.clock), name, role }
    await addMember(sql, agencyId, { ...member, creatorId }, ground.clock.now())
    await note(ground, sql, actor, 'operator.added', member.id, { role })
    return { kind: 'ok', member }
  })
}

/** Gives a person another role. The last admin keeps theirs: nobody could give it back. */
export function changeRole(ground: Ground, actor: Actor, on: { operatorId: string; role: Role }): Promise<TeamOutcome> {
  return onTeam(ground, actor, 'change-role', async (sql) => {
    const member = await readMember(sql, actor.agencyId, on.operatorId)
    if (!member) return refuse({ kind: 'unknown-operator' })
    if (member.role === on.role) return refuse({ kind: 'same-role', name: member.name, role: on.role })
    const locksOut = await isLastAdmin(sql, actor.agencyId, member)
    if (locksOut) return refuse({ kind: 'last-admin', name: member.name })
    await setRole(sql, actor.agencyId, member.id, on.role)
    await note(ground, sql, actor, 'operator.role-changed', member.id, { from: member.role, to: on.role })
    return { kind: 'ok', member: { ...member, role: on.role } }
  })
}

/**
 * Takes a person off the team: no desk knows them from then on, the web desk included. What they decided stays theirs;
 * letting go of the cards they claimed is a reaction to the fact.
 */
export function removeFromTeam(ground: Ground, actor: Actor, operatorId: string): Promise<TeamOutcome> {
  return onTeam(ground, actor, 'remove-from-team', async (sql) => {
    const member = await readMember(sql, actor.agencyId, operatorId)
    if (!member) return refuse({ kind: 'unknown-operator' })
    if (await isLastAdmin(sql, actor.agencyId, member)) return refuse({ kind: 'last-admin', name: member.name })
    const links = await endMember(sql, actor.agencyId, member.id, ground.clock.now())
    await note(ground, sql, actor, 'operator.removed', member.id, { role: member.role, links })
    return { kind: 'ok', member }
  })
}

const isLastAdmin = async (sql: Sql, agencyId: string, { id, role }: Member): Promise<boolean> =>
  role === 'admin' && (await adminsBeside(sql, agencyId, id)) === 0

/** One change at a time in an agency: two admins who remove each other would leave none. */
function onTeam(
  { database }: Ground,
  { agencyId }: Actor,
  name: string,
  work: (sql: Sql) => Promise<TeamOutcome>,
): Promise<TeamOutcome> {
  return database.transaction(name, async (sql) => {
    await lockTeam(sql, agencyId)
    return work(sql)
  })
}

async function note(
  { facts, clock }: Ground,
  sql: Sql,
  actor: Actor,
  name: string,
  subject: string,
  data: FactData,
): Promise<void> {
  const by = { kind: 'operator' as const, id: actor.operatorId }
  await facts.record(sql, [{ agencyId: actor.agencyId, name, subject, by, data, at: clock.now() }])
}
