import { z } from 'zod'
import { MODEL_TASKS, type ModelTask } from './port.ts'

const name = z.string().trim().min(1).max(200)
/** Dollars per million tokens, which is also millionths of a dollar per token. */
const dollarsPerMillion = z.number().min(0).max(10_000)

const Choice = z.strictObject({ model: name.optional(), fallback: name.nullable().optional() })
const Price = z.strictObject({ in: dollarsPerMillion, out: dollarsPerMillion })

/** Per task, what of the defaults is another: `{"flows":{"model":"…","fallback":null}}`. */
export const ModelChoices = z.partialRecord(z.enum(MODEL_TASKS), Choice)
/** What a model costs: `{"meta-llama/llama-3.3-70b-instruct":{"in":0.1,"out":0.3}}`. */
export const ModelPrices = z.record(name, Price)

export type ModelChoices = z.output<typeof ModelChoices>
export type ModelPrices = z.output<typeof ModelPrices>

const LLAMA = 'meta-llama/llama-3.3-70b-instruct'
const DEEPSEEK = 'deepseek/deepseek-r1'

const DEFAULTS: Record<ModelTask, { model: string; fallback: string | null }> = {
  drafting: { model: LLAMA, fallback: DEEPSEEK },
  // Flows are built rarely and must be right: a model that thinks first.
  flows: { model: DEEPSEEK, fallback: LLAMA },
  offers: { model: LLAMA, fallback: DEEPSEEK },
  digests: { model: LLAMA, fallback: DEEPSEEK },
  // Nobody waits for one, and the next card asks again: no second model is worth its price.
  summaries: { model: LLAMA, fallback: null },
}

/** The models of a task in the order in which they are tried, each once. */
export function modelsFor(task: ModelTask, choices: ModelChoices): string[] {
  const own = choices[task]
  const model = own?.model ?? DEFAULTS[task].model
  const fallback = own?.fallback === undefined ? DEFAULTS[task].fallback : own.fallback
  return fallback === null || fallback === model ? [model] : [model, fallback]
}

/** A model without a price costs so much: dearer than most, so that a forgotten price ends a budget early, not late. */
const UNKNOWN = { in: 3, out: 15 }

/** Millionths of a dollar, rounded up. */
export function costMicros(prices: ModelPrices, model: string, tokensIn: number, tokensOut: number): number {
  const price = prices[model] ?? UNKNOWN
  return Math.ceil(tokensIn * price.in + tokensOut * price.out)
}
