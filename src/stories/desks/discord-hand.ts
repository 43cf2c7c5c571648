import type { FakeDiscord, Seen } from '../../../adapters/discord/fake-discord.fixtures.ts'
import { Person, partsOf, textOf, until } from '../../../adapters/discord/person.fixtures.ts'
import { buttonOf, type Hand, type Heard, PEOPLE, type SeenCard, says, type Who } from './hand.ts'

/** Accounts of Discord. */
export const discordUser = (who: Who): string => `50000000000000000${PEOPLE.indexOf(who) + 1}`

type Message = { components: unknown[] }

function seen(message: Message): SeenCard {
  const parts = partsOf(message.components)
  const buttons = parts.flatMap(({ type, label, custom_id }) =>
    type === 2 && label && custom_id ? [{ label, action: custom_id }] : [],
  )
  return { words: textOf(message), buttons, message: structuredClone(message) }
}

/** Discord as people use it. `handled` waits until an interaction, by its id, was dealt with. */
export function discordHand(discord: FakeDiscord, handled: (id: string) => Promise<void>): Hand {
  const person = (who: Who) => new Person(discord, discordUser(who))
  const cards = () => [...discord.messages.values()].toReversed().map(seen)

  async function heard(who: Who, on: Message, act: Seen): Promise<Heard> {
    await handled(act.token.slice('token-'.length))
    const said = act.said.map(textOf).join('\n')
    if (act.modal) return { said, form: formOf(who, on, act.modal) }
    // Discord closes a form that was refused: one more click opens it again with what was typed.
    const again = act.said.find((message) => /^(Edit again|Open .*…)$/m.test(textOf(message)))
    if (!again) return { said, form: null }
    const label = /^(Edit again|Open .*…)$/m.exec(textOf(again))?.[1] ?? ''
    const opened = person(who).press(label, again)
    await until(() => {
      if (!opened.modal) throw new Error('not open yet')
    })
    return { said, form: opened.modal && formOf(who, on, opened.modal) }
  }

  function formOf(who: Who, on: Message, modal: NonNullable<Seen['modal']>): Heard['form'] {
    const values = modal.components.flatMap(({ component }) =>
      component ? [[component.custom_id.slice(2), component.value ?? '']] : [],
    )
    return {
      values: Object.fromEntries(values) as Record<string, string>,
      send: (typed) => heard(who, on, person(who).fill(modal, typed, on)),
    }
  }

  const pressId = (who: Who, message: Message, id: string) => heard(who, message, person(who).pressId(id, message))

  return {
    pressAction: (who, { message }, action) => pressId(who, message as Message, `a0:${action}`),
    async press(who, card, label) {
      const message = card.message as Message
      if (card.buttons.some((button) => label.test(button.label))) return pressId(who, message, buttonOf(card, label))
      const more = person(who).press('More', message)
      await until(() => {
        if (more.said.length === 0) throw new Error('nothing is shown yet')
      })
      const menu = seen({ components: more.said.flatMap(({ components }) => components) })
      return pressId(who, menu.message as Message, buttonOf(menu, label))
    },
    async card(wanted) {
      const found = cards().find(({ words }) => says(words, wanted))
      if (!found) throw new Error(`no card on Discord says ${wanted}`)
      return found
    },
    count: async (wanted) => cards().filter(({ words }) => words.includes(wanted)).length,
  }
}
