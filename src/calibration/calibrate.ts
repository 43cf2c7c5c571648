import { type Creator, lockCreator } from '../agency/index.ts'
import type { Actor } from '../desk/index.ts'
import { newId } from '../kernel/ids.ts'
import type { CalibrationDeps } from './deps.ts'
import { readHistory } from './read-history.ts'
import { type Finding, findingsOf } from './rules.ts'
import { insertCalibration } from './store.ts'

/**
 * Looks at a creator's history by the four rules and stores what it proposes; nothing changes until somebody accepts. Of two at
 * once the later one stands, and the other one's buttons say that it was replaced: under the creator's lock.
 */
export async function calibrate(
  deps: CalibrationDeps,
  { agencyId, operatorId }: Actor,
  creator: Creator,
): Promise<{ id: string; found: Finding[] }> {
  const { ground } = deps
  const found = findingsOf(await readHistory(deps, agencyId, creator))
  const id = newId(ground.clock)
  const at = ground.clock.now()
  await ground.database.transaction('calibrate', async (sql) => {
    await lockCreator(sql, agencyId, creator.id)
    await insertCalibration(sql, agencyId, { id, creatorId: creator.id, found, askedById: operatorId, at })
    const rules = found.filter(({ proposal }) => proposal !== null).map(({ rule }) => rule)
    const by = { kind: 'operator' as const, id: operatorId }
    const data = { creatorId: creator.id, rules: rules.join(' ') }
    await ground.facts.record(sql, [{ agencyId, name: 'calibration.proposed', subject: id, by, data, at }])
  })
  return { id, found }
}
