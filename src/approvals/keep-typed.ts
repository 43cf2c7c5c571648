import type { Sql } from '../database/sql.ts'
import { REPLY_MAX } from '../desk/index.ts'
import { cutText, storableText } from '../kernel/text.ts'
import type { ApprovalsDeps } from './hold-draft.ts'

/** Part: keeps what a person typed, far past what could be approved: nothing typed is ever lost. */
export async function keepTyped(
  deps: ApprovalsDeps,
  sql: Sql,
  agencyId: string,
  draftId: string,
  text: string,
): Promise<void> {
  await deps.drafting.keepTyped(sql, agencyId, draftId, cutText(storableText(text), 8 * REPLY_MAX))
}
