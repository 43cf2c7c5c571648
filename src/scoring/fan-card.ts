import type { Sql } from '../database/sql.ts'
import { actionId, type Button, type Card, type CardNode, type Line } from '../desk/index.ts'
import { DRAFT_FOR_FAN, type Fan, SHOW_PRICES } from '../fans/index.ts'
import { formatMoney } from '../kernel/money.ts'
import type { FanScore } from './fan-score.ts'
import type { Outlook } from './outlook.ts'
import type { Profile } from './profile/profile-of-fan.ts'
import type { ScoringDeps } from './rescore-creator.ts'
import { words } from './words.ts'

type Creator = Awaited<ReturnType<ScoringDeps['creatorsOf']>>[number]

/** What of the slice the card needs. */
export interface Known {
  score(sql: Sql, agencyId: string, fan: Fan, currency: string): Promise<FanScore>
  outlook(sql: Sql, agencyId: string, fan: Fan, currency: string): Promise<Outlook | null>
  profile(sql: Sql, agencyId: string, fan: Fan, creator: { zone: string; currency: string }): Promise<Profile | null>
}

/** One fan as a buyer: what they are, how they buy and write, what is expected of them, and why. */
export async function fanCard(deps: ScoringDeps, known: Known, agencyId: string, fan: Fan): Promise<Card | null> {
  const creator = (await deps.creatorsOf(agencyId)).find(({ id }) => id === fan.creatorId)
  if (!creator) return null
  const { database } = deps.ground
  const [score, outlook, profile] = await Promise.all([
    known.score(database, agencyId, fan, creator.currency),
    known.outlook(database, agencyId, fan, creator.currency),
    known.profile(database, agencyId, fan, creator),
  ])
  if (score.segment === null || profile === null) return refusedCard(fan, creator)
  return {
    tone: 'info',
    title: `${fan.name} · ${words.segment(score.segment)}`,
    summary: `${creator.name}: one fan as a buyer`,
    body: [
      { kind: 'fields', fields: fieldsOf(fan, creator, profile, outlook) },
      ...metersOf(outlook),
      list(`Why ${words.segment(score.segment)}`, score.reasons),
      list('What to expect', outlook?.lines ?? [words.noScoreYet]),
      list('How they write', [profile.stage.rule, ...answersOf(profile)]),
      { kind: 'actions', buttons: [{ action: actionId(SHOW_PRICES, fan.id, 0), label: 'Prices' }, ...draftFor(fan)] },
    ],
  }
}

/** Nobody writes to who is frozen. */
const draftFor = (fan: Fan): Button[] =>
  fan.frozenAt ? [] : [{ action: actionId(DRAFT_FOR_FAN, fan.id, 0), label: 'Draft' }]

const list = (head: string, lines: readonly Line[]): CardNode => ({
  kind: 'list',
  head,
  rows: lines.map((line) => ({ line })),
})

function fieldsOf(fan: Fan, { name, currency }: Creator, profile: Profile, outlook: Outlook | null) {
  const spent = formatMoney({ minor: fan.spentMinor, currency })
  const more = outlook ? words.moreIn30Days(outlook.value30Minor, currency) : ''
  const zone = profile.isOwnZone ? profile.zone : words.creatorsZone(profile.zone)
  const never: Line = words.never
  return [
    { label: 'Creator', value: name },
    { label: 'Lifetime value', value: `${spent}${more}` },
    { label: 'Purchases', value: String(fan.purchaseCount) },
    { label: 'First purchase', value: fan.firstPurchaseAt ? { at: fan.firstPurchaseAt, as: 'day' as const } : never },
    { label: 'Buys every', value: words.buysEvery(profile.averageDaysBetween) },
    { label: 'Favourite tags', value: profile.favouriteTags.join(', ') || words.noTags },
    { label: `Best hours today, ${zone}`, value: words.bestHours(profile.hours.from, profile.hours.until) },
    { label: 'Stage', value: words.stageNames[profile.stage.stage] },
  ]
}

const metersOf = (outlook: Outlook | null): CardNode[] =>
  outlook
    ? [{ kind: 'meter', label: 'Churn risk, 30 days', share: outlook.churn30, word: words.percent(outlook.churn30) }]
    : []

const answersOf = ({ responses: { fan, team } }: Profile): Line[] => [
  words.fanAnswers(fan.medianMs, fan.answers),
  words.teamAnswers(team.medianMs, team.answers),
]

/** What the books need, and that nothing else is made of this fan. */
function refusedCard(fan: Fan, creator: Creator): Card {
  const since: Line = fan.profilingRefusedAt
    ? [`${words.refusedSince} `, { at: fan.profilingRefusedAt, as: 'day' }]
    : ''
  return {
    tone: 'info',
    title: `${fan.name} · ${words.profilingRefused}`,
    summary: `${creator.name}: one fan`,
    body: [
      {
        kind: 'fields',
        fields: [
          { label: 'Creator', value: creator.name },
          { label: 'Spent', value: formatMoney({ minor: fan.spentMinor, currency: creator.currency }) },
          { label: 'Purchases', value: String(fan.purchaseCount) },
          { label: 'First seen', value: { at: fan.firstSeenAt, as: 'day' } },
        ],
      },
      { kind: 'text', line: since },
      ...(fan.frozenAt ? [] : [{ kind: 'actions' as const, buttons: draftFor(fan) }]),
    ],
  }
}
