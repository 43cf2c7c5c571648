import type { Creator } from '../agency/index.ts'
import type { Answer, Card, CardNode, Row, Span } from '../desk/index.ts'
import { refused } from '../desk/index.ts'
import type { Figures } from '../figures/index.ts'
import type { Alert } from './alert-card.ts'
import type { DigestsDeps } from './deps.ts'
import { gapsOf, windowOf } from './gather-circumstances.ts'
import { dayName, type Language, WORDS } from './words.ts'

type Reader = Parameters<Figures['forDesk']['report']>[0]

const strong = (text: string): Span => ({ strong: text })
const time = (at: Date): Span => ({ at, as: 'time' })

/** A creator's connections from the alert's day until now: where less came than usually does, and what waits. */
export async function syncPanel(
  deps: DigestsDeps,
  agencyId: string,
  creator: Creator,
  { toDay }: Pick<Alert, 'toDay'>,
  language: Language = 'en',
): Promise<Answer> {
  const words = WORDS[language]
  const now = deps.ground.clock.now()
  const window = { ...windowOf(creator, toDay, now), until: now }
  const gaps = await gapsOf(deps, agencyId, creator, window)
  const waiting = await deps.inbox.waiting(deps.ground.database, agencyId, creator.id)
  const rows = gaps.map(({ account, fromMs, untilMs, usual }): Row => {
    const { stopped, until, since, still } = words.gapSpan
    const [from, to] = [time(new Date(fromMs)), untilMs === null ? null : time(new Date(untilMs))]
    const span = to === null ? [since, from, still] : [stopped, from, until, to]
    return { line: [strong(words.gap(account)), ...span], soft: words.syncMissed(usual) }
  })
  const list: CardNode =
    rows.length === 0 ? { kind: 'text', line: words.syncFine } : { kind: 'list', head: dayName(words, toDay), rows }
  const title = words.syncTitle(creator.name)
  const body: CardNode[] = [list, { kind: 'context', items: [words.syncWaiting(waiting)] }]
  return { kind: 'panel', card: { tone: 'info', title, summary: title, body } }
}

/** Who was on shift on the alert's day. */
export async function teamPanel(
  { ground, agencies }: DigestsDeps,
  agencyId: string,
  creator: Creator,
  { toDay }: Pick<Alert, 'toDay'>,
  language: Language = 'en',
): Promise<Answer> {
  const words = WORDS[language]
  const window = windowOf(creator, toDay, ground.clock.now())
  const shifts = await agencies.shiftsBetween(ground.database, agencyId, window)
  const names = new Map((await agencies.operators(agencyId)).map(({ id, name }) => [id, name]))
  const rows = shifts.map(({ operatorId, from, until }): Row => {
    const name = strong(names.get(operatorId) ?? '')
    return { line: [name, words.teamOn, time(from), words.to, time(until)] }
  })
  const title = words.teamTitle(creator.name, dayName(words, toDay))
  const body: Card['body'] = [rows.length === 0 ? { kind: 'text', line: words.teamNobody } : { kind: 'list', rows }]
  return { kind: 'panel', card: { tone: 'info', title, summary: title, body } }
}

/** The report behind an alert, as whoever reads it may see it. */
export async function figuresPanel({ figures }: DigestsDeps, reader: Reader, creator: Creator): Promise<Answer> {
  const made = await figures.forDesk.report(reader, 'revenue', { creator: creator.id })
  return 'line' in made ? refused(made.line) : { kind: 'panel', card: made.card }
}
