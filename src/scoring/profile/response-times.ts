import { median } from '../quantile.ts'

/** Who wrote when; no words. */
export interface Written {
  inbound: boolean
  at: Date
}

/** How long one side let the other wait, in the middle; null where it never answered. */
export interface Waited {
  medianMs: number | null
  answers: number
}

/** After so long a fan comes back, and answers no more. */
const COMES_BACK_MS = 7 * 86_400_000

/**
 * How fast a fan and the team answer each other. The team's wait is counted from the first message it let wait, the fan's
 * from our last; who writes after a week opened a new conversation. `written` is oldest first.
 */
export function responseTimes(written: readonly Written[]): { fan: Waited; team: Waited } {
  const fan: number[] = []
  const team: number[] = []
  let first: Written | null = null
  let last: Written | null = null
  for (const message of written) {
    if (first !== null && last !== null && message.inbound !== last.inbound) {
      const waited = message.at.getTime() - (message.inbound ? last : first).at.getTime()
      if (!message.inbound) team.push(waited)
      else if (waited <= COMES_BACK_MS) fan.push(waited)
      first = message
    }
    first ??= message
    last = message
  }
  return { fan: waitedOf(fan), team: waitedOf(team) }
}

const waitedOf = (waits: readonly number[]): Waited => ({
  medianMs: waits.length === 0 ? null : median(waits),
  answers: waits.length,
})
