import { type Answer, type Card, type CommandDefinition, defineCommand, done, refused } from '../desk/index.ts'
import type { Fan } from '../fans/index.ts'
import { formatMoney } from '../kernel/money.ts'
import { fanCard, type Known } from './fan-card.ts'
import type { ScoringDeps } from './rescore-creator.ts'
import { words } from './words.ts'

/** More than anybody looks through: a longer part of the name finds fewer. */
const FOUND_MAX = 100

/** What of the slice the commands need. */
interface Scoring extends Known {
  recompute(agencyId: string): Promise<number>
}

/** `/fan find`, `show` and `score`: one fan as a buyer. */
export function scoringCommands(deps: ScoringDeps, scoring: Scoring): CommandDefinition[] {
  const { database } = deps.ground
  const whom = [{ name: 'fan', summary: 'a part of the name, or the id on the platform', required: true }]

  async function found(agencyId: string, text: string | undefined): Promise<Fan[]> {
    return deps.fans.find(database, agencyId, (text ?? '').trim(), FOUND_MAX + 1)
  }

  return [
    defineCommand({
      group: 'fan',
      name: 'find',
      summary: 'Fans by a part of their name',
      arguments: whom,
      least: 'chatter',
      async run({ actor, arguments: given }) {
        const fans = await found(actor.agencyId, given.fan)
        if (fans.length === 0) return refused(words.noFan(given.fan ?? ''))
        return { kind: 'panel', card: await foundCard(deps, actor.agencyId, fans.slice(0, FOUND_MAX)) }
      },
    }),
    defineCommand({
      group: 'fan',
      name: 'show',
      summary: 'One fan: segment, scores, and why',
      arguments: whom,
      least: 'chatter',
      async run({ actor, arguments: given }): Promise<Answer> {
        const fan = await deps.fans.oneFan(database, actor.agencyId, given.fan ?? '')
        if (typeof fan === 'string') return refused(fan)
        const card = await fanCard(deps, scoring, actor.agencyId, fan)
        return card ? { kind: 'panel', card } : refused(words.noSuchFan)
      },
    }),
    defineCommand({
      group: 'fan',
      name: 'score',
      summary: 'Make segments and scores of all fans anew',
      arguments: [],
      least: 'manager',
      run: async ({ actor }) => done(words.recomputing(await scoring.recompute(actor.agencyId))),
    }),
  ]
}

async function foundCard(deps: ScoringDeps, agencyId: string, fans: readonly Fan[]): Promise<Card> {
  const creators = new Map((await deps.creatorsOf(agencyId)).map((creator) => [creator.id, creator]))
  return {
    tone: 'info',
    title: words.fansFound(fans.length),
    summary: words.fansFound(fans.length),
    body: [
      {
        kind: 'list',
        rows: fans.map((fan) => {
          const { name, currency } = creators.get(fan.creatorId) ?? { name: '', currency: 'USD' }
          const spent = formatMoney({ minor: fan.spentMinor, currency })
          return { line: [{ strong: fan.name }, ` · ${name} · ${spent} · ${fan.externalId}`] }
        }),
      },
    ],
  }
}
