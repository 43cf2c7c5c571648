import type { Agencies } from '../agency/index.ts'
import type { Sql } from '../database/sql.ts'
import type { Ground } from '../facts/index.ts'
import { DEFAULT_GUARDRAILS, type Guardrails, readGuardrails } from './store.ts'

export interface GuardrailsDeps {
  ground: Ground
  agencies: Agencies
}

/** What holds for a creator now; the defaults until an agency sets its own. */
export const holding = async (sql: Sql, agencyId: string, creatorId: string): Promise<Guardrails> =>
  (await readGuardrails(sql, agencyId, creatorId)) ?? DEFAULT_GUARDRAILS
