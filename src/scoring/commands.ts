import type { Sql } from '../database/sql.ts'
import { type Answer, type Card, type CommandDefinition, defineCommand, done, refused } from '../desk/index.ts'
import type { Fan } from '../fans/index.ts'
import { formatMoney } from '../kernel/money.ts'
import type { FanScore } from './fan-score.ts'
import { hoursOfFan } from './hours/hours-of-fan.ts'
import type { Outlook } from './outlook.ts'
import type { ScoringDeps } from './rescore-creator.ts'
import { segmentCounts } from './score-store.ts'
import { words } from './words.ts'

/** More than anybody looks through: a longer part of the name finds fewer. */
const FOUND_MAX = 100

/** What of the slice the commands need. */
interface Scoring {
  recompute(agencyId: string): Promise<number>
  score(sql: Sql, agencyId: string, fan: Fan, currency: string): Promise<FanScore>
  outlook(sql: Sql, agencyId: string, fan: Fan, currency: string): Promise<Outlook | null>
}

/** `/fan find`, `show` and `score`, and `/report segments`: one fan as a buyer, and how a creator's fans are spread. */
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
        const text = (given.fan ?? '').trim()
        const fans = await found(actor.agencyId, text)
        // Who is named exactly is meant, however many others hold the same letters.
        const exact = fans.filter((fan) => fan.externalId === text || fan.name.toLowerCase() === text.toLowerCase())
        const [fan, second] = exact.length === 1 ? exact : fans
        if (!fan) return refused(words.noFan(text))
        if (second) return refused(words.manyFans(text, fans.length))
        return { kind: 'panel', card: await fanCard(deps, scoring, actor.agencyId, fan) }
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
    defineCommand({
      group: 'report',
      name: 'segments',
      summary: 'How many fans are in each segment',
      arguments: [],
      least: 'manager',
      run: async ({ actor }) => ({ kind: 'panel', card: await segmentsCard(deps, actor.agencyId) }),
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

/** One fan as a buyer: what they are, what is expected of them, and why. */
async function fanCard(deps: ScoringDeps, scoring: Scoring, agencyId: string, fan: Fan): Promise<Card> {
  const { database } = deps.ground
  const creator = (await deps.creatorsOf(agencyId)).find(({ id }) => id === fan.creatorId)
  const currency = creator?.currency ?? 'USD'
  const score = await scoring.score(database, agencyId, fan, currency)
  const outlook = await scoring.outlook(database, agencyId, fan, currency)
  const zone = creator?.zone ?? 'UTC'
  const best = await hoursOfFan(database, agencyId, fan, zone, deps.ground.clock.now())
  return {
    tone: 'info',
    title: `${fan.name} · ${score.segment}`,
    summary: `${creator?.name ?? ''}: one fan as a buyer`,
    body: [
      {
        kind: 'fields',
        fields: [
          { label: 'Creator', value: creator?.name ?? '' },
          { label: 'Spent', value: formatMoney({ minor: fan.spentMinor, currency }) },
          { label: 'Purchases', value: String(fan.purchaseCount) },
          { label: `Best hours today, ${zone}`, value: words.bestHours(best.from, best.until) },
          { label: 'First seen', value: { at: fan.firstSeenAt, as: 'day' } },
        ],
      },
      ...(outlook
        ? [
            {
              kind: 'meter' as const,
              label: 'Churn risk, 30 days',
              share: outlook.churn30,
              word: words.percent(outlook.churn30),
            },
          ]
        : []),
      { kind: 'list', head: `Why ${score.segment}`, rows: score.reasons.map((line) => ({ line })) },
      { kind: 'list', head: 'What to expect', rows: (outlook?.lines ?? [words.noScoreYet]).map((line) => ({ line })) },
    ],
  }
}

async function segmentsCard(deps: ScoringDeps, agencyId: string): Promise<Card> {
  const counts = await segmentCounts(deps.ground.database, agencyId)
  const creators = await deps.creatorsOf(agencyId)
  const lists = creators.flatMap(({ id, name }) => {
    const mine = counts.filter(({ creatorId }) => creatorId === id)
    const [first] = mine
    if (!first) return []
    const rows = mine.map(({ segment, fans }) => ({ line: [{ strong: segment }, ` · ${fans}`] }))
    const scored = mine.reduce<Date | null>((latest, { fittedAt }) => fittedAt ?? latest, null)
    const soft = [
      'counted ',
      { at: first.at, as: 'ago' as const },
      ...(scored ? [', scored ', { at: scored, as: 'ago' as const }] : [', not scored yet']),
    ]
    return [{ kind: 'list' as const, head: name, rows: [...rows, { line: soft }] }]
  })
  return {
    tone: 'info',
    title: words.segmentsTitle,
    summary: words.segmentsTitle,
    body: lists.length > 0 ? lists : [{ kind: 'text', line: words.noSegments }],
  }
}
