import { actionId, type Button, type Card, type CardNode, type Line, type Row, type Span } from '../desk/index.ts'
import { unreachable } from '../kernel/invariant.ts'
import { alertChart } from './alert-chart.ts'
import type { Clue } from './explain-alarm.ts'
import type { AlertDetail, Insight } from './insight.ts'
import { amountOf, dayName, type Language, moneyIn, WORDS, type Words, weekdayName } from './words.ts'

export const TAKE = 'take-insight'
export const DONE = 'done-insight'
export const DISMISS = 'dismiss-insight'
export const EXPLAIN = 'explain-insight'
export const WHY = 'why-insight'
export const SYNC = 'open-sync'
export const FIGURES = 'show-figures'
export const TEAM = 'show-team'
export const MUTE = 'mute-insight'
export const OPEN = 'open-insight'

export type Alert = Omit<Insight, 'detail'> & { detail: AlertDetail }

export const isAlert = (insight: Insight): insight is Alert => 'metric' in insight.detail

/**
 * An alert: what came, what was expected, how sure, what to look at. One that is settled is a line. Without
 * `seesMoney` amounts of money are shares.
 */
export function alertCard(creator: string, alert: Alert, language: Language = 'en', seesMoney = true): Card {
  const words = WORDS[language]
  const { detail, status } = alert
  const metric = words.metrics[detail.metric]
  if (status === 'done' || status === 'dismissed') {
    const title = words.settledTitle(metric, creator, status)
    return { tone: 'quiet', title, summary: title, body: [{ kind: 'context', items: [spanOf(words, alert)] }] }
  }
  const isHigh = detail.direction === 'high'
  const shows = seesMoney || !isMoney(detail.metric)
  const also = (detail.also ?? []).map((one) => words.metrics[one])
  const notes = [...(also.length > 0 ? [words.also(also)] : []), ...(status === 'taken' ? [words.taken] : [])]
  return {
    tone: status === 'taken' ? 'info' : 'warn',
    title: words.alertTitle(metric, isHigh, creator),
    summary: words.alertSummary(metric, isHigh, creator),
    body: [
      ...(shows
        ? [fieldsOf(words, alert), { kind: 'chart' as const, chart: alertChart(words, creator, detail) }]
        : [shareOf(words, alert)]),
      ...cluesOf(words, detail, alert.id, seesMoney),
      ...(notes.length > 0 ? [{ kind: 'context' as const, items: notes }] : []),
      buttonsOf(words, alert),
    ],
  }
}

/** Behind Why: by what rule it was told. */
export function whyCard(creator: string, { detail }: Alert, language: Language = 'en', seesMoney = true): Card {
  const words = WORDS[language]
  const title = words.whyTitle(words.metrics[detail.metric], creator)
  const said = words.explained.map((line): CardNode => ({ kind: 'text', line }))
  return { tone: 'info', title, summary: title, body: [...said, ...cluesOf(words, detail, null, seesMoney)] }
}

function spanOf(words: Words, { fromDay, toDay }: Alert): string {
  if (fromDay === toDay) return dayName(words, toDay)
  const days = Math.round((Date.parse(toDay) - Date.parse(fromDay)) / 86_400_000) + 1
  return `${dayName(words, fromDay)} – ${dayName(words, toDay)} · ${words.lasted(days)}`
}

function fieldsOf(words: Words, alert: Alert): CardNode {
  const { metric, currency, came, expected, oneIn } = alert.detail
  const say = (amount: number) => amountOf(words, metric, amount, currency)
  const strong = (text: string): Line => [{ strong: text }]
  return {
    kind: 'fields',
    fields: [
      { label: spanOf(words, alert), value: strong(say(came)) },
      { label: words.expected, value: strong(words.range(say(expected.low), say(expected.high))) },
      { label: words.usual(weekdayName(words, alert.toDay)), value: strong(say(expected.usual)) },
      { label: words.chance, value: strong(words.oneIn(Math.max(1, Math.round(oneIn)))) },
    ],
  }
}

const isMoney = (metric: AlertDetail['metric']): boolean => metric === 'revenue' || metric === 'refunds'

/** To whom reports say no amount: by how much it missed what is usual. */
function shareOf(words: Words, alert: Alert): CardNode {
  const { came, expected, oneIn } = alert.detail
  const share = expected.usual > 0 ? came / expected.usual - 1 : null
  return {
    kind: 'fields',
    fields: [
      { label: spanOf(words, alert), value: words.change(share).trim() },
      { label: words.chance, value: words.oneIn(Math.max(1, Math.round(oneIn))) },
    ],
  }
}

/** What to look at, each with where to look; `id` is null on a card that has no buttons. */
function cluesOf(words: Words, { clues, currency }: AlertDetail, id: string | null, seesMoney: boolean): CardNode[] {
  if (clues.length === 0) return [{ kind: 'context', items: [words.nothingSeen] }]
  const pressed = new Set<string>()
  const rows = clues.map((clue): Row => {
    const row = rowOf(words, clue, seesMoney ? currency : null)
    const name = PLACES[clue.kind]
    // Two buttons that do the same are one too many.
    if (id === null || name === undefined || pressed.has(name)) return row
    pressed.add(name)
    return { ...row, button: { action: actionId(name, id, 0), label: words.places[name] } }
  })
  return [{ kind: 'list', ordered: true, rows }]
}

const PLACES: Partial<Record<Clue['kind'], Place>> = {
  ...{ gap: SYNC, failed: SYNC, source: FIGURES, refunded: FIGURES, 'no-reply': TEAM },
}
export type Place = typeof SYNC | typeof FIGURES | typeof TEAM

function rowOf(words: Words, clue: Clue, currency: string | null): Row {
  const strong = (text: string): Span => ({ strong: text })
  const time = (ms: number): Span => ({ at: new Date(ms), as: 'time' })
  switch (clue.kind) {
    case 'gap': {
      const { stopped, until, since, still } = words.gapSpan
      const span =
        clue.untilMs === null
          ? [since, time(clue.fromMs), still]
          : [stopped, time(clue.fromMs), until, time(clue.untilMs)]
      return { line: [strong(words.gap(clue.account)), ...span], soft: words.waiting(clue.waiting) }
    }
    case 'source': {
      const usual = clue.asUsual.map((source) => words.sources[source])
      const soft = [words.sourceShare(clue.share), ...(usual.length > 0 ? [words.asUsual(usual)] : [])].join(', ')
      return { line: [strong(words.sources[clue.source]), words.change(clue.change)], soft }
    }
    case 'refunded':
      return {
        line: [strong(clue.what === null ? words.refundedElse : `“${clue.what}”`)],
        soft: words.refunded(clue.refunds, clue.of),
      }
    case 'no-reply':
      return {
        line: [strong(words.noReply), words.from, time(clue.fromMs), words.to, time(clue.untilMs)],
        ...(clue.onShift === null ? {} : { soft: words.onShift(clue.onShift) }),
      }
    case 'failed':
      return {
        line: [strong(words.gap(clue.account)), words.failed, time(clue.fromMs), words.to, time(clue.untilMs)],
        soft: words.notApplied(clue.events),
      }
    case 'frozen':
      return { line: [strong(words.frozen(clue.fans))], soft: words.byRules(clue.byRules) }
    case 'rules':
      return { line: [strong(words.rulesChanged), words.at, time(clue.atMs)] }
    case 'price':
      return { line: [strong(words.priceChanged), ` · ${clue.what}`], soft: priceOf(words, clue, currency) }
    case 'promotion':
      return { line: [strong(words.promotion[clue.what]), ` · ${clue.name}`] }
    default:
      return unreachable(clue)
  }
}

/** From what to what; without a currency, for whoever is told no amounts, by how much. */
function priceOf(
  words: Words,
  { fromMinor, toMinor }: Extract<Clue, { kind: 'price' }>,
  currency: string | null,
): string {
  if (currency === null) return words.change(toMinor / Math.max(1, fromMinor) - 1).trim()
  return words
    .price(moneyIn(words, { minor: fromMinor, currency }), moneyIn(words, { minor: toMinor, currency }))
    .trim()
}

function buttonsOf(words: Words, { id, status }: Alert): CardNode {
  const button = (name: string, label: string): Button => ({ action: actionId(name, id, 0), label })
  const first = status === 'new' ? button(TAKE, words.onIt) : button(DONE, words.done)
  return {
    kind: 'actions',
    buttons: [first, button(EXPLAIN, words.explain), button(DISMISS, words.falseAlarm)],
    menu: [button(WHY, words.why), ...(status === 'new' ? [button(DONE, words.done)] : []), button(MUTE, words.mute)],
  }
}
