import { createHash } from 'node:crypto'

/** A seeded generator: the same name gives the same numbers, so that every event keeps its id and content over restarts. */
export interface Chance {
  /** From `from` up to, and without, `to`. */
  between(from: number, to: number): number
  /** A whole number from `from` to `to`, both included. */
  whole(from: number, to: number): number
  pick<T>(items: readonly T[]): T
  /** True in `share` of all cases. */
  happens(share: number): boolean
}

/** mulberry32, seeded with a hash of the name. */
export function chanceOf(name: string): Chance {
  let state = digest(name).readUInt32BE(0)
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  const whole = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1))
  return {
    between: (from, to) => from + next() * (to - from),
    whole,
    pick: (items) => items[whole(0, items.length - 1)] as (typeof items)[number],
    happens: (share) => next() < share,
  }
}

/** A UUID version 8 (RFC 9562 §5.8) made from a name: what has it already is not added twice. */
export function sampleId(name: string): string {
  const bytes = digest(`huntaze sample ${name}`).subarray(0, 16)
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
