import { createOpenAi } from '../adapters/openai/index.ts'
import { createPace } from '../jobs/pace.ts'
import type { RedisServer } from '../jobs/redis.ts'
import type { Config } from './config.ts'
import { StartupError } from './kernel/startup-error.ts'
import type { ModelSetup } from './language-model/index.ts'

type Settings = Pick<
  Config,
  | 'MODEL_BASE_URL'
  | 'MODEL_API_KEY'
  | 'MODEL_CHOICES'
  | 'MODEL_PRICES'
  | 'MODEL_BUDGET_PER_DAY'
  | 'MODEL_TIMEOUT_MS'
  | 'MODEL_CALLS_PER_MINUTE'
>

/** The language model of the settings, to be spread into the app's dependencies; nothing where none is set. */
export function modelOf(
  config: Settings,
  redis: RedisServer['redis'] | null,
  seen: ModelSetup['seen'],
): { model?: ModelSetup } {
  const { MODEL_BASE_URL: baseUrl, MODEL_API_KEY: apiKey = null } = config
  if (baseUrl === undefined) {
    if (apiKey === null) return {}
    throw new StartupError(
      'MODEL_API_KEY is set, and MODEL_BASE_URL is not: nobody knows whose key it is.',
      'Set MODEL_BASE_URL, such as https://openrouter.ai/api/v1, or take the key away.',
    )
  }
  const { MODEL_CHOICES: choices = {}, MODEL_PRICES: prices = {}, MODEL_TIMEOUT_MS: timeoutMs } = config
  const pace = createPace('models', { points: config.MODEL_CALLS_PER_MINUTE, seconds: 60 }, redis)
  const budgetMicros = Math.round(config.MODEL_BUDGET_PER_DAY * 1e6)
  return { model: { server: createOpenAi({ baseUrl, apiKey }), choices, prices, budgetMicros, timeoutMs, pace, seen } }
}
