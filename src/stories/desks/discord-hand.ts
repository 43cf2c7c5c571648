import type { FakeDiscord, Seen } from '../../../adapters/discord/fake-discord.fixtures.ts'
import { Person, partsOf, textOf, until } from '../../../adapters/discord/person.fixtures.ts'
import { buttonOf, type Hand, type Heard, PEOPLE, type SeenCard, says, type Who } from './hand.ts'

/** Accounts of Discord. */
export const discordUser = (who: Who): string => `50000000000000000${PEOPLE.indexOf(who) + 1}`

type Message = { components: unknown[] }

/** What keeps words from being markup is not seen. */
const asRead = (markdown: string): string => markdown.replace(/\\(?=[^\w\s])/g, '')

function seen(message: Message): SeenCard {
  const parts = partsOf(message.components)
  const buttons = parts.flatMap(({ type, label, custom_id }) =>
    type === 2 && label && custom_id ? [{ label, action: custom_id }] : [],
  )
  return { words: textOf(message), buttons, message: structuredClone(message) }
}

/** Discord as people use it. `idle` waits until nothing that came in is being worked on. */
export function discordHand(discord: FakeDiscord, idle: () => Promise<void>): Hand {
  const person = (who: Who) => new Person(discord, discordUser(who))
  const cards = () => [...discord.messages.values()].toReversed().map(seen)

  async function heard(who: Who, on: Message, act: Seen): Promise<Heard> {
    await until(() => {
      if (!act.acknowledged) throw new Error('not answered yet')
    })
    await idle()
    const said = asRead(act.said.map(textOf).join('\n'))
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

  function pressId(who: Who, message: Message, id: string, deliveries = 1): Promise<Heard> {
    const act = person(who).pressId(id, message, (send) => {
      for (let time = 0; time < deliveries; time += 1) send()
    })
    return heard(who, message, act)
  }

  return {
    command(who, group, name, given) {
      const options = Object.entries(given).map(([option, value]) => ({ name: option, type: 3, value }))
      return heard(who, { components: [] }, person(who).command(group, name, options))
    },
    pressAction: (who, { message }, action) => pressId(who, message as Message, `a0:${action}`),
    async press(who, card, label, deliveries) {
      const message = card.message as Message
      if (card.buttons.some((button) => label.test(button.label)))
        return pressId(who, message, buttonOf(card, label), deliveries)
      const more = person(who).press('More', message)
      await until(() => {
        if (more.said.length === 0) throw new Error('nothing is shown yet')
      })
      const menu = seen({ components: more.said.flatMap(({ components }) => components) })
      return pressId(who, menu.message as Message, buttonOf(menu, label), deliveries)
    },
    async card(wanted) {
      const found = cards().find(({ words }) => says(words, wanted))
      if (!found) throw new Error(`no card on Discord says ${wanted}`)
      return found
    },
    count: async (wanted) => cards().filter(({ words }) => words.includes(wanted)).length,
  }
}
