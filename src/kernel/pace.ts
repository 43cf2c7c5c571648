/** At most `points` in each `seconds`. */
export interface PaceLimit {
  points: number
  seconds: number
}

/** How fast something may go, counted together by all processes that share it. */
export interface Pace {
  /**
   * Takes `points` under the name `key`. Resolves to 0 when they may go now, else to the milliseconds to wait; then
   * nothing may go. What is larger than the limit itself passes when nothing else went.
   */
  take(key: string, points: number): Promise<number>
}
