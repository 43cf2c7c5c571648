import {
  type Actor,
  type Card,
  type CommandDefinition,
  defineCommand,
  done,
  type Option,
  refused,
} from '../desk/index.ts'
import type { Ground } from '../facts/index.ts'
import { linkOperator, parseAccount, unlinkOperator } from './link-operator.ts'
import { accountsOf, listOperators, type Operator } from './store.ts'
import { words } from './words.ts'

/** `/team list`, `link` and `unlink`: who an account of Slack or Discord is. */
export function teamCommands(ground: Ground): CommandDefinition[] {
  const operator = {
    name: 'operator',
    summary: 'their name here, in quotes when it has blanks',
    required: true,
    suggest: ({ actor, typed }: { actor: Actor; typed: string }) => suggestOperators(ground, actor, typed),
  }
  const account = { name: 'account', summary: 'a mention, or slack:T1:U2', required: true, as: 'person' as const }
  return [
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
      arguments: [operator, account],
      least: 'admin',
      async run({ actor, arguments: given }) {
        const all = await listOperators(ground.database.prisma, actor.agencyId)
        const who = named(all, given.operator ?? '')
        if (!who)
          return refused(
            words.noOperator(
              given.operator ?? '',
              all.map(({ name }) => name),
            ),
          )
        const parsed = parseAccount(given.account ?? '')
        if (!parsed) return refused(words.noAccount(given.account ?? ''))
        const linked = await linkOperator(ground, actor, { ...parsed, operatorId: who.id })
        return linked ? done(words.linked(who.name, given.account ?? '')) : refused(words.taken)
      },
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

const named = (all: readonly Operator[], name: string): Operator | undefined =>
  all.find((each) => each.name.toLowerCase() === name.trim().toLowerCase())

async function suggestOperators({ database }: Ground, { agencyId }: Actor, typed: string): Promise<Option[]> {
  const wanted = typed.trim().toLowerCase()
  const all = await listOperators(database.prisma, agencyId)
  return all.filter(({ name }) => name.toLowerCase().includes(wanted)).map(({ name }) => ({ value: name, label: name }))
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
