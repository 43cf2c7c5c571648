import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Conversation } from './conversation-store.ts'
import type { Message } from './message-store.ts'
import { turnOf } from './turn.ts'

const START = new Date('2026-11-20T00:00:00Z').getTime()
const FOREVER = new Date(0)

const conversation = (inboundSeq: number, answeredSeq: number): Conversation => ({
  id: 'c',
  accountId: 'a',
  creatorId: 'k',
  fanId: 'f',
  inboundSeq,
  answeredSeq,
  lastInboundAt: null,
  lastOutboundAt: null,
})

/** A conversation's messages in order; `out` ones are ours. */
function messages(kinds: readonly ('in' | 'gone' | 'out')[]): Message[] {
  let seq = 0
  return kinds.map((kind, n) => ({
    id: `${n}`,
    externalId: `e${n}`,
    direction: kind === 'out' ? 'outbound' : 'inbound',
    seq: kind === 'out' ? null : ++seq,
    text: `message ${n}`,
    at: new Date(START + n * 1_000),
    deliveryId: null,
    deleted: kind === 'gone',
  }))
}
const kinds = fc.array(fc.constantFrom('in' as const, 'in' as const, 'gone' as const, 'out' as const), {
  maxLength: 20,
})

describe('a turn', () => {
  it('is exactly what stands of the fan’s messages after the last answered one, in order', () => {
    fc.assert(
      fc.property(kinds, fc.nat(20), (list, answered) => {
        const recent = messages(list)
        const inbound = recent.filter(({ direction }) => direction === 'inbound')
        const answeredSeq = Math.min(answered, inbound.length)
        const turn = turnOf(conversation(inbound.length, answeredSeq), recent, FOREVER)
        const open = inbound.filter(({ seq }) => (seq ?? 0) > answeredSeq)
        if (open.length === 0) {
          expect(turn).toBeNull()
          return
        }
        expect(turn).toMatchObject({ fromSeq: answeredSeq + 1, toSeq: inbound.length })
        expect(turn?.messages.map(({ text }) => text)).toEqual(
          open.filter(({ deleted }) => !deleted).map(({ text }) => text),
        )
      }),
    )
  })

  it('counts its time from the first message that stands', () => {
    expect(turnOf(conversation(3, 0), messages(['gone', 'in', 'in']), FOREVER)?.at).toEqual(new Date(START + 1_000))
    expect(turnOf(conversation(2, 0), messages(['gone', 'gone']), FOREVER)).toMatchObject({
      at: new Date(START + 1_000),
      messages: [],
    })
  })

  it('is none when its newest message is too old', () => {
    const recent = messages(['in', 'in'])
    expect(turnOf(conversation(2, 0), recent, new Date(START + 1_000))).not.toBeNull()
    expect(turnOf(conversation(2, 0), recent, new Date(START + 1_001))).toBeNull()
  })
})
