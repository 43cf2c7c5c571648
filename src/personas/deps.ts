import type { Agencies } from '../agency/index.ts'
import type { Sql } from '../database/sql.ts'
import type { Ground } from '../facts/index.ts'
import type { GuardrailLists } from '../guardrails/index.ts'

export interface PersonasDeps {
  ground: Ground
  agencies: Agencies
  /** Part: what holds for what a creator says. */
  rulesOf(sql: Sql, agencyId: string, creatorId: string): Promise<GuardrailLists>
  /** Part: forgets a creator's examples, when they no longer agree to learning. */
  forgetExamples(sql: Sql, agencyId: string, whose: { creatorId: string }): Promise<unknown>
}
