import type { Cause } from '../facts/index.ts'
import { cutText } from '../kernel/text.ts'
import { dropAsked } from './activation-store.ts'
import { type FlowHead, isNameTaken, lockFlows, readHead } from './flow-store.ts'
import type { Playing } from './play-events.ts'
import { setFlowStatus } from './save-flow.ts'

const NAME_MAX = 80

/** The name, with a number after it where another flow bears it. */
export function freeName(name: string, heads: readonly FlowHead[]): string {
  const taken = new Set(heads.filter(({ status }) => status !== 'archived').map((head) => head.name.toLowerCase()))
  for (let n = 1; ; n += 1) {
    const tried = n === 1 ? name : `${cutText(name, NAME_MAX - 5)} ${n}`
    if (!taken.has(tried.toLowerCase())) return tried
  }
}

/** Puts a flow away, or back as a draft; an active one is paused first, so that nobody puts away what runs by mistake. */
export async function archiveFlow(deps: Playing, agencyId: string, flowId: string, by: Cause, away: boolean) {
  return deps.ground.database.transaction(
    'archive-flow',
    async (sql): Promise<'set' | 'same' | 'active' | 'name-taken' | 'unknown-flow'> => {
      await lockFlows(sql, agencyId)
      const head = await readHead(sql, agencyId, flowId)
      if (!head) return 'unknown-flow'
      if ((head.status === 'archived') === away) return 'same'
      if (head.status === 'active') return 'active'
      if (!away && (await isNameTaken(sql, agencyId, head.name, flowId))) return 'name-taken'
      await dropAsked(sql, agencyId, flowId)
      await setFlowStatus(deps, sql, agencyId, flowId, away ? 'archived' : 'draft', by)
      return 'set'
    },
  )
}
