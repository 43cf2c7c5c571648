import type fc from 'fast-check'
import { expect } from 'vitest'
import type { Scripted } from './fakes.ts'
import type { Model, Real } from './machine-model.ts'

type Command = fc.AsyncCommand<Model, Real>
export type Next = Partial<Model>

export const LIVE = ['open', 'redrafting', 'snoozed', 'second']
export const PLAIN = 'hey you'
export const REACH = 'can we meet up irl?'
export const open = (escalated: boolean): Next => ({
  draft: 'open',
  escalated,
  byHand: false,
  hasText: true,
  delivery: 'none',
  newer: 'nothing',
  reach: escalated,
  approach: false,
})

/** What a new turn's card is: the fan may be frozen, or the words must reach a manager. */
export function card(m: Model, newer: 'plain' | 'reach'): Next {
  const reach = newer === 'reach' || m.reach
  return m.frozen ? { ...open(true), hasText: false, reach } : open(reach)
}

/** After a delivery's end: what the fan wrote meanwhile gets its card, else the card is as `settled`. */
export const afterEnd = (m: Model, settled: Next): Next =>
  m.newer === 'nothing' ? settled : card({ ...m, reach: settled.reach ?? m.reach }, m.newer)

/** One act on both: allowed by `when`, done on the real thing, expected by `after`; then the rows must say the same. */
export function command(
  name: string,
  when: (m: Model) => boolean,
  act: (real: Real, m: Model) => Promise<unknown>,
  after: (m: Model) => Next,
): Command {
  return {
    check: (m) => when(m),
    async run(m, real) {
      const answer = (await act(real, m)) as { kind?: string } | undefined
      if (answer?.kind !== undefined) expect(answer.kind, `${name}: ${JSON.stringify(answer)}`).toBe('done')
      await real.look()
      Object.assign(m, after(m))
      const { draft, delivery } = await real.house.lastOf(real.fan)
      const stored = {
        draft: draft?.state ?? 'none',
        escalated: draft?.outcome === 'ESCALATE',
        // Of a card that is open again its old delivery is history.
        delivery: ['accepted', 'sent', 'stopped'].includes(draft?.state ?? '') ? delivery?.state : m.delivery,
      }
      expect(stored, `after ${name}`).toEqual({ draft: m.draft, escalated: m.escalated, delivery: m.delivery })
    },
    toString: () => name,
  }
}

export const isOpen = (m: Model): boolean => m.draft === 'open'
export const isDraft = (m: Model): boolean => isOpen(m) && !m.escalated
export const pending =
  (...states: string[]) =>
  (m: Model) =>
    m.draft === 'accepted' && states.includes(m.delivery)
export const mayAnswer = (m: Model): boolean => isOpen(m) && !m.frozen

export function written(m: Model, newer: 'plain' | 'reach'): Next {
  const stays = { newer: m.newer === 'reach' ? ('reach' as const) : newer }
  if (m.draft === 'accepted') {
    const stops = m.delivery === 'waiting' || (newer === 'reach' && m.delivery !== 'unknown')
    return stops ? card(m, newer) : stays
  }
  if (!LIVE.includes(m.draft)) return card({ ...m, reach: false }, newer)
  const reach = newer === 'reach' || m.reach
  if (m.byHand && newer === 'plain' && !m.frozen) return { ...open(true), byHand: true, hasText: false, reach: false }
  // A writer that is away leaves the old card; rules need no writer.
  if (m.away && !reach && !m.frozen) return { newer: 'plain' }
  return card(m, reach ? 'reach' : 'plain')
}

export const handedOver: Record<'sent' | 'refused' | 'unknown', Next> = {
  sent: { draft: 'sent', delivery: 'sent', reach: false },
  refused: { delivery: 'refused' },
  unknown: { delivery: 'unknown' },
}
export const outcomeOf = (scripted: Scripted) =>
  scripted === 'throws' ? 'unknown' : scripted === 'refuses by throwing' ? 'refused' : scripted
