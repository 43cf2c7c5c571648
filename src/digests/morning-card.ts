import type { Chart } from '../charts/index.ts'
import type { Card, CardNode, Line } from '../desk/index.ts'
import { daysChart } from './alert-chart.ts'
import { type Reader, worth } from './digest-cards.ts'
import type { AlertDetail } from './insight.ts'
import { LIST_WORDS } from './list-words.ts'
import type { Morning } from './morning.ts'
import { type Language, moneyIn, unitOf, WORDS, weekdayName } from './words.ts'

/** Within this share of what is usual nothing is better or worse. */
const AS_USUAL = 0.005
/** A source is worth a word from so many times the usual. */
const STRONG_SOURCE = 1.2
/** A best day is one among so many at least. */
const FEWEST_WEEKS = 4

type Said = Omit<Reader, 'seesMoney'>

/**
 * "Good morning, Bella": the creator's own figures and nobody else's. What went well comes first and with what is usual; what
 * did not is said last, without a share that only hurts.
 */
export function morningCard(reader: Said, morning: Morning, chart: Chart | null): Card {
  const { creator, language, currency, day } = reader
  const words = LIST_WORDS[language]
  const weekday = weekdayName(WORDS[language], day)
  const say = (minor: number) => worth(minor, currency, language)
  const { earnedMinor, usualMinor } = morning
  const share = shareOf(earnedMinor, usualMinor)
  const title = words.morningTitle(creator)
  const good = goodOf(reader, morning, weekday)
  const rest = [
    ...(usualMinor !== null && share !== null && share <= -AS_USUAL ? [words.usualDay(weekday, say(usualMinor))] : []),
    ...restOf(reader, morning),
  ]
  const brought = morning.sources.filter(({ cameMinor }) => cameMinor > 0)
  return {
    ...{ tone: 'open', title, summary: title },
    body: [
      { kind: 'text', line: headOf(language, { weekday, earned: say(earnedMinor), isNone: earnedMinor === 0, share }) },
      ...(good.length > 0 ? [{ kind: 'list' as const, rows: good.map((line) => ({ line })) }] : []),
      ...(chart ? [{ kind: 'chart' as const, chart }] : []),
      ...(brought.length > 1
        ? [
            {
              kind: 'fields' as const,
              fields: brought.map(({ source, cameMinor }) => ({
                label: WORDS[language].sources[source],
                value: say(cameMinor),
              })),
            },
          ]
        : []),
      ...(rest.length > 0 ? [{ kind: 'context', items: rest } satisfies CardNode] : []),
    ],
  }
}

const shareOf = (came: number, usual: number | null): number | null =>
  usual !== null && usual > 0 ? came / usual - 1 : null

function headOf(
  language: Language,
  { weekday, earned, isNone, share }: { weekday: string; earned: string; isNone: boolean; share: number | null },
): Line {
  const words = LIST_WORDS[language]
  if (isNone) return words.soldNothing(weekday)
  return [
    ...words.earned(weekday, earned),
    share !== null && share > -AS_USUAL ? words.above(share < AS_USUAL ? 0 : share, weekday) : '.',
  ]
}

function goodOf({ language, currency }: Said, morning: Morning, weekday: string): string[] {
  const words = LIST_WORDS[language]
  const say = (minor: number) => worth(minor, currency, language)
  const { earnedMinor, bestOf, week, sources, gained } = morning
  const share = shareOf(week.earnedMinor, week.usualMinor)
  const excess = (one: (typeof sources)[number]) => one.cameMinor - one.usualMinor
  const [best] = sources
    .filter(({ cameMinor, usualMinor }) => cameMinor > 0 && cameMinor >= STRONG_SOURCE * usualMinor)
    .toSorted((a, b) => excess(b) - excess(a))
  return [
    ...(earnedMinor > 0 && bestOf >= FEWEST_WEEKS ? [words.bestOf(weekday, bestOf)] : []),
    ...(share !== null && share > -AS_USUAL
      ? [words.weekAbove(say(week.earnedMinor), share < AS_USUAL ? 0 : share)]
      : []),
    ...(best
      ? [
          words.strongSource(
            WORDS[language].sources[best.source],
            say(best.cameMinor),
            weekday,
            best.usualMinor < unitOf(currency) ? null : say(best.usualMinor),
          ),
        ]
      : []),
    ...(gained > 0 ? [words.newcomers(gained)] : []),
  ]
}

/** What is below the usual, without a share. */
function restOf({ language, currency }: Said, { week, refundsMinor }: Morning): string[] {
  const words = LIST_WORDS[language]
  const say = (minor: number) => worth(minor, currency, language)
  const share = shareOf(week.earnedMinor, week.usualMinor)
  const isBelow = week.usualMinor !== null && share !== null && share <= -AS_USUAL
  return [
    ...(isBelow ? [words.weekBelow(say(week.earnedMinor), say(week.usualMinor ?? 0))] : []),
    ...(refundsMinor > 0 ? [words.refunded(say(refundsMinor))] : []),
  ]
}

/** The creator's last thirty days, in words that a creator reads. */
export function morningChart(language: Language, detail: AlertDetail): Chart {
  const words = LIST_WORDS[language]
  const say = (minor: number) => moneyIn(WORDS[language], { minor, currency: detail.currency })
  const amounts = detail.points.map(({ amount }) => amount)
  return daysChart(WORDS[language], detail, {
    title: words.chartTitle,
    finding: words.chartFinding(say(Math.min(...amounts)), say(Math.max(...amounts)), say(detail.came)),
    // The line's own name says it, in the sentence's person.
    ...{ figure: '', line: words.chartLine, band: words.chartUsual },
  })
}
