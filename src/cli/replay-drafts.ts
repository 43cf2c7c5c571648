import type { Creator } from '../agency/index.ts'
import type { App } from '../app.ts'
import { Failure } from '../kernel/failure.ts'
import { StartupError } from '../kernel/startup-error.ts'
import { figureLines, figuresOf, type Replayed } from './draft-figures.ts'
import { readArguments } from './explain-input.ts'
import type { Progress } from './progress.ts'
import { type RecordedTurn, readConversations } from './read-conversations.ts'
import type { Terminal } from './run-command.ts'

const USAGE = `Usage:
  npm run eval:drafts -- FILE [--agency NAME] [--creator NAME] [--limit 100]
FILE holds one conversation a line: {"creator"?, "messages": [{"by": "fan" or "creator", "text", "at"?}], "expected"?}
--creator is for lines that name none, --limit the most turns. bench/conversations.jsonl is a sample.`

/** What was typed, checked as far as it can be without a database. */
export interface ReplayCommand {
  file: string
  agency: string | undefined
  creator: string | undefined
  limit: number
}

/** What the command needs from outside. */
export interface ReplayTerminal extends Terminal {
  progress: Progress
  read(path: string): Promise<string>
  /** Milliseconds of a clock that only counts up. */
  elapsed(): number
}

/** Reads the command line; throws a `StartupError` with the usage. */
export function readReplayCommand(args: readonly string[]): ReplayCommand {
  const { values, words } = readArguments(args, ['agency', 'creator', 'limit'], [], USAGE)
  const [file, ...more] = words
  if (file === undefined || more.length > 0) throw new StartupError('One FILE is needed: the conversations.', USAGE)
  const { agency, creator, limit } = values
  if (limit !== undefined && !/^[1-9]\d{0,8}$/.test(limit))
    throw new StartupError(`--limit: “${limit}” is no number of turns.`, USAGE)
  return { file, agency, creator, limit: limit === undefined ? Number.POSITIVE_INFINITY : Number(limit) }
}

/**
 * Replays a file's turns through the configured writer and the guardrails, one after the other, and prints figures.
 * Nothing is stored or sent. Returns the exit code; throws a `StartupError` for what can't be used, before the first draft.
 */
export async function replayCommand(wanted: ReplayCommand, app: App, terminal: ReplayTerminal): Promise<number> {
  const content = await terminal.read(wanted.file).catch((error: unknown) => {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown'
    throw new StartupError(`${wanted.file} can't be opened: ${code}.`, USAGE, error)
  })
  const turns = readConversations(wanted.file, content, app.ground.clock.now()).slice(0, wanted.limit)
  const agencyId = await agencyOf(app, wanted.agency)
  const creators = await app.agencies.creators(agencyId)
  const asked = turns.map((turn) => ({ turn, creatorId: creatorOf(creators, turn, wanted.creator).id }))
  const bar = terminal.progress.begin(`${turns.length} turns`, turns.length)
  const replayed: Replayed[] = []
  try {
    for (const { turn, creatorId } of asked) {
      const began = terminal.elapsed()
      const proposed = await propose(app, agencyId, { ...turn, creatorId })
      replayed.push({ proposed, tookMs: terminal.elapsed() - began, answer: turn.answer })
      bar.add(1)
    }
  } finally {
    bar.end()
  }
  for (const line of figureLines(figuresOf(replayed))) terminal.say(line)
  return 0
}

/** Null when the writer was away: a card would wait for it, this doesn't. */
async function propose({ drafting }: App, agencyId: string, asked: RecordedTurn & { creatorId: string }) {
  const { creatorId, history, turn } = asked
  try {
    return await drafting.rehearse(agencyId, { creatorId, history, turn }, new AbortController().signal)
  } catch (error) {
    if (error instanceof Failure && error.code === 'writer_failed') return null
    throw error
  }
}

async function agencyOf({ agencies }: App, name: string | undefined): Promise<string> {
  const [first, second] = (await agencies.agencies()).filter((agency) => name === undefined || agency.name === name)
  if (!first) throw new StartupError(`There is no agency${name ? ` “${name}”` : ''}.`, 'npm run agency -- list')
  if (second) throw new StartupError('There are several agencies: say --agency.', USAGE)
  return first.id
}

function creatorOf(creators: readonly Creator[], { line, creator }: RecordedTurn, typed: string | undefined): Creator {
  const name = creator ?? typed
  const matching = creators.filter((each) => name === undefined || each.name.toLowerCase() === name.toLowerCase())
  const [first, second] = matching
  if (!first) throw new StartupError(`line ${line}: there is no creator “${name ?? ''}”.`, 'npm run agency -- list')
  if (second) throw new StartupError(`line ${line} names no creator, and there are several: say --creator.`, USAGE)
  return first
}
