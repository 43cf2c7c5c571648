import {
  type Actor,
  type Answer,
  type CommandDefinition,
  defineCommand,
  done,
  type Option,
  ROLES,
  type Role,
  refused,
} from '../desk/index.ts'
import type { Ground } from '../facts/index.ts'
import { shortName } from './add-agency.ts'
import { addToTeam, changeRole, removeFromTeam, type TeamOutcome, type TeamRefusal } from './change-team.ts'
import { listCreators, listOperators, type Operator } from './store.ts'
import { words } from './words.ts'

const option = (role: Role): Option => ({ value: role, label: role })
/** Whoever has one of these acts on cards. A creator is added as one: whose figures they read is said then. */
const ACTING = ROLES.filter((role) => role !== 'creator')

/** `operator` as an argument: named by how they are called here. */
export const operatorArgument = (ground: Ground) => ({
  name: 'operator',
  summary: 'their name here, in quotes when it has blanks',
  required: true,
  suggest: ({ actor, typed }: { actor: Actor; typed: string }) => suggestOperators(ground, actor, typed),
})

/** `/team add`, `role` and `remove`: who belongs to the team, and what they may do. */
export function membersCommands(ground: Ground): CommandDefinition[] {
  return [
    addCommand(ground),
    defineCommand({
      group: 'team',
      name: 'role',
      summary: 'Give an operator another role',
      arguments: [
        operatorArgument(ground),
        { name: 'role', summary: 'what they may do', required: true, options: ACTING.map(option) },
      ],
      least: 'admin',
      run: ({ actor, arguments: given }) =>
        onOperator(ground, actor, given.operator, async (who) => {
          const role = roleOf(given.role)
          const outcome = await changeRole(ground, actor, { operatorId: who.id, role })
          return answerOf(outcome, ({ name }) => words.roleChanged(name, role))
        }),
    }),
    defineCommand({
      group: 'team',
      name: 'remove',
      summary: 'Take an operator off the team: their links end, their claims are let go',
      arguments: [operatorArgument(ground)],
      least: 'admin',
      run: ({ actor, arguments: given }) =>
        onOperator(ground, actor, given.operator, async (who) =>
          answerOf(await removeFromTeam(ground, actor, who.id), ({ name }) => words.removed(name)),
        ),
    }),
  ]
}

function addCommand(ground: Ground): CommandDefinition {
  return defineCommand({
    group: 'team',
    name: 'add',
    summary: 'Add an operator to the team',
    arguments: [
      { name: 'name', summary: 'what they are called here, in quotes when it has blanks', required: true },
      { name: 'role', summary: 'what they may do', required: true, options: ROLES.map(option) },
      { name: 'whose', summary: 'of a creator: whose figures they read', required: false },
    ],
    least: 'admin',
    async run({ actor, arguments: given }) {
      const name = shortName.safeParse(given.name)
      if (!name.success) return refused(words.badName)
      const role = roleOf(given.role)
      const whose = role === 'creator' ? await creatorNamed(ground, actor, given.whose) : null
      if (whose && 'answer' in whose) return whose.answer
      const member = { name: name.data, role, creatorId: whose?.id ?? null }
      return answerOf(await addToTeam(ground, actor, member), (added) => words.added(added.name, role))
    },
  })
}

async function creatorNamed(
  ground: Ground,
  { agencyId }: Actor,
  typed = '',
): Promise<{ id: string } | { answer: Answer }> {
  const all = await listCreators(ground.database.prisma, agencyId)
  const names = all.map(({ name }) => name)
  return named(all, typed) ?? { answer: refused(words.whoseFigures(names)) }
}

/** The gate lets no other word through. */
const roleOf = (typed: string | undefined): Role => ROLES.find((role) => role === typed) ?? 'chatter'

function answerOf(outcome: TeamOutcome, say: (member: Operator) => string): Answer {
  return outcome.kind === 'ok' ? done(say(outcome.member)) : refused(explain(outcome.refusal))
}

function explain(refusal: TeamRefusal): string {
  switch (refusal.kind) {
    case 'name-taken':
      return words.nameTaken(refusal.name)
    case 'unknown-operator':
      return words.gone
    case 'unknown-creator':
      return words.noSuchCreator
    case 'same-role':
      return words.sameRole(refusal.name, refusal.role)
    case 'last-admin':
      return words.lastAdmin(refusal.name)
  }
}

/** Runs on the operator who is called that; else says who there is. */
export async function onOperator(
  { database }: Ground,
  { agencyId }: Actor,
  typed: string | undefined,
  act: (operator: Operator) => Promise<Answer>,
): Promise<Answer> {
  const all = await listOperators(database.prisma, agencyId)
  const who = named(all, typed ?? '')
  if (who) return act(who)
  const known = all.map(({ name }) => name)
  return refused(words.noOperator(typed ?? '', known))
}

const named = <T extends { name: string }>(all: readonly T[], name: string): T | undefined =>
  all.find((each) => each.name.toLowerCase() === name.trim().toLowerCase())

async function suggestOperators({ database }: Ground, { agencyId }: Actor, typed: string): Promise<Option[]> {
  const wanted = typed.trim().toLowerCase()
  const all = await listOperators(database.prisma, agencyId)
  return all.filter(({ name }) => name.toLowerCase().includes(wanted)).map(({ name }) => ({ value: name, label: name }))
}
