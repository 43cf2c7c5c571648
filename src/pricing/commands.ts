import { creatorTyped } from '../agency/index.ts'
import {
  type ActionDefinition,
  type Actor,
  type Answer,
  type CommandDefinition,
  defineAction,
  defineCommand,
  done,
  refused,
} from '../desk/index.ts'
import { SHOW_PRICES } from '../fans/index.ts'
import { type CommandDeps, pricesPanel } from './prices-panel.ts'
import { setExploring } from './set-exploring.ts'
import { words } from './words.ts'

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
        return pricesPanel(deps, actor.agencyId, fan)
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
  const creator = creatorTyped(await deps.creatorsOf(actor.agencyId), name)
  if (typeof creator === 'string') return refused(creator)
  const choice = typed.trim().toLowerCase()
  if (choice !== 'on' && choice !== 'off') return refused(words.onOrOff(typed))
  await setExploring(deps.ground, actor, { creatorId: creator.id, exploring: choice === 'on' })
  return done(choice === 'on' ? words.explores(creator.name) : words.exploresNot(creator.name))
}

/** [Prices]: the same as `/fan price`. */
export function pricingActions(deps: CommandDeps): ActionDefinition[] {
  return [
    defineAction({
      name: SHOW_PRICES,
      mode: 'asks',
      least: 'chatter',
      async run({ actor, subject }) {
        const fan = await deps.fans.fan(deps.ground.database, actor.agencyId, subject)
        return fan ? pricesPanel(deps, actor.agencyId, fan) : refused(words.noSuchFan)
      },
    }),
  ]
}
