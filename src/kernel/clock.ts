/** Business time. Everything a use case decides by time asks this, so that a month replays in seconds. */
export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }

/** A clock that stands still until it is moved: for replays, the sample agency's past, and tests. */
export class ManualClock implements Clock {
  #now: number
  constructor(start: Date | string) {
    this.#now = new Date(start).getTime()
  }
  now(): Date {
    return new Date(this.#now)
  }
  /** Moves time on by `ms` milliseconds. */
  advance(ms: number): void {
    this.#now += ms
  }
  set(at: Date | string): void {
    this.#now = new Date(at).getTime()
  }
}
