import type { Sql } from '../database/sql.ts'
import type { Clock } from '../kernel/clock.ts'
import { newId } from '../kernel/ids.ts'
import {
  type Conversation,
  conversationOfFan,
  keepConversation,
  lockConversations,
  upsertConversations,
} from './conversation-store.ts'

/**
 * Part: the conversation with a fan, locked; begun where they never wrote. One that only an import brought is no longer
 * that. The fan is locked by the caller.
 */
export const beginConversation =
  (clock: Clock) =>
  async (
    sql: Sql,
    agencyId: string,
    { id: fanId, accountId, creatorId }: { id: string; accountId: string; creatorId: string },
  ): Promise<Conversation | null> => {
    const known = await conversationOfFan(sql, agencyId, fanId)
    const wanted = [{ id: newId(clock), accountId, creatorId, fanId }]
    const id = known?.id ?? (await upsertConversations(sql, agencyId, wanted)).get(fanId)
    const held = id === undefined ? undefined : (await lockConversations(sql, agencyId, [id])).get(id)
    if (held) await keepConversation(sql, agencyId, held.id)
    return held ?? null
  }
