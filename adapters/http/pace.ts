/** A token bucket a source: bursts up to a minute's worth, then the steady rate. In memory: each door keeps its own. */
export function createPace(eventsPerMinute: number, nowMs: () => number) {
  const buckets = new Map<string, { tokens: number; at: number }>()
  return {
    /** 0 when `events` may pass now, else the milliseconds to wait. */
    take(source: string, events: number): number {
      const now = nowMs()
      const bucket = buckets.get(source) ?? { tokens: eventsPerMinute, at: now }
      const tokens = Math.min(eventsPerMinute, bucket.tokens + ((now - bucket.at) / 60_000) * eventsPerMinute)
      const passes = tokens >= Math.min(events, eventsPerMinute)
      buckets.set(source, { tokens: passes ? tokens - events : tokens, at: now })
      return passes ? 0 : ((events - tokens) / eventsPerMinute) * 60_000
    },
  }
}
