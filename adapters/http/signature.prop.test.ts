import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkSignature, signBody } from './signature.ts'

const NOW = 1_800_000_000
const body = fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes))
const secret = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
const kind = (header: string | undefined, raw: Buffer, secrets: readonly string[], now = NOW) =>
  checkSignature(header, raw, secrets, now).kind

describe('a signature', () => {
  it('is what the description says: hex HMAC-SHA256 of "t.rawBody"', () => {
    const hex = createHmac('sha256', 'the secret').update('1800000000.{"events":[]}').digest('hex')
    expect(signBody('the secret', '{"events":[]}', NOW)).toBe(`t=1800000000,v1=${hex}`)
  })

  it('holds for its body, its secret and its time, whichever live secret made it', () => {
    fc.assert(
      fc.property(body, secret, secret, (raw, a, b) => {
        expect(kind(signBody(a, raw, NOW), raw, [b, a])).toBe('valid')
      }),
    )
  })

  it('holds for no other body, secret or time', () => {
    fc.assert(
      fc.property(body, body, secret, secret, fc.integer({ min: 1, max: 300 }), (raw, other, a, b, off) => {
        const header = signBody(a, raw, NOW)
        if (!raw.equals(other)) expect(kind(header, other, [a])).toBe('invalid')
        if (a !== b) expect(kind(header, raw, [b])).toBe('invalid')
        expect(kind(header.replace(`t=${NOW}`, `t=${NOW + off}`), raw, [a])).toBe('invalid')
        expect(kind(header, raw, [])).toBe('invalid')
      }),
    )
  })

  it('holds five minutes to either side, and not a second longer', () => {
    const raw = Buffer.from('x')
    const at = (now: number) => kind(signBody('s', raw, NOW), raw, ['s'], now)
    expect([at(NOW - 301), at(NOW - 300), at(NOW + 300), at(NOW + 301)]).toEqual([
      'invalid',
      'valid',
      'valid',
      'invalid',
    ])
  })

  it('is never taken from any other text, and never makes the check fail', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 120 }), (header) => {
        expect(kind(header, Buffer.from('x'), ['s'])).toBe('invalid')
      }),
    )
    const raw = Buffer.from('x')
    const right = signBody('s', raw, NOW)
    for (const wrong of [
      undefined,
      '',
      `${right}00`,
      right.slice(0, -2),
      right.replace('v1=', 'v1=zz'),
      `${right},${right},${right}`,
    ])
      expect(kind(wrong, raw, ['s']), String(wrong)).toBe('invalid')
  })
})
