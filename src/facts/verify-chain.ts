import type { Sql } from '../database/sql.ts'
import { GENESIS, sealHash } from './seal.ts'
import { erasOf, isIn, type SealRow, sealsWithFacts, unsealedIn } from './seal-store.ts'

export type ChainVerdict =
  | { intact: true; sealed: number; head: string }
  /** `seq` and `factId` of the first bad row, and what is wrong with it. */
  | { intact: false; seq: number; factId: number; problem: string }

const PAGE = 2_000

/**
 * Walks an agency's chain from its first seal: sequence without gaps, each hash over the one before, and every
 * sealed fact as it was. Reads in pages, so memory stays flat.
 */
export async function verifyChain(sql: Sql, agencyId: string): Promise<ChainVerdict> {
  let head: SealRow | null = null
  for (;;) {
    const page: (SealRow & { now: string | null })[] = await sealsWithFacts(sql, agencyId, head?.seq ?? 0, PAGE)
    for (const seal of page) {
      const problem = problemOf(seal, head)
      if (problem) return { intact: false, seq: seal.seq, factId: seal.factId, problem }
      head = seal
    }
    if (page.length < PAGE) break
  }
  if (head === null) return { intact: true, sealed: 0, head: GENESIS.toString('hex') }
  const stray = await unsealedBefore(sql, agencyId, head)
  if (stray !== null) {
    return { intact: false, seq: head.seq, factId: stray, problem: 'a fact was written into the sealed past' }
  }
  return { intact: true, sealed: head.seq, head: head.hash.toString('hex') }
}

function problemOf(seal: SealRow & { now: string | null }, before: SealRow | null): string | null {
  if (seal.seq !== (before?.seq ?? 0) + 1) return 'the sequence has a gap before it'
  if (!seal.prevHash.equals(before?.hash ?? GENESIS)) return 'it does not follow the seal before it'
  if (!seal.hash.equals(sealHash(seal.seq, seal.prevHash, seal.canonical))) return 'its hash does not fit its content'
  if (seal.now === null) return 'its fact is gone'
  if (seal.now !== seal.canonical) return 'its fact was changed'
  return null
}

async function unsealedBefore(sql: Sql, agencyId: string, head: SealRow): Promise<number | null> {
  for (const era of await erasOf(sql, agencyId)) {
    const last = isIn(era, head.factId)
    const stray = await unsealedIn(sql, agencyId, era, last ? head : null)
    if (stray !== null || last) return stray
  }
  return null
}
