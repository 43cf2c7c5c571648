import type { Tenth } from './outcome-store.ts'

/** So many decisions weigh as much as what was believed before them: half an hour of a chatter's, not the first few. */
const PRIOR = 40

/** Below it a person should look twice, and is told why. */
export const LOW_CONFIDENCE = 0.6

/**
 * How likely a person sends a draft unchanged. The writer's own word (`said`, 0 to 1) is only where it begins: it is pulled
 * toward what operators of the agency did with drafts of the same writer and about the same word, and that toward what
 * they did with this creator's (beta-binomial shrinkage, `PRIOR` decisions at each step). A neighbouring tenth counts a
 * third, so that one tenth without a past learns from those beside it.
 */
export function calibrated(
  said: number,
  writer: string,
  tenths: readonly Tenth[],
): { confidence: number; decisions: number } {
  const place = Math.min(9, Math.floor(said * 10 + 1e-6))
  const near = tenths.filter((tenth) => tenth.writer === writer && Math.abs(tenth.tenth - place) <= 1)
  const weighed = (of: 'own' | 'all') =>
    near.reduce(
      (sum, tenth) => {
        const weight = tenth.tenth === place ? 1 : 1 / 3
        return { n: sum.n + weight * tenth[of].decided, k: sum.k + weight * tenth[of].accepted }
      },
      { n: 0, k: 0 },
    )
  const [all, own] = [weighed('all'), weighed('own')]
  // The creator's own decisions are part of the agency's: at the first step they would count twice.
  const others = { n: all.n - own.n, k: all.k - own.k }
  const agency = (others.k + PRIOR * said) / (others.n + PRIOR)
  const creator = (own.k + PRIOR * agency) / (own.n + PRIOR)
  return { confidence: Math.round(creator * 100) / 100, decisions: Math.round(all.n) }
}

export interface Reliability {
  /** The middle of what writers said, 0.05 to 0.95. */
  said: number
  decided: number
  /** Share that was sent unchanged. */
  accepted: number
}

/** The reliability diagram: how sure the writers were, and how often they were right, over all writers. */
export function reliability(tenths: readonly Tenth[]): Reliability[] {
  return Array.from({ length: 10 }, (_, place) => {
    const all = tenths.filter(({ tenth }) => tenth === place).map((tenth) => tenth.all)
    const decided = all.reduce((sum, { decided: n }) => sum + n, 0)
    const accepted = all.reduce((sum, { accepted: n }) => sum + n, 0)
    return { said: (place * 2 + 1) / 20, decided, accepted: decided === 0 ? 0 : accepted / decided }
  }).filter(({ decided }) => decided > 0)
}
