import { createHash } from 'node:crypto'
import { REPLY_MAX } from '../desk/index.ts'
import { Failure } from '../kernel/failure.ts'
import { formatMoney } from '../kernel/money.ts'
import { isBlank } from '../kernel/text.ts'
import {
  ANSWERS,
  APPROACHES,
  type Filling,
  fillTemplate,
  HELLOS,
  OPENINGS,
  sentencesOf,
  templateProblems,
  type Values,
  variantsOf,
} from '../personas/index.ts'
import type { Proposal, Situation, Writer, WritingContext } from './writer.ts'
import { words } from './writer-words.ts'

/** A quiet buyer is welcomed back rather than offered more at once. */
const QUIET_DAYS = 30
const LONG_TURN = 280

/** The built-in writer: fills the persona's templates, needs nothing from outside, and copies no word of the fan. */
export function createTemplateWriter(): Writer {
  return {
    name: 'built-in writer',
    async write(context, signal) {
      signal?.throwIfAborted()
      return writeFromTemplates(context)
    },
  }
}

function writeFromTemplates(context: WritingContext): Proposal {
  const situation = situationOf(context)
  const texts = asAsked(textsFor(situation, context), context)
  const index = nextIndex(texts, context)
  const chosen = texts[index]
  if (!chosen) throw unusable(`the ${situation} template has no sentence that can be filled`)
  const doubts = doubtsAbout(context.turn.map((message) => message.text))
  const warning = doubts.find((doubt) => doubt.warning)?.warning
  return {
    text: withDisclosure(chosen.text, context.persona.disclosure),
    confidence: confidenceOf(situation, doubts, context.attempt),
    reasons: [
      situationReason(situation, context),
      ...(context.variant ? [words.asked[context.variant]] : []),
      words.variant(index + 1, texts.length),
      ...doubts.map((doubt) => doubt.reason),
    ],
    upsell: chosen.used.has('asset') || chosen.used.has('price'),
    situation,
    ...(warning ? { warning } : {}),
  }
}

/** The texts in the order that an operator asked for: short ones first, or those with an opening. */
function asAsked(texts: Filling[], { variant }: WritingContext): Filling[] {
  if (variant === 'no-sale') return texts.filter(({ used }) => !used.has('asset') && !used.has('price'))
  const opened = ({ text }: Filling): boolean => OPENINGS.some((opening) => text.startsWith(opening))
  if (variant === 'warmer') return texts.toSorted((a, b) => Number(opened(b)) - Number(opened(a)))
  if (variant === 'shorter') return texts.toSorted((a, b) => a.text.length - b.text.length)
  return texts
}

/** Each attempt takes the next text that the fan was not told lately; an asked variant the first that was not there yet. */
function nextIndex(texts: readonly Filling[], { attempt, variant, persona, background }: WritingContext): number {
  const next = attempt % Math.max(1, texts.length)
  const said = background?.history.filter(({ by }) => by === 'creator').map(({ text }) => text) ?? []
  const there = new Set([...(background?.earlier ?? []), ...said])
  const from = variant ? 0 : next
  const order = rotated([...texts.keys()], from)
  return order.find((n) => !there.has(withDisclosure(texts[n]?.text ?? '', persona.disclosure))) ?? next
}

/** What the reply is for, from what is known of the purchases. Never from the fan's words. */
function situationOf({ fan, asset, approach }: WritingContext): Situation {
  if (approach?.purpose === 'reactivation' || approach?.purpose === 'welcome') return approach.purpose
  if (approach) return asset === null ? 'answer' : 'upsell'
  if (fan.purchases === 0) return 'welcome'
  const quiet = fan.daysSincePurchase !== null && fan.daysSincePurchase >= QUIET_DAYS
  if (quiet || fan.segment === 'ChurnRisk' || fan.segment === 'Dormant') return 'reactivation'
  return asset === null ? 'answer' : 'upsell'
}

/** Every different text of a situation, in the order in which attempts take them. */
function textsFor(situation: Situation, context: WritingContext): Filling[] {
  const { persona } = context
  const template = templateOf(situation, context)
  const [problem] = templateProblems(template)
  if (problem) throw unusable(`the ${situation} template of ${persona.name}: ${problem}`)
  const room = REPLY_MAX - (persona.disclosure ? persona.disclosure.length + 2 : 0)
  if (room < 1) throw unusable(`the disclosure line of ${persona.name} is over ${REPLY_MAX - 3} characters`)
  const values = valuesOf(context)
  const filled = variantsOf(template).map((variant) => fillTemplate(variant, values))
  const whole = filled.filter(({ text }) => text !== '')
  // A template that only spoke of what isn't known still owes a friendly line.
  const all =
    whole.length > 0
      ? whole
      : variantsOf(context.approach ? APPROACHES.plain : ANSWERS).map((variant) => fillTemplate(variant, values))
  const plain = rotated(all, startFor(context.fan.alias, all.length))
  const opened = (context.approach ? HELLOS : OPENINGS).flatMap((opening) =>
    plain.map(({ text, used }) => ({ text: `${opening} ${text}`, used })),
  )
  const shortened = [...plain, ...opened].map(({ text, used }) => ({ text: shorten(text, room), used }))
  return shortened.filter(({ text }, index) => shortened.findIndex((other) => other.text === text) === index)
}

/** Who asked for an approach may say what with; else it opens a talk rather than answers. */
function templateOf(situation: Situation, { persona, approach }: WritingContext): string {
  if (approach && approach.template !== null) return approach.template
  if (approach && situation === 'upsell') return APPROACHES.offer
  if (situation === 'answer') return approach ? APPROACHES.plain : ANSWERS
  return persona.templates[situation]
}

/** Fans who compare notes should not read the same line: each begins at another variant, always the same one. */
const startFor = (alias: string, length: number): number =>
  createHash('sha256').update(alias).digest().readUInt32BE(0) % Math.max(1, length)

const rotated = <T>(list: readonly T[], by: number): T[] => [...list.slice(by), ...list.slice(0, by)]

function valuesOf({ persona, fan, asset, price }: WritingContext): Values {
  return {
    fan: givenName(fan.alias),
    creator: known(persona.creatorName),
    asset: known(asset?.title),
    price: price && formatMoney(price),
    last: known(fan.lastAsset),
  }
}

/** "Marcus" of "Marcus T."; null for an alias that is no name ("Fan 4821"). */
export function givenName(alias: string): string | null {
  if (/\d/.test(alias)) return null
  return known(alias.replace(/\s+\p{Lu}\.$/u, ''))
}

function known(value: string | null | undefined): string | null {
  const text = (value ?? '').replace(/[{}]/g, '').trim()
  return text === '' ? null : text
}

/** At most `max` characters: whole sentences while there are any, else whole words. */
function shorten(text: string, max: number): string {
  if (text.length <= max) return text
  let kept = ''
  for (const sentence of sentencesOf(text)) {
    if ((kept + sentence).trimEnd().length > max) break
    kept += sentence
  }
  if (kept.trim() !== '') return kept.trim()
  const cut = text.slice(0, max - 1)
  return `${cut.replace(/\s+\S*$/, '').replace(/[\uD800-\uDBFF]$/, '')}…`
}

function withDisclosure(text: string, disclosure: string | null): string {
  return disclosure ? `${text}\n\n${disclosure}` : text
}

interface Doubt {
  cost: number
  reason: string
  /** What a person should know before they send it. */
  warning?: string
}

/** What makes it unlikely that a template answers this turn. */
function doubtsAbout(turn: string[]): Doubt[] {
  const doubts: Doubt[] = []
  const questions = turn.filter(isQuestion).length
  const characters = turn.reduce((sum, text) => sum + text.length, 0)
  // A picture, a sticker, a slip of the thumb: nobody knows from here what a reply would answer.
  if (turn.length > 0 && turn.every(isBlank))
    doubts.push({ cost: 0.4, reason: words.blank, warning: words.blankWarning })
  if (questions > 0) doubts.push({ cost: 0.25, reason: words.questions(questions), warning: words.questionWarning })
  if (turn.length > 1) doubts.push({ cost: 0.1, reason: words.messages(turn.length) })
  if (characters > LONG_TURN) doubts.push({ cost: 0.1, reason: words.long(characters) })
  return doubts
}

function isQuestion(text: string): boolean {
  return /\?|^\s*(?:what|when|where|who|why|how|which|can|could|do|does|did|are|is|will|would)\b/i.test(text)
}

/** Guesses until decisions teach better ones: how general the text of a situation is, less what speaks against it. */
const START: Record<Situation, number> = { welcome: 0.8, upsell: 0.75, reactivation: 0.7, answer: 0.5 }

function confidenceOf(situation: Situation, doubts: Doubt[], attempt: number): number {
  const costs = doubts.reduce((sum, { cost }) => sum + cost, 0) + Math.min(attempt, 3) * 0.05
  return Math.round(Math.max(0.1, START[situation] - costs) * 100) / 100
}

function situationReason(situation: Situation, { fan, asset, approach }: WritingContext): string {
  if (approach) return words.approach[approach.purpose]
  switch (situation) {
    case 'welcome':
      return words.situation.welcome(fan.purchases)
    case 'upsell':
      return words.situation.upsell(asset?.title ?? '')
    case 'reactivation':
      return words.situation.reactivation(fan.daysSincePurchase ?? 0)
    case 'answer':
      return words.situation.answer
  }
}

function unusable(what: string): Failure {
  return new Failure('writer_failed', `no draft: ${what}`, { retry: { kind: 'never' } })
}
