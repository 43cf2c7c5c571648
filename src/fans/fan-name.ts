import { createHash } from 'node:crypto'

const NAME_MAX = 40

/**
 * A fan's name as cards show it: letters, digits, blanks and `.'-` only, so that no desk can read markup, a mention or
 * a change of direction into it. Null when nothing is left.
 */
export function cleanFanName(name: string): string | null {
  const cleaned = name
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N} .'-]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return cleaned === '' ? null : [...cleaned].slice(0, NAME_MAX).join('').trim()
}

/** `Fan 4821`: stands for a fan without a name; the same fan has always the same. */
export function fanAlias(accountId: string, externalId: string): string {
  const digest = createHash('sha256').update(`${accountId} ${externalId}`).digest()
  return `Fan ${1000 + (digest.readUInt32BE(0) % 9000)}`
}
