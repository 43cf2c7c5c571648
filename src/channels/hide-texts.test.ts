import { expect, it } from 'vitest'
import { GALLERY } from '../desk/gallery.ts'
import { actionId, type Card } from '../desk/index.ts'
import { hideTexts, withoutTexts } from './hide-texts.ts'

const quotes = ({ body }: Card) => body.flatMap((node) => (node.kind === 'quote' ? [node.text] : []))
const actions = ({ body }: Card) =>
  body.flatMap((node) => (node.kind === 'actions' ? [...node.buttons, ...(node.menu ?? [])] : []))

it('leaves nobody’s words on any card, and says so where there were some', () => {
  for (const { card } of GALLERY) {
    for (const hidden of [hideTexts(card, 'marcus', 'the channel has a guest'), withoutTexts(card, 'it is public')]) {
      expect(quotes(hidden)).toEqual([])
      if (quotes(card).length > 0) expect(JSON.stringify(hidden)).toContain('Texts are hidden here: ')
    }
  }
})

it('opens the whole card to the one who presses, or on the web desk alone with what may be done unseen', () => {
  const [buttons, menu] = [
    ['accept', 'edit', 'escalate', 'why'],
    ['claim', 'change-price', 'snooze'],
  ].map((names) => names.map((name) => ({ action: actionId(name, 'marcus', 1), label: name })))
  const draft: Card = {
    ...{ tone: 'open', title: 'Marcus', summary: 'a card' },
    body: [
      { kind: 'quote', by: 'fan', text: 'hey' },
      { kind: 'actions', buttons: buttons ?? [], menu: menu ?? [] },
    ],
  }
  expect(actions(hideTexts(draft, 'marcus', 'why')).map(({ label }) => label)).toEqual(['Open privately'])
  const labels = actions(withoutTexts(draft, 'why')).map(({ label }) => label)
  expect(labels).toEqual(['escalate', 'claim', 'snooze'])
  expect(JSON.stringify(withoutTexts(draft, 'why'))).toContain('Open the card on the web desk.')
})
