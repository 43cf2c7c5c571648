import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Actor } from '../desk/index.ts'
import type { Ground } from '../facts/index.ts'
import { writeHoldOut } from './hold-out-store.ts'

/** How many of a hundred fans are held out, 0 to 50. */
export const HoldOutPercent = z.coerce.number().int().min(0).max(50)

/** The quarter that a moment lies in, `2026-4` (UTC): so long the same fans are held out, then others. */
const periodOf = (at: Date): string => `${at.getUTCFullYear()}-${Math.floor(at.getUTCMonth() / 3) + 1}`

/**
 * Whether digests and flows leave a fan alone at that moment: a share of the fans by a hash of agency, fan and quarter, the same
 * on every machine. A greater share holds out the same fans and more. A person may always write to them.
 */
export function isHeldOut(
  percent: number,
  { agencyId, fanId, at }: { agencyId: string; fanId: string; at: Date },
): boolean {
  const hash = createHash('sha256')
    .update(`held out ${agencyId} ${fanId} ${periodOf(at)}`)
    .digest()
  return hash.readUInt32BE(0) / 2 ** 32 < percent / 100
}

/** Sets how many of a creator's fans are held out, as a fact. Drafts that are there already stay. */
export async function setHoldOut(ground: Ground, actor: Actor, creatorId: string, percent: number): Promise<void> {
  const { agencyId, operatorId } = actor
  await ground.database.transaction('hold-out.changed', async (sql) => {
    await writeHoldOut(sql, agencyId, creatorId, percent)
    const by = { kind: 'operator' as const, id: operatorId }
    const at = ground.clock.now()
    await ground.facts.record(sql, [
      { agencyId, name: 'hold-out.changed', subject: creatorId, by, data: { percent }, at },
    ])
  })
}
