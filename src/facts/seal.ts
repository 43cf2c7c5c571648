import { createHash } from 'node:crypto'
import type { InTransaction, Sql } from '../database/sql.ts'
import { erasOf, insertSeals, isIn, lastSeal, lockAgencySeals, type SealRow, sealableFacts } from './seal-store.ts'

/** Before the first seal of every chain. */
export const GENESIS = Buffer.alloc(32)

/** What a seal is over: the row's place, the hash before it, and the fact's canonical text. */
export function sealHash(seq: number, prevHash: Buffer, canonical: string): Buffer {
  return createHash('sha256').update(`${seq}|`).update(prevHash).update(canonical, 'utf8').digest()
}

/**
 * Chains an agency's unsealed facts. Only facts below the snapshot's xmin are taken, in (xid, id) order: no running
 * transaction can still commit one before them. Returns how many were sealed.
 */
export async function sealFacts(transaction: InTransaction, agencyId: string): Promise<number> {
  let sealed = 0
  for (;;) {
    const batch = await transaction('seal-facts', (sql) => sealBatch(sql, agencyId))
    sealed += batch
    if (batch < SEAL_BATCH) return sealed
  }
}

const SEAL_BATCH = 2_000

async function sealBatch(sql: Sql, agencyId: string): Promise<number> {
  await lockAgencySeals(sql, agencyId)
  const last = await lastSeal(sql, agencyId)
  const facts = await nextFacts(sql, agencyId, last)
  let seq = last?.seq ?? 0
  let prevHash = last?.hash ?? GENESIS
  const seals = facts.map((fact) => {
    seq += 1
    const hash = sealHash(seq, prevHash, fact.canonical)
    const seal = { seq, factId: fact.id, factXid: fact.xid, canonical: fact.canonical, prevHash, hash }
    prevHash = hash
    return seal
  })
  if (seals.length > 0) await insertSeals(sql, agencyId, seals)
  return seals.length
}

/** What follows the last seal, era by era: a past one is sealed to its end before the next begins. */
async function nextFacts(sql: Sql, agencyId: string, last: SealRow | null) {
  const eras = await erasOf(sql, agencyId)
  const from = last ? eras.findIndex((era) => isIn(era, last.factId)) : 0
  for (const [n, era] of eras.slice(from).entries()) {
    const facts = await sealableFacts(sql, agencyId, era, n === 0 ? last : null, SEAL_BATCH)
    if (facts.length > 0) return facts
  }
  return []
}
