import type { Agencies } from '../agency/index.ts'
import type { Content } from '../content/index.ts'
import type { Ground } from '../facts/index.ts'
import type { Fans } from '../fans/index.ts'
import type { GuardrailRules } from '../guardrails/index.ts'
import type { LanguageModel } from '../language-model/index.ts'
import type { Pricing } from '../pricing/index.ts'

export interface OffersDeps {
  ground: Ground
  agencies: Agencies
  fans: Pick<Fans, 'oneFan' | 'fan'>
  content: Pick<Content, 'assets' | 'ofCreators' | 'typicalPrice' | 'unownedOf' | 'unlockBeside'>
  guardrails: Pick<GuardrailRules, 'rules'>
  pricing: Pick<Pricing, 'answers'>
  /** Words for what the figures say; never a number. */
  model: Pick<LanguageModel, 'connected' | 'ask'>
}
