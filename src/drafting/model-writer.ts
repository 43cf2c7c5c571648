import { randomBytes } from 'node:crypto'
import { REPLY_MAX } from '../desk/index.ts'
import type { LanguageModel, Meter, Unavailable } from '../language-model/index.ts'
import { type ModelReply, parseReply, translationsOf } from './model-reply.ts'
import { type Prompt, promptFor } from './prompt.ts'
import type { Background, Proposal, Writer, WritingContext } from './writer.ts'
import { words } from './writer-words.ts'

/** The whole of it: the card is due, and the built-in writer is quick. */
const MODEL_MS = 24_000
/** An answer that can't be used is asked for so often in all. */
const ASKED = 2
const ANSWER_TOKENS = 900
/** Another draft may stray further. */
const TEMPERATURE = 0.7
const TEMPERATURE_AGAIN = 1

type Briefed = WritingContext & { background: Background }

/**
 * Writes with a language model, and with `builtIn` where there is none, none answers, or none answers usably twice. The
 * proposal says which. What a model writes is as little trusted as what a fan writes: it is parsed here, and judged after.
 */
export function createModelWriter(model: LanguageModel, builtIn: Writer): Writer {
  return {
    name: builtIn.name,
    async write(context, signal = new AbortController().signal) {
      const { background } = context
      // Who asked for certain words gets those.
      const given = (context.approach?.template ?? null) !== null
      if (!model.connected || !background || given) return builtIn.write(context, signal)
      const limit = AbortSignal.any([signal, AbortSignal.timeout(MODEL_MS)])
      const written = await askFor(model, { ...context, background }, limit)
      signal.throwIfAborted()
      if ('proposal' in written) return written.proposal
      const { meter } = written
      const proposal = await builtIn.write(context, signal)
      return { ...proposal, meter, reasons: [words.insteadOfModel(written.why), ...proposal.reasons] }
    },
  }
}

type Written = { proposal: Proposal } | { why: Unavailable | 'unusable'; meter: Meter }

async function askFor(model: LanguageModel, context: Briefed, signal: AbortSignal): Promise<Written> {
  const mark = randomBytes(6).toString('hex')
  const { disclosure } = context.persona
  const room = REPLY_MAX - (disclosure ? disclosure.length + 2 : 0)
  const prompt = promptFor(context, mark, room)
  const { agencyId, conversationId, earlier } = context.background
  const messages: Parameters<LanguageModel['ask']>[0]['messages'][number][] = [
    { role: 'system', content: prompt.system },
    { role: 'user', content: prompt.user },
  ]
  const assets = context.variant === 'no-sale' ? [] : [...prompt.assets.keys()]
  const meter: Meter = { tokensIn: 0, tokensOut: 0, costMicros: 0, tookMs: 0 }
  const temperature = context.attempt === 0 ? TEMPERATURE : TEMPERATURE_AGAIN
  for (let n = 1; n <= ASKED; n += 1) {
    const question = { agencyId, task: 'drafting' as const, subject: conversationId, maxTokens: ANSWER_TOKENS }
    const asked = await model.ask({ ...question, messages, temperature, json: true }, signal)
    addUp(meter, asked.meter)
    if (asked.kind === 'unavailable') return { why: asked.why, meter }
    const parsed = parseReply(asked.text, { assets, earlier, mark, room })
    if ('reply' in parsed) return { proposal: proposalOf(parsed.reply, context, prompt, asked.model, meter) }
    messages.push({ role: 'assistant', content: asked.text.slice(0, 4_000) })
    messages.push({ role: 'user', content: words.problem.again(parsed.problem) })
  }
  return { why: 'unusable', meter }
}

/** What a model isn't sure of costs: each doubt is a reason to read twice. */
const DOUBT = 0.15

function proposalOf(reply: ModelReply, context: Briefed, prompt: Prompt, model: string, meter: Meter): Proposal {
  const { disclosure } = context.persona
  const assetId = reply.asset ? prompt.assets.get(reply.asset) : undefined
  const unsure = [...new Set(reply.unsure)]
  const confidence = Math.max(0.05, reply.confidence - unsure.length * DOUBT)
  const translations = translationsOf(reply)
  return {
    text: disclosure ? `${reply.reply}\n\n${disclosure}` : reply.reply,
    confidence: Math.round(confidence * 100) / 100,
    reasons: [...new Set(reply.reasons)].map((reason) => words.reason[reason]),
    upsell: reply.upsell,
    situation: reply.upsell ? 'upsell' : context.fan.purchases === 0 ? 'welcome' : 'answer',
    writtenBy: model,
    meter,
    ...(assetId === undefined ? {} : { assetId }),
    ...(unsure.length > 0 && { warning: unsure.map((what) => words.unsure[what]).join(' ') }),
    ...(translations && { translations }),
  }
}

function addUp(total: Meter, more: Meter): void {
  total.tokensIn += more.tokensIn
  total.tokensOut += more.tokensOut
  total.costMicros += more.costMicros
  total.tookMs += more.tookMs
}
