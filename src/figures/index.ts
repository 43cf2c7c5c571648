/**
 * Figures: what each day of each creator brought, and each operator did, as roll-ups of the raw rows of other slices, which it
 * reads and never writes. A day is made anew as a whole; facts say which (`marks.ts`). Leaves what figures mean to whoever reads
 * them: digests and anomalies come after it.
 */
import type { Ground, TaskRun } from '../facts/index.ts'
import {
  creatorsFor,
  type FiguresDeps,
  type ReportName,
  type ReportReader,
  report,
  reportFor,
  reportsFor,
  type Wanted,
} from './ask.ts'
import { readCohorts, readTopFans } from './buyers-read-store.ts'
import { figuresCommands } from './commands.ts'
import { isTold, writePlace } from './mark-store.ts'
import {
  readAfterReply,
  readAssets,
  readCards,
  readHours,
  readMessages,
  readMoney,
  readMoves,
  readPrices,
  readRules,
  readWaits,
  readWork,
  type Span,
} from './read-store.ts'
import { type Hears, rebuild, rollUp } from './roll-up.ts'
import { readSubscribers } from './subscribers-read-store.ts'

export {
  type FiguresDeps,
  REPORTS,
  type Refusal,
  type ReportName,
  type ReportReader,
  reportsFor,
  seesMoney,
} from './ask.ts'
export { toCsv } from './csv.ts'
export { type Day, dayOf, daysBetween, plusDays } from './days.ts'
export type { Span } from './read-store.ts'
export { addWaits, waitAt } from './waits.ts'
export type Figures = ReturnType<typeof createFigures>

/** What stands of a span, from roll-ups alone: a year of a large agency in milliseconds. */
function reading({ database, clock }: Ground) {
  const over =
    <Rest extends unknown[], Row>(read: (sql: Ground['database'], span: Span, ...rest: Rest) => Promise<Row[]>) =>
    (span: Span, ...rest: Rest) =>
      read(database, span, ...rest)
  return {
    money: over(readMoney),
    subscribers: (span: Span) => readSubscribers(database, span, clock.now()),
    cards: over(readCards),
    messages: over(readMessages),
    work: over(readWork),
    waits: over(readWaits),
    afterReply: over(readAfterReply),
    prices: over(readPrices),
    moves: over(readMoves),
    rules: over(readRules),
    topFans: over(readTopFans),
    cohorts: over(readCohorts),
    hours: over(readHours),
    assets: over(readAssets),
  }
}

export function createFigures(deps: FiguresDeps) {
  const { ground } = deps
  return {
    ...reading(ground),
    commands: figuresCommands(deps),
    /** Reports for persons: creators read their own, chatters none. A sentence where one is refused. */
    forDesk: {
      names: reportsFor,
      creators: (reader: ReportReader) => creatorsFor(deps, reader),
      report: (reader: ReportReader, name: ReportName, wanted: Wanted) => reportFor(deps, reader, name, wanted),
    },
    /** A report for a program of the agency. */
    report: (agencyId: string, name: ReportName, wanted: Wanted) => report(deps, agencyId, name, wanted, null),
    /** Task of an agency, each minute: makes the days anew that something was told of. */
    rollUp: (run: TaskRun) => rollUp(ground, run),
    /** Whether figures hold all that was told up to a moment. */
    areAt: (agencyId: string, moment: Date) => isTold(ground.database, agencyId, moment),
    /** Makes all figures of an agency anew; they come out as they were. */
    async rebuild(agencyId: string, hears: Hears = () => {}): Promise<void> {
      const present = await rebuild(ground, agencyId, hears)
      await ground.database.transaction('roll-up-figures', (sql) =>
        writePlace(sql, agencyId, present, ground.clock.now()),
      )
    },
  }
}
