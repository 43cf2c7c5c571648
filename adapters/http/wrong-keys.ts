import { createHash } from 'node:crypto'

/** So many wrong keys a minute are somebody's mistake; more are guesses. */
const WRONG_MAX = 20
const WINDOW_MS = 60_000
/** As many addresses and keys as are kept: an attacker has more than a door has memory. */
const ADDRESSES_MAX = 10_000
const KEYS_MAX = 1_000

/**
 * Paces guesses at keys by the address they come from. An address that was wrong too often has no further key looked up
 * for the rest of a minute, but for those that this door let in before: who shares a proxy with a guesser goes on working.
 * In memory and bounded; every process counts for itself.
 */
export function createWrongKeys(now: () => number) {
  const wrong = new Map<string, { count: number; until: number }>()
  const letIn = new Set<string>()
  const current = (address: string) => {
    const known = wrong.get(address)
    return known && known.until > now() ? known : null
  }

  return {
    /** The milliseconds until a key from this address is looked up again; 0: now. */
    waitMs(address: string, key: string): number {
      const known = current(sourceOf(address))
      return known && known.count >= WRONG_MAX && !letIn.has(hashOf(key)) ? known.until - now() : 0
    },
    failed(address: string): void {
      const source = sourceOf(address)
      const known = current(source)
      const next = { count: (known?.count ?? 0) + 1, until: known?.until ?? now() + WINDOW_MS }
      wrong.delete(source)
      wrong.set(source, next)
      dropOldest(wrong, ADDRESSES_MAX)
    },
    succeeded(key: string): void {
      const hash = hashOf(key)
      letIn.delete(hash)
      letIn.add(hash)
      dropOldest(letIn, KEYS_MAX)
    },
    /** For tests: how much is kept. */
    size: () => wrong.size + letIn.size,
  }
}
export type WrongKeys = ReturnType<typeof createWrongKeys>

const hashOf = (key: string): string => createHash('sha256').update(key).digest('base64url')

/** One line of IPv6 has more addresses than there are keys: its network counts. */
const sourceOf = (address: string): string =>
  address.includes(':') && !address.includes('.') ? networkOf(address) : address

/** The first four of the eight groups, those that `::` leaves out too. */
function networkOf(address: string): string {
  const [before = [], after = []] = address.split('::').map((part) => part.split(':').filter((group) => group !== ''))
  const zeros = Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0')
  return [...before, ...zeros, ...after].slice(0, 4).join(':')
}

/** The one that was used longest ago stands first. */
function dropOldest(kept: Map<string, unknown> | Set<string>, most: number): void {
  const [oldest] = kept.keys()
  if (kept.size > most && oldest !== undefined) kept.delete(oldest)
}
