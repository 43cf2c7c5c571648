import {
  type Actor,
  type Answer,
  type Card,
  type CommandDefinition,
  defineCommand,
  done,
  refused,
} from '../desk/index.ts'
import type { Ground } from '../facts/index.ts'
import type { Fan, Fans } from '../fans/index.ts'
import { formatMoney } from '../kernel/money.ts'
import { setExploring } from './set-exploring.ts'
import { quotesOfFan, type ToldQuote } from './store.ts'
import { words } from './words.ts'

export interface CommandDeps {
  ground: Ground
  fans: Pick<Fans, 'oneFan'>
  creatorsOf(agencyId: string): Promise<readonly { id: string; name: string }[]>
}

const SHOWN = 8

/** `/fan price`: what one fan was asked and what came of it. `/creator explore`: whether prices may be tried. */
export function pricingCommands(deps: CommandDeps): CommandDefinition[] {
  const { ground } = deps
  return [
    defineCommand({
      group: 'fan',
      name: 'price',
      summary: 'What a fan was asked, and what came of it',
      arguments: [{ name: 'fan', summary: 'a part of the name, or the id on the platform', required: true }],
      least: 'chatter',
      async run({ actor, arguments: given }) {
        const fan = await deps.fans.oneFan(ground.database, actor.agencyId, given.fan ?? '')
        if (typeof fan === 'string') return refused(fan)
        if (fan.profilingRefusedAt !== null) return refused(words.profilingRefused(fan.name))
        return {
          kind: 'panel',
          card: quotesCard(fan, await quotesOfFan(ground.database, actor.agencyId, fan.id, SHOWN)),
        }
      },
    }),
    defineCommand({
      group: 'creator',
      name: 'explore',
      summary: 'Let prices be tried to learn from them, or not',
      arguments: [
        { name: 'creator', summary: 'the creator’s name, in quotes when it has blanks', required: true },
        { name: 'switch', summary: 'on or off', required: true },
      ],
      least: 'manager',
      run: ({ actor, arguments: given }) => explore(deps, actor, given.creator ?? '', given.switch ?? ''),
    }),
  ]
}

async function explore(deps: CommandDeps, actor: Actor, name: string, typed: string): Promise<Answer> {
  const wanted = name.trim().toLowerCase()
  const creator = (await deps.creatorsOf(actor.agencyId)).find((each) => each.name.toLowerCase() === wanted)
  if (!creator) return refused(words.noCreator(name))
  const choice = typed.trim().toLowerCase()
  if (choice !== 'on' && choice !== 'off') return refused(words.onOrOff(typed))
  await setExploring(deps.ground, actor, { creatorId: creator.id, exploring: choice === 'on' })
  return done(choice === 'on' ? words.explores(creator.name) : words.exploresNot(creator.name))
}

function quotesCard(fan: Fan, quotes: readonly ToldQuote[]): Card {
  const title = words.pricesOf(fan.name)
  const rows = quotes.map((quote) => {
    const money = (minor: number) => formatMoney({ minor, currency: quote.currency })
    const changed = quote.shownMinor !== quote.priceMinor ? ` · ${words.suggested(money(quote.priceMinor))}` : ''
    return {
      line: [{ strong: money(quote.shownMinor) }, ` · ${quote.title}${changed}`],
      soft: [words.cameOf(quote.outcome), ' · shown ', { at: quote.shownAt, as: 'ago' as const }],
    }
  })
  const body: Card['body'] = rows.length > 0 ? [{ kind: 'list', rows }] : [{ kind: 'text', line: words.noPrices }]
  return { tone: 'info', title, summary: title, body }
}
