import type { Redis } from 'ioredis'
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible'
import type { Pace, PaceLimit } from '../src/kernel/pace.ts'

/**
 * A pace in windows that begin with the first to come. With `redis` all processes count together; while it is away each
 * counts for itself, since a source that is refused for that would gain nothing.
 */
export function createPace(name: string, { points, seconds }: PaceLimit, redis: Redis | null): Pace {
  const options = { keyPrefix: `huntaze:pace:${name}`, points, duration: seconds }
  const alone = new RateLimiterMemory(options)
  const limiter = redis
    ? new RateLimiterRedis({ ...options, storeClient: redis, rejectIfRedisNotReady: true, insuranceLimiter: alone })
    : alone
  return {
    async take(key, wanted) {
      try {
        await limiter.consume(key, Math.min(wanted, points))
        return 0
      } catch (refused) {
        if (refused instanceof RateLimiterRes) return Math.max(1, refused.msBeforeNext)
        throw refused
      }
    },
  }
}
