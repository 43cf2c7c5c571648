import type { Agencies } from '../agency/index.ts'
import type { Ground } from '../facts/index.ts'
import type { Fans } from '../fans/index.ts'
import type { GuardrailRules } from '../guardrails/index.ts'
import type { Inbox } from '../inbox/index.ts'

/** What the slice needs of those before it. */
export interface CalibrationDeps {
  ground: Ground
  agencies: Pick<Agencies, 'creator' | 'creators' | 'changeDeadline' | 'changeSchedule' | 'schedule'>
  fans: Pick<Fans, 'fan' | 'tag' | 'earlySpenders'>
  inbox: Pick<Inbox, 'span' | 'hours' | 'newestTexts'>
  guardrails: Pick<GuardrailRules, 'rules' | 'change'>
}
