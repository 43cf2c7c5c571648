import type { FanHistory } from './rfm.ts'
import type { Segment } from './segment.ts'

/** A fan by the creator's last rescoring. */
export interface FanScore {
  /** Null: the fan objects to profiling, and nothing is made of them. */
  segment: Segment | null
  /** Plain sentences, each naming its number; the first one decided. */
  reasons: string[]
  history: FanHistory
  /** PPV prices paid by fans of the same segment, minor units. */
  similarUnlocks: number[]
}
