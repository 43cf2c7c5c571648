import { formatMoney, minorDigits, parseMinor } from '../kernel/money.ts'
import { SEGMENTS } from '../scoring/index.ts'
import { Audience } from './audience.ts'
import { words } from './words.ts'

/** Names of creators and the currency that amounts are in. */
export interface Named {
  currency: string
  creators: readonly { id: string; name: string }[]
}

const EVERYONE = 'everyone'

function amount(minor: number, currency: string): string {
  const digits = minorDigits(currency)
  return (minor / 10 ** digits).toFixed(minor % 10 ** digits === 0 ? 0 : digits)
}

/** An audience as a person types it: `Whale, #loyal, spent 50-200, seen within 14 days`. Reads back by `readAudience`. */
export function audienceText(audience: Audience, { currency, creators }: Named): string {
  const { spentFromMinor: from, spentToMinor: to, seenWithinDays, notSeenForDays } = audience
  // A comma would end the name.
  const nameOf = (id: string) => creators.find((each) => each.id === id && !each.name.includes(','))?.name ?? id
  const spent = [from === null ? '' : amount(from, currency), to === null ? '' : amount(to, currency)]
  const parts = [
    ...audience.segments,
    ...audience.tags.map((tag) => `#${tag}`),
    ...audience.creatorIds.map((id) => `@${nameOf(id)}`),
    ...(from === null && to === null ? [] : [`spent ${spent.join('-')}`]),
    ...(seenWithinDays === null ? [] : [`seen within ${seenWithinDays} days`]),
    ...(notSeenForDays === null ? [] : [`not seen for ${notSeenForDays} days`]),
  ]
  return parts.length === 0 ? EVERYONE : parts.join(', ')
}

type Part = { key: 'segments' | 'tags' | 'creatorIds'; value: string } | { set: Partial<Audience> }

/** Reads what a person typed; a sentence that names the part when it can't be read. */
export function readAudience(typed: string, named: Named): Audience | string {
  const read: Record<string, unknown> & { segments: string[]; tags: string[]; creatorIds: string[] } = {
    ...{ segments: [], tags: [], creatorIds: [] },
  }
  for (const part of typed.split(',').map((each) => each.trim())) {
    if (part === '' || part.toLowerCase() === EVERYONE) continue
    const found = readPart(part, named)
    if (found === null) return words.badAudience(part)
    if ('set' in found) Object.assign(read, found.set)
    else if (!read[found.key].includes(found.value)) read[found.key].push(found.value)
  }
  const { data, error } = Audience.safeParse(read)
  return data ?? words.badAudience(error?.issues[0]?.message ?? typed)
}

function readPart(part: string, named: Named): Part | null {
  if (part.startsWith('#')) return { key: 'tags', value: part.slice(1).trim() }
  if (part.startsWith('@')) {
    const wanted = part.slice(1).trim().toLowerCase()
    const creator = named.creators.find(({ id, name }) => name.toLowerCase() === wanted || id === wanted)
    return creator ? { key: 'creatorIds', value: creator.id } : null
  }
  const segment = SEGMENTS.find((each) => each.toLowerCase() === part.toLowerCase().replaceAll(' ', ''))
  return segment ? { key: 'segments', value: segment } : readCondition(part, named.currency)
}

function readCondition(part: string, currency: string): Part | null {
  const [, not, n] = /^(not )?seen (?:within|for) (\d{1,4}) days?$/i.exec(part) ?? []
  if (n !== undefined) return { set: not ? { notSeenForDays: Number(n) } : { seenWithinDays: Number(n) } }
  const [, from, to] = /^spent\s+([\d.]*)\s*-\s*([\d.]*)$/i.exec(part) ?? []
  if (from === undefined || to === undefined || from + to === '') return null
  const [least, most] = [from, to].map((typed) => (typed === '' ? null : (parseMinor(typed, currency) ?? Number.NaN)))
  return { set: { spentFromMinor: least ?? null, spentToMinor: most ?? null } }
}

/** For a card: the same in words, amounts with their sign. */
export function audienceLine(audience: Audience, named: Named): string {
  const { spentFromMinor: from, spentToMinor: to } = audience
  const money = (minor: number) => formatMoney({ minor, currency: named.currency })
  const others = audienceText({ ...audience, spentFromMinor: null, spentToMinor: null }, named)
  if (from === null && to === null) return others
  const spent = words.spentBetween(from === null ? null : money(from), to === null ? null : money(to))
  return others === EVERYONE ? spent : `${others}, ${spent}`
}
