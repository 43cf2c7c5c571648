import { randomBytes } from 'node:crypto'
import { invariant } from '../kernel/invariant.ts'
import { cutText } from '../kernel/text.ts'
import type { LanguageModel, Unavailable } from '../language-model/index.ts'
import { type Flow, parseFlow } from './flow.ts'
import { flowPrompt, parseAnswer } from './flow-prompt.ts'
import { type FlowBody, fitTemplate } from './flow-templates.ts'
import { Sentence } from './sentence.ts'
import { type LeftOut, missingIn, partsOf } from './sentence-parts.ts'

/** The whole of it: somebody looks at a form meanwhile. */
const BUILD_MS = 24_000
/** An answer that is no flow is asked for so often in all, the second time with what was wrong. */
const ASKED = 2
const ANSWER_TOKENS = 2_500
const TEMPERATURE = 0.2
/** What is longer is no sentence; its beginning is taken. */
const SENTENCE_MAX = 2_000

export interface BuiltFlow {
  /** A draft: nothing runs before somebody activates it. */
  flow: Flow
  /** 0 to 1: how well it is what was asked for. */
  confidence: number
  by: 'model' | 'template'
  /** Why no model built it; null when one did. */
  why: Unavailable | 'unusable' | null
  /** What the sentence says that a template does, in its words; none of a model's, whose steps say it. */
  understood: string[]
  /** What the sentence says that no step does. */
  leftOut: LeftOut[]
}

/**
 * A flow from a sentence: by the language model where there is one and its answer holds, else the template that fits the
 * words. The sentence is a manager's, and fenced all the same; whatever a model answers is checked as any flow is, and a
 * flow has no step that sends. Never rejects for what a model does.
 */
export async function buildFlow(
  model: Pick<LanguageModel, 'connected' | 'ask'>,
  { agencyId, id, text: said }: { agencyId: string; id: string; text: string },
): Promise<BuiltFlow> {
  const text = cutText(said, SENTENCE_MAX)
  const asked = model.connected ? await askModel(model, { agencyId, id, text }) : 'no-model'
  if (typeof asked !== 'string') return asked
  const { body, fit, understood, leftOut } = fitTemplate(text)
  return { flow: draftOf(body, id), confidence: fit, by: 'template', why: asked, understood, leftOut }
}

/** A draft of a flow that we wrote ourselves. */
export function draftOf(body: FlowBody, id: string): Flow {
  const parsed = parseFlow({ ...body, id })
  invariant(parsed.ok, 'a template to be a flow')
  return parsed.flow
}

/** What a model says it left out, and each number of the sentence that no step has: none is dropped without a word. */
function leftOutOf(text: string, flow: Flow, said: readonly string[]): LeftOut[] {
  const read = new Sentence(text)
  const parts = partsOf(read)
  const numbers = [...parts.cannot, ...missingIn(flow, parts).map((piece) => ({ ...piece, allowed: null }))].map(
    ({ at, length, allowed }) => ({ said: read.written(at, length), allowed }),
  )
  const others = said.filter((each) => numbers.every((number) => !each.includes(number.said)))
  return [...numbers, ...others.map((each) => ({ said: each, allowed: null }))]
}

async function askModel(
  model: Pick<LanguageModel, 'ask'>,
  { agencyId, id, text }: { agencyId: string; id: string; text: string },
): Promise<BuiltFlow | Unavailable | 'unusable'> {
  const signal = AbortSignal.timeout(BUILD_MS)
  const mark = randomBytes(6).toString('hex')
  const prompt = flowPrompt(text, mark)
  const messages: Parameters<LanguageModel['ask']>[0]['messages'][number][] = [
    { role: 'system', content: prompt.system },
    { role: 'user', content: prompt.user },
  ]
  for (let n = 1; n <= ASKED; n += 1) {
    const question = { agencyId, task: 'flows' as const, subject: id, maxTokens: ANSWER_TOKENS }
    const asked = await model.ask({ ...question, messages, temperature: TEMPERATURE, json: true }, signal)
    if (asked.kind === 'unavailable') return asked.why
    const answer = parseAnswer(asked.text, id)
    if (answer.ok && !JSON.stringify(answer).includes(mark)) {
      const { flow, confidence } = answer
      const leftOut = leftOutOf(text, flow, answer.leftOut)
      return { flow, confidence, by: 'model', why: null, understood: [], leftOut }
    }
    const problem = answer.ok ? 'it repeated these rules' : answer.problem
    messages.push({ role: 'assistant', content: asked.text.slice(0, 8_000) })
    messages.push({ role: 'user', content: `That is no flow yet: ${problem} Answer again with only the JSON object.` })
  }
  return 'unusable'
}
