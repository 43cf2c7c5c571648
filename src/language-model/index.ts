/**
 * The one way to a language model: which model for which task, time-outs, tries, a fallback, a breaker, a budget per agency
 * and day, and a meter. Leaves to the slices what to ask and what an answer is worth; what comes back is text, never trusted.
 */
import type { Agencies } from '../agency/index.ts'
import type { Ground } from '../facts/index.ts'
import { type Asked, ask, type ModelSetup, type Question } from './ask.ts'
import { createBreaker } from './breaker.ts'
import { modelCommands } from './commands.ts'

export type { Meter, ModelSetup, SeenCall, Unavailable } from './ask.ts'
export type { ModelCall, ModelOutcome, ModelServer } from './port.ts'
export type LanguageModel = ReturnType<typeof createLanguageModel>
export { ModelChoices, ModelPrices } from './router.ts'

/** Without `setup` there is no model, and every question is answered so. */
export function createLanguageModel(ground: Ground, agencies: Agencies, setup: ModelSetup | null) {
  const breaker = createBreaker(ground.clock)

  /** The day of an agency's budget, in its own zone. */
  async function dayOf(agencyId: string): Promise<string> {
    const zone = (await agencies.agencies()).find(({ id }) => id === agencyId)?.zone ?? 'UTC'
    return new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' }).format(ground.clock.now())
  }

  return {
    connected: setup !== null,
    async ask(question: Question, signal: AbortSignal): Promise<Asked> {
      const meter = { tokensIn: 0, tokensOut: 0, costMicros: 0, tookMs: 0 }
      if (setup === null) return { kind: 'unavailable', why: 'no-model', meter }
      return ask({ ground, setup, breaker, dayOf }, question, signal)
    },
    commands: modelCommands({ sql: ground.database, budgetMicros: setup?.budgetMicros ?? null, dayOf }),
  }
}
