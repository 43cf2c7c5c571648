import type { Happening } from './run-state.ts'
import type { TriggerContext } from './trigger.ts'

/** Something about one fan that runs are told of, in the order in which it happened. */
export interface FanEvent {
  fanId: string
  at: Date
  what?: Happening
  stop?: string
  /** What flows may begin with, and how many flows led to it. */
  triggers?: { type: TriggerContext['type']; data: TriggerContext['data'] }[]
  depth?: number
}
