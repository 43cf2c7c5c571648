import { z } from 'zod'
import { StartupError } from '../kernel/startup-error.ts'

const MESSAGE_MAX = 10_000
const MESSAGES_MAX = 1_000
/** So many bad lines are named; the rest is a number. */
const SHOWN = 10

const text = z.string().trim().min(1).max(MESSAGE_MAX)
const Conversation = z.strictObject({
  /** By name; without it the agency's only creator. */
  creator: z.string().trim().min(1).optional(),
  messages: z
    .array(z.strictObject({ by: z.enum(['fan', 'creator']), text, at: z.iso.datetime({ offset: true }).optional() }))
    .min(1)
    .max(MESSAGES_MAX),
  /** What a person wrote to the last messages, where it isn't among them. */
  expected: text.optional(),
})

/** A turn of a fan as it was: what was said before, what they wrote, and what a person answered; null where nobody did. */
export interface RecordedTurn {
  /** Number of the line, from 1. */
  line: number
  creator: string | null
  history: { by: 'fan' | 'creator'; text: string; at: Date }[]
  turn: { text: string; at: Date }[]
  answer: string | null
}

/**
 * The turns in a file of conversations, one JSON object a line; `now` is when a message was written that doesn't say.
 * Throws a `StartupError` with the numbers of the lines that can't be used, and reads nothing then.
 */
export function readConversations(file: string, content: string, now: Date): RecordedTurn[] {
  const problems: string[] = []
  const turns = content.split(/\r?\n/).flatMap((row, index) => {
    if (row.trim() === '') return []
    const line = index + 1
    const read = readLine(row)
    if ('problem' in read) problems.push(`line ${line}: ${read.problem}`)
    return 'problem' in read ? [] : turnsOf(line, read.conversation, now)
  })
  if (problems.length > 0) {
    const more = problems.length > SHOWN ? [`and ${problems.length - SHOWN} more lines`] : []
    const what = [`${file} can't be used:`, ...problems.slice(0, SHOWN), ...more].join('\n')
    throw new StartupError(what, 'Mend these lines; bench/conversations.jsonl is a sample.')
  }
  if (turns.length === 0)
    throw new StartupError(`${file} holds no message of a fan.`, 'bench/conversations.jsonl is a sample.')
  return turns
}

function readLine(row: string): { conversation: z.output<typeof Conversation> } | { problem: string } {
  let json: unknown
  try {
    json = JSON.parse(row)
  } catch {
    return { problem: 'is not JSON' }
  }
  const parsed = Conversation.safeParse(json)
  if (parsed.success) return { conversation: parsed.data }
  const [issue] = parsed.error.issues
  const path = issue?.path.join('.')
  return { problem: `${path ? `${path}: ` : ''}${issue?.message ?? 'unknown'}` }
}

/** Each run of a fan's messages is a turn, and the creator's run after it is what a person answered. */
function turnsOf(line: number, { creator, messages, expected }: z.output<typeof Conversation>, now: Date) {
  const said = messages.map(({ at, ...message }) => ({ ...message, at: at === undefined ? now : new Date(at) }))
  const turns: RecordedTurn[] = []
  let from = 0
  while (from < said.length) {
    const end = endOfRun(said, from)
    if (said[from]?.by === 'fan') {
      const answered = said.slice(end, endOfRun(said, end)).map((message) => message.text)
      const isLast = !said.slice(end).some(({ by }) => by === 'fan')
      const answer = isLast && expected !== undefined ? expected : answered.join('\n')
      const turn = said.slice(from, end).map(({ text: words, at }) => ({ text: words, at }))
      turns.push({ line, creator: creator ?? null, history: said.slice(0, from), turn, answer: answer || null })
    }
    from = end
  }
  return turns
}

function endOfRun(said: readonly { by: string }[], from: number): number {
  let end = from
  while (end < said.length && said[end]?.by === said[from]?.by) end += 1
  return end
}
