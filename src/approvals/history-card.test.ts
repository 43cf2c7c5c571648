import { expect, it } from 'vitest'
import type { Message } from '../inbox/index.ts'
import { historyCard, historyNodes } from './history-card.ts'
import { anEscalatedView, aView } from './view.fixtures.ts'

const view = aView()
const started = view.draft.turnAt.getTime() - 24 * 60 * 60_000
const message = (n: number, text: string, more: Partial<Message> = {}): Message => ({
  ...{ id: `m${n}`, externalId: `m${n}`, direction: 'inbound', seq: n - 1_000, text, deliveryId: null, deleted: false },
  at: new Date(started + n * 60_000),
  ...more,
})
const shown = (recent: readonly Message[], most = 12) => JSON.stringify(historyNodes(view, recent, most))

it('shows the last words before the turn, cut, each as its own, and none of the turn or taken back', () => {
  const turn = message(9, 'of the turn', { seq: view.draft.turnFromSeq })
  const recent = [
    message(1, 'the first'),
    message(2, 'the second'),
    message(3, `long ${'x'.repeat(400)}`, { direction: 'outbound', seq: null }),
    message(4, 'taken back', { deleted: true }),
    turn,
  ]
  const two = shown(recent, 2)
  expect(two).toContain('the second')
  expect(two).toContain(`"label":"${view.creator.name}"`)
  expect(two).toContain(' …')
  expect(two).not.toMatch(/the first|of the turn|taken back/)
})

it('removes contact details, and shows nothing of a message that is evidence, nor anything behind a card that hides its own', () => {
  const text = shown([message(1, 'write me at +44 7700 900123'), message(2, 'im 15 btw'), message(3, 'and then?')])
  expect(text).not.toMatch(/7700|15 btw/)
  expect(text).toContain('not shown here')
  expect(text).toContain('and then?')
  const hidden = anEscalatedView({ level: 4 })
  expect(JSON.stringify(historyCard(hidden, [message(1, 'hello')]))).not.toContain('hello')
})
