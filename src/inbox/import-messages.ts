import type { Sql } from '../database/sql.ts'
import type { Ground } from '../facts/index.ts'
import type { ImportTarget } from '../fans/index.ts'
import { newId } from '../kernel/ids.ts'
import { lockConversations } from './conversation-store.ts'
import { importConversationRows, importMessageRows, keepImportedMessages, nameConversations } from './import-store.ts'

const CONVERSATIONS_A_STATEMENT = 5_000
const ROWS_A_STATEMENT = 10_000

/**
 * Part: makes `count` staged messages real, each once. Their fans were imported before; `fanIds` maps external id → fan id.
 * Records no fact, numbers no inbound message and moves no answer: nothing asks for a reply to history. Returns how many
 * were new.
 */
export async function importMessages(
  { clock }: Ground,
  sql: Sql,
  { agencyId, account, expiresAt }: ImportTarget,
  count: number,
  fanIds: ReadonlyMap<string, string>,
): Promise<number> {
  const ordered = [...fanIds].map(([fan, fanId]) => ({ fan, fanId })).sort((a, b) => (a.fanId < b.fanId ? -1 : 1))
  const ids = new Map<string, string>()
  for (let from = 0; from < ordered.length; from += CONVERSATIONS_A_STATEMENT) {
    const wanted = ordered
      .slice(from, from + CONVERSATIONS_A_STATEMENT)
      .map(({ fanId }) => ({ id: newId(clock), fanId }))
    const written = await importConversationRows(sql, agencyId, account, wanted, expiresAt)
    for (const [fanId, id] of written) ids.set(fanId, id)
  }
  // Whoever stores a message looks under this lock whether it is there.
  await lockConversations(sql, agencyId, [...ids.values()])
  await nameConversations(
    sql,
    ordered.map(({ fan, fanId }) => ({ fan, conversationId: ids.get(fanId) ?? '' })),
  )
  let added = 0
  for (let from = 0; from < count; from += ROWS_A_STATEMENT) {
    const range = { from, to: Math.min(count, from + ROWS_A_STATEMENT) }
    const fresh = await importMessageRows(sql, agencyId, range, expiresAt)
    if (fresh < range.to - range.from) await keepImportedMessages(sql, agencyId, range, expiresAt)
    added += fresh
  }
  return added
}
