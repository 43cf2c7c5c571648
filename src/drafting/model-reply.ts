import { z } from 'zod'
import { REPLY_MAX } from '../desk/index.ts'
import type { Translations } from './draft.ts'
import { words } from './writer-words.ts'

/**
 * Why, and what of, as codes: our own sentences stand on the card, never a model's. A model that was talked into something
 * has no line of the card to say it in.
 */
export const REASONS = [
  'answers-question',
  'recalls-history',
  'offers-asset',
  'welcomes',
  'small-talk',
  'keeps-boundary',
] as const
export const UNSURE = ['unknown-promise', 'unknown-fact', 'meaning', 'language', 'tone'] as const

const note = z.string().trim().max(2_000).nullish()

/** What a model must answer; what is more is left out. */
const ModelReply = z.object({
  reply: z.string().trim().min(1).max(REPLY_MAX),
  confidence: z.number().min(0).max(1),
  reasons: z.array(z.enum(REASONS)).max(REASONS.length),
  upsell: z.boolean(),
  asset: z.string().max(10).nullish(),
  language: z.string().regex(/^[a-z]{2,3}(-[A-Za-z]{2,8})?$/),
  unsure: z.array(z.enum(UNSURE)).max(UNSURE.length),
  translation: z.object({ fan: note, reply: note }).nullish(),
})
export type ModelReply = z.output<typeof ModelReply>

export interface Expected {
  /** Keys of the assets that may be offered. */
  assets: readonly string[]
  earlier: readonly string[]
  /** A secret of this request: whoever repeats it repeats its instructions. */
  mark: string
  /** Most characters of the reply. */
  room: number
}

/** A reply that can be judged, or what is wrong with it in a sentence that a model understands. */
export function parseReply(text: string, expected: Expected): { reply: ModelReply } | { problem: string } {
  const json = jsonIn(text)
  if (json === undefined) return { problem: words.problem.notJson }
  const parsed = ModelReply.safeParse(json)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    return { problem: words.problem.schema(issue?.path.join('.') ?? '') }
  }
  const problem = problemOf(parsed.data, expected)
  return problem === null ? { reply: parsed.data } : { problem }
}

/** An amount with its sign or code, on either side: the price stands on the card, where it can be changed. */
const MONEY = /[$€£¥₹]\s?\d|\d\s?[$€£¥₹]|\b\d+([.,]\d+)?\s?(usd|eur|gbp|dollars?|euros?|bucks)\b/i
/** A claim about who writes: with a model and a person behind every reply it would be false. */
const CLAIM =
  /\b(i'?m|i am|i’m|this is|it'?s) (really |actually |truly |just |definitely |100% )*(a |the )?(real|human|not (a |an )?(bot|ai|robot|machine|program|assistant)|no (bot|ai|robot))\b|\b(soy|sono|sou|je suis|ich bin) (una |un |uma |um |une |eine? )?(persona (real|vera|de verdad)|vraie personne|echte[rn]? (mensch|person)|pessoa (real|de verdade)|human[ao]|humaine?)\b|\b(no soy|je ne suis pas|ich bin keine?|non sono|não sou) (un |une |um )?(bot|robot|robô|ki|ia|machine)\b/iu
/** What is left of a template or of our own data. */
const LEFT_OVER = /\{\{|\}\}|\[(name|fan|your|insert)\b|<\/?(data|think|system|conversation)\b|"(by|text|reply)"\s*:/i

function problemOf({ reply, upsell, asset }: ModelReply, { assets, earlier, mark, room }: Expected): string | null {
  if (reply.length > room) return words.problem.long(room)
  if (reply.includes(mark) || LEFT_OVER.test(reply)) return words.problem.leftOver
  if (MONEY.test(reply)) return words.problem.money
  if (CLAIM.test(reply)) return words.problem.claim
  if (upsell !== (asset !== null && asset !== undefined)) return words.problem.upsell
  if (asset && !assets.includes(asset)) return words.problem.asset
  return earlier.some((text) => sameText(text, reply)) ? words.problem.earlier : null
}

/** The same but for case, spaces and marks is the same to whoever asked for another. */
const plain = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')
const sameText = (a: string, b: string): boolean => plain(a) === plain(b)

/** The object in an answer, also where a model thinks aloud first or fences it; undefined when there is none. */
function jsonIn(text: string): unknown {
  const said = text.replace(/<think>[\s\S]*?<\/think>/gi, '')
  const [from, to] = [said.indexOf('{'), said.lastIndexOf('}')]
  if (from < 0 || to < from) return undefined
  try {
    return JSON.parse(said.slice(from, to + 1)) as unknown
  } catch {
    return undefined
  }
}

/** What operators read beside the fan's and the draft's words; null where nothing had to be translated. */
export function translationsOf({ language, translation }: ModelReply): Translations | null {
  const [fan, reply] = [translation?.fan || null, translation?.reply || null]
  return language.startsWith('en') || (fan === null && reply === null) ? null : { language, fan, reply }
}
