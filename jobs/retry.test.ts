import { describe, expect, it } from 'vitest'
import { FAILURE_CODES, Failure, type RetryDecision } from '../src/kernel/failure.ts'
import { invariant } from '../src/kernel/invariant.ts'
import { retryVerdict } from './retry.ts'

function brokenInvariant(): unknown {
  try {
    return invariant(false, 'this to hold')
  } catch (error) {
    return error
  }
}

const NOW = new Date('2026-11-20T14:00:00Z')
const failed = (code: (typeof FAILURE_CODES)[number], retry?: RetryDecision) =>
  new Failure(code, 'x', retry && { retry })
const pauseMs = (error: unknown, attempts: number): number | 'dead' => {
  const verdict = retryVerdict(error, attempts, NOW)
  return verdict.kind === 'dead' ? 'dead' : verdict.dueAt.getTime() - NOW.getTime()
}

describe('a failed task', () => {
  it.each(FAILURE_CODES)('is tried again after %s, unless it says never', (code) => {
    expect(pauseMs(failed(code), 1)).toBe(1_000)
    expect(pauseMs(failed(code, { kind: 'after', retryAfterMs: 42_000 }), 3)).toBe(42_000)
    expect(pauseMs(failed(code, { kind: 'never' }), 1)).toBe('dead')
  })

  it('waits twice as long each time, up to ten minutes', () => {
    expect([1, 2, 3, 4, 5, 8, 10, 11, 15].map((n) => pauseMs(failed('writer_failed'), n))).toEqual([
      1_000, 2_000, 4_000, 8_000, 16_000, 128_000, 512_000, 600_000, 600_000,
    ])
  })

  it('is dead after 16 attempts, but never because our own database was away or busy, or a desk asked to slow down', () => {
    for (const code of FAILURE_CODES) {
      const own = ['database_away', 'database_conflict', 'desk_slow_down'].includes(code)
      expect(pauseMs(failed(code), 16), code).toBe(own ? 600_000 : 'dead')
      expect(pauseMs(failed(code), 5_000), code).toBe(own ? 600_000 : 'dead')
    }
  })

  it.each([new Error('x'), new TypeError('x'), brokenInvariant(), 'a string', undefined, null])(
    'is dead at once when it was a bug: %s',
    (bug) => expect(pauseMs(bug, 1)).toBe('dead'),
  )
})
