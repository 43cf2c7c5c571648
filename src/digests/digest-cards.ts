import type { Card, CardNode, Row, Span } from '../desk/index.ts'
import { wholeMinor } from '../kernel/money.ts'
import type { ListedFan } from './action-list.ts'
import type { ChurnFan, Lift } from './churn-digest.ts'
import { draftButton } from './draft-listed.ts'
import type { Leaving } from './gather-leaving.ts'
import type { Today } from './gather-today.ts'
import { LIST_WORDS, type ListWords } from './list-words.ts'
import { dayName, type Language, moneyIn, unitOf, WORDS } from './words.ts'

/** As many rows with buttons as a card holds. */
const MOST_ROWS = 8

/** For whom a card is written, and of which day in the creator's zone. */
export interface Reader {
  creator: string
  language: Language
  currency: string
  day: string
  /** False: what the reader's role is not shown in reports stands in no digest either. */
  seesMoney: boolean
}

const strong = (text: string): Span => ({ strong: text })
/** Whole units: nobody decides by cents. What is less than one is said to be. */
export function worth(minor: number, currency: string, language: Language): string {
  const unit = unitOf(currency)
  const say = (amount: number) => moneyIn(WORDS[language], { minor: amount, currency })
  return minor > 0 && minor < unit ? LIST_WORDS[language].under(say(unit)) : say(wholeMinor({ minor, currency }))
}

/** "Today for Bella": what came of yesterday's list, then whom to write to, best first. */
export function todayCard({ creator, language, currency, day, seesMoney }: Reader, today: Today): Card {
  const words = LIST_WORDS[language]
  const { list, yesterday, bestHours, onCards } = today
  const { fans } = list
  const [shown, hidden] = [fans.slice(0, MOST_ROWS), fans.length - MOST_ROWS]
  const money = (minor: number) => (seesMoney ? worth(minor, currency, language) : null)
  const notes = [...(hidden > 0 ? [words.more(hidden)] : []), ...notesOf(words, today, seesMoney)]
  const hours = bestHours ? [words.bestHours(bestHours.from, bestHours.to, creator)] : []
  const sum = list.worthMinor < unitOf(currency) ? null : money(list.worthMinor)
  const head = [...words.todayHead(fans.length, list.minutes, sum), ...hours]
  const brought = yesterday && words.yesterday(yesterday.written, yesterday.buyers, money(yesterday.broughtMinor))
  const waiting = onCards && words.onCards(onCards.fans, onCards.first)
  const nobody = waiting ? words.nobodyElse : words.todaySummary(0)
  return {
    ...{ tone: 'open', title: words.todayTitle(creator, dayName(WORDS[language], day)) },
    summary: fans.length === 0 && waiting ? waiting : words.todaySummary(fans.length),
    body: [
      ...(brought ? [{ kind: 'text' as const, line: brought }] : []),
      ...(waiting ? [{ kind: 'text' as const, line: waiting }] : []),
      { kind: 'text', line: fans.length === 0 ? nobody : head },
      ...listOf(shown.map((fan) => fanRow(fan, language, seesMoney ? currency : null))),
      ...(notes.length > 0 ? [{ kind: 'context' as const, items: notes }] : []),
    ],
  }
}

/** How the list was ranked, and who isn't on it. */
function notesOf(words: ListWords, { list, measuredOn }: Today, seesMoney: boolean): string[] {
  const { fans, frozen, overLimit, heldOut } = list
  return [
    ...(seesMoney && fans.length > 0 ? [words.expected] : []),
    ...(fans.length > 0 ? [measuredOn > 0 ? words.minutesMeasured(measuredOn) : words.minutesAssumed] : []),
    ...(frozen + overLimit + heldOut > 0 ? [words.leftOut(frozen, overLimit, heldOut)] : []),
  ]
}

const listOf = (rows: Row[]): CardNode[] => (rows.length === 0 ? [] : [{ kind: 'list', ordered: true, rows }])

function fanRow(
  { fanId, name, segment, worthMinor, occasions, because }: ListedFan,
  language: Language,
  currency: string | null,
): Row {
  const words = LIST_WORDS[language]
  const said = because.length > 0 ? because : occasions.map((occasion) => words.occasions[occasion])
  // Of who waits and has no score nothing is expected, and nothing is said.
  const sum = currency === null || worthMinor <= 1 ? [] : [worth(worthMinor, currency, language)]
  return {
    line: [strong(name), ` · ${[words.segment(segment), ...sum].join(' · ')}`],
    ...{ soft: words.together(said), button: draftButton(language, fanId, occasions[0] ?? 'answer') },
  }
}

/**
 * "Likely to leave": who and why, what was lost and won back, and what writing to them brings. Whom today's list names stands
 * there and not here.
 */
export function leavingCard(
  { creator, language, currency, seesMoney }: Reader,
  { digest, last }: Leaving,
  listed: ReadonlySet<string> = new Set(),
): Card {
  const words = LIST_WORDS[language]
  const { leaving, horizonDays: days, lost, wonBack, lift, heldOut } = digest
  const own = leaving.filter(({ fanId }) => !listed.has(fanId))
  const money = (minor: number) => (seesMoney ? worth(minor, currency, language) : null)
  const rows = own.slice(0, MOST_ROWS).map((fan): Row => leavingRow(fan, language, days, money(fan.monthlyMinor)))
  const hidden = own.length - rows.length
  const notes = [
    ...(hidden > 0 ? [words.more(hidden)] : []),
    ...(own.length < leaving.length ? [words.alsoListed(leaving.length - own.length)] : []),
    ...(heldOut.length > 0 ? [words.heldOutNote(heldOut.length)] : []),
    ...(last && last.told > 0 ? [words.lastTime(last.told, last.left, days)] : []),
  ]
  return {
    ...{ tone: 'open', title: words.leavingTitle(creator), summary: words.leavingSummary(leaving.length) },
    body: [
      { kind: 'text', line: words.leavingHead(leaving.length, days, money(digest.monthlyMinor)) },
      ...listOf(rows),
      {
        kind: 'fields',
        fields: [
          { label: words.lost(days), value: words.gone(lost.fans, money(lost.paidMinor)) },
          { label: words.wonBack(days), value: words.back(wonBack.fans, money(wonBack.paidMinor)) },
          { label: words.lift, value: liftWords(words, lift, heldOut.length > 0) },
        ],
      },
      ...(notes.length > 0 ? [{ kind: 'context' as const, items: notes }] : []),
    ],
  }
}

function leavingRow(
  { fanId, name, risk, before, reasons }: ChurnFan,
  language: Language,
  days: number,
  monthly: string | null,
): Row {
  const words = LIST_WORDS[language]
  const was = before && { risk: before.risk, day: dayName(WORDS[language], before.day) }
  return {
    line: [
      strong(name),
      ` · ${[words.churn(risk, days, was), ...(monthly === null ? [] : [words.monthly(monthly)])].join(' · ')}`,
    ],
    ...(reasons.length > 0 && { soft: words.together(reasons) }),
    button: draftButton(language, fanId, 'leaving'),
  }
}

function liftWords(words: ListWords, { difference, isEnough, written, heldOut }: Lift, isHolding: boolean): string {
  // Whoever is held out now is counted when their days are over.
  if (heldOut.fans === 0 && !isHolding) return words.noLift
  if (!difference || !isEnough) return words.tooFew(written.fans, heldOut.fans)
  return words.liftOf(difference.middle, difference.low, difference.high)
}
