import type { Creator } from '../agency/index.ts'
import type { Card, CardNode, Line } from '../desk/index.ts'
import { dayOf, plusDays } from '../figures/index.ts'
import { isAlert } from './alert-card.ts'
import { worth } from './digest-cards.ts'
import { type InsightNames, insightsCard } from './insights-card.ts'
import { LIST_WORDS } from './list-words.ts'
import type { Looked } from './look-for-unusual.ts'
import { amountOfDay, type DayFigures, revenueOf } from './unusual.ts'
import { dayName, type Language, WORDS, weekdayName } from './words.ts'

interface Reader {
  creator: Pick<Creator, 'id' | 'name' | 'zone' | 'currency'>
  language: Language
  at: Date
  seesMoney: boolean
}

/** How a creator's yesterday was, where its figures are whole, and what there is to look at. */
export function yesterdayCard(reader: Reader, { days, open, fans }: Looked & Pick<InsightNames, 'fans'>): Card {
  const { creator, language, at, seesMoney } = reader
  const words = LIST_WORDS[language]
  const day = plusDays(dayOf(at, creator.zone), -1)
  const name = dayName(WORDS[language], day)
  const newest = days?.at(-1)
  const title = `${creator.name} · ${name}`
  const found = open.filter(isAlert).filter(({ toDay }) => toDay === day)
  const unusual = found.flatMap(({ detail }) => [detail.metric, ...(detail.also ?? [])])
  const said: Line[] =
    days === null
      ? [words.notWhole(name)]
      : newest === undefined
        ? [words.noFigures(name)]
        : [
            ...dayLines(reader, days, newest),
            words.dayUnusual(unusual.map((metric) => WORDS[language].metrics[metric])),
          ]
  const list = insightsCard(open, { creators: new Map([[creator.id, creator.name]]), fans }, seesMoney, language)
  const texts = said.map((line): CardNode => ({ kind: 'text', line }))
  return { tone: 'info', title, summary: title, body: [...texts, ...list.body] }
}

/** What it earned beside what is usual, and what was counted. */
function dayLines({ creator, language, seesMoney }: Reader, days: readonly DayFigures[], newest: DayFigures): Line[] {
  const words = LIST_WORDS[language]
  const weekday = weekdayName(WORDS[language], newest.day)
  const earned = amountOfDay('revenue', newest)
  const usual = revenueOf(days, creator.currency)?.expected.usual ?? null
  const say = (minor: number) => worth(minor, creator.currency, language)
  const minutes = newest.waitedMinutes === null ? null : WORDS[language].minutes(Math.max(1, newest.waitedMinutes))
  const money: Line[] = seesMoney
    ? [words.dayMoney(say(earned), weekday, usual === null ? null : say(usual))]
    : usual !== null && usual > 0
      ? [words.dayShare(earned / usual - 1, weekday)]
      : []
  return [...money, words.dayCounts(newest.sales, newest.gained, newest.lost, minutes)]
}
