import { type Card, type CommandDefinition, defineCommand, done, refused } from '../desk/index.ts'
import type { Ground } from '../facts/index.ts'
import { linkOperator, parseAccount, unlinkOperator } from './link-operator.ts'
import { accountsOf, listOperators } from './store.ts'
import { membersCommands, onOperator, operatorArgument } from './team-commands.ts'
import { words } from './words.ts'

/** `/team`: who belongs to the team with which role, and who an account of Slack or Discord is. */
export function teamCommands(ground: Ground): CommandDefinition[] {
  const account = { name: 'account', summary: 'a mention, or slack:T1:U2', required: true, as: 'person' as const }
  return [
    ...membersCommands(ground),
    defineCommand({
      group: 'team',
      name: 'list',
      summary: 'Operators, their roles and accounts',
      arguments: [],
      least: 'manager',
      run: async ({ actor }) => ({ kind: 'panel', card: await teamCard(ground, actor.agencyId) }),
    }),
    defineCommand({
      group: 'team',
      name: 'link',
      summary: 'Let an operator act by an account of Slack or Discord',
      arguments: [operatorArgument(ground), account],
      least: 'admin',
      run: ({ actor, arguments: given }) =>
        onOperator(ground, actor, given.operator, async (who) => {
          const parsed = parseAccount(given.account ?? '')
          if (!parsed) return refused(words.noAccount(given.account ?? ''))
          const linked = await linkOperator(ground, actor, { ...parsed, operatorId: who.id })
          return linked ? done(words.linked(who.name, given.account ?? '')) : refused(words.taken)
        }),
    }),
    defineCommand({
      group: 'team',
      name: 'unlink',
      summary: 'End what link began',
      arguments: [account],
      least: 'admin',
      async run({ actor, arguments: given }) {
        const typed = given.account ?? ''
        const parsed = parseAccount(typed)
        if (!parsed) return refused(words.noAccount(typed))
        const was = await unlinkOperator(ground, actor, parsed)
        return was === null ? refused(words.notLinked(typed)) : done(words.unlinked(typed))
      },
    }),
  ]
}

async function teamCard({ database }: Ground, agencyId: string): Promise<Card> {
  const accounts = await accountsOf(database, agencyId)
  const rows = (await listOperators(database.prisma, agencyId)).map(({ id, name, role }) => {
    const its = accounts
      .filter(({ operatorId }) => operatorId === id)
      .map(({ desk, externalId }) => `${desk}:${externalId}`)
    return { line: [{ strong: name }, ` · ${role}`], soft: its.length > 0 ? its.join(', ') : words.noAccounts }
  })
  return { tone: 'info', title: words.team, summary: words.team, body: [{ kind: 'list', rows }] }
}
