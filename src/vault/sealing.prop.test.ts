import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newKeyRingText, openSecret, parseKeyRing, type SecretPlace, sealSecret } from './sealing.ts'

const ring = parseKeyRing(newKeyRingText())
const word = fc.string({ minLength: 1, maxLength: 40 })
const place: fc.Arbitrary<SecretPlace> = fc.record({ agencyId: word, kind: word, id: word })
const secret = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 })
const unreadable = expect.objectContaining({ code: 'secret_unreadable', retry: { kind: 'never' } })

function failure(act: () => unknown): unknown {
  try {
    return act()
  } catch (error) {
    return error
  }
}

describe('a sealed secret', () => {
  it('opens at its place, and is nowhere in what is stored', () => {
    fc.assert(
      fc.property(place, secret, (at, text) => {
        const sealed = sealSecret(ring, at, text)
        expect(openSecret(ring, at, sealed)).toBe(text)
        if (text.length > 3)
          expect(Buffer.concat([sealed.ciphertext, sealed.tag, sealed.nonce]).includes(text)).toBe(false)
      }),
    )
  })

  it('never looks the same twice', () => {
    const at = { agencyId: 'a', kind: 'k', id: 'i' }
    const nonces = Array.from({ length: 500 }, () => sealSecret(ring, at, 'same').nonce.toString('hex'))
    expect(new Set(nonces).size).toBe(500)
  })

  it('is unreadable with any bit of it changed', () => {
    const bit = fc.record({
      part: fc.constantFrom('nonce' as const, 'ciphertext' as const, 'tag' as const),
      at: fc.nat(),
    })
    fc.assert(
      fc.property(place, secret, bit, (where, text, { part, at }) => {
        const sealed = sealSecret(ring, where, text)
        const changed = Buffer.from(sealed[part])
        const index = at % (changed.length * 8)
        changed[index >> 3] = (changed[index >> 3] ?? 0) ^ (1 << (index & 7))
        expect(failure(() => openSecret(ring, where, { ...sealed, [part]: changed }))).toEqual(unreadable)
      }),
      { numRuns: 300 },
    )
  })

  it('is unreadable when it is cut short, also in its tag', () => {
    const at = { agencyId: 'a', kind: 'k', id: 'i' }
    const sealed = sealSecret(ring, at, 'a secret')
    for (const part of ['nonce', 'ciphertext', 'tag'] as const) {
      for (let length = 0; length < sealed[part].length; length += 1) {
        const short = { ...sealed, [part]: sealed[part].subarray(0, length) }
        expect(
          failure(() => openSecret(ring, at, short)),
          `${part} ${length}`,
        ).toEqual(unreadable)
      }
    }
  })

  it('is unreadable at any other place, however the names are joined', () => {
    fc.assert(
      fc.property(place, place, secret, (at, other, text) => {
        fc.pre(JSON.stringify(at) !== JSON.stringify(other))
        expect(failure(() => openSecret(ring, other, sealSecret(ring, at, text)))).toEqual(unreadable)
      }),
    )
    const sealed = sealSecret(ring, { agencyId: 'a', kind: 'b","c', id: 'd' }, 'x')
    expect(failure(() => openSecret(ring, { agencyId: 'a', kind: 'b', id: 'c","d' }, sealed))).toEqual(unreadable)
  })

  it('is unreadable with another key of the same name, or without its key', () => {
    const at = { agencyId: 'a', kind: 'k', id: 'i' }
    const sealed = sealSecret(ring, at, 'x')
    expect(failure(() => openSecret(parseKeyRing(newKeyRingText()), at, sealed))).toEqual(unreadable)
    expect(failure(() => openSecret(ring, at, { ...sealed, keyId: 'gone' }))).toEqual(unreadable)
  })

  it('still opens with its old key after a new one came first', () => {
    const at = { agencyId: 'a', kind: 'k', id: 'i' }
    const old = newKeyRingText()
    const both = parseKeyRing(`${newKeyRingText().replace('k1', 'k2')},${old}`)
    expect(openSecret(both, at, sealSecret(parseKeyRing(old), at, 'x'))).toBe('x')
    expect(sealSecret(both, at, 'x').keyId).toBe('k2')
  })
})

describe('a key ring', () => {
  it.each([
    '',
    'k1',
    'k1:',
    `k1:${Buffer.alloc(31).toString('base64')}`,
    `:${Buffer.alloc(32).toString('base64')}`,
    `k 1:${Buffer.alloc(32).toString('base64')}`,
  ])('is refused without showing what it holds: “%s”', (text) => {
    const error = failure(() => parseKeyRing(text))
    expect(error).toBeInstanceOf(RangeError)
    const [, key = ''] = text.split(':')
    if (key.length > 4) expect(String(error)).not.toContain(key.slice(0, 8))
  })
})
