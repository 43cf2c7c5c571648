import type { FanHistory } from './rfm.ts'
import type { Segmented } from './segment.ts'

/** A fan by the creator's last rescoring. */
export interface FanScore extends Segmented {
  history: FanHistory
  /** PPV prices paid by fans of the same segment, minor units. */
  similarUnlocks: number[]
}
