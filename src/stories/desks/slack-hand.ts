import type { EmulatedSlack } from '../../../adapters/slack/emulated.fixtures.ts'
import { type OpenView, pressed, submitted, typed, valuesOf } from '../../../adapters/slack/payloads.fixtures.ts'
import { buttonOf, type Hand, type Heard, type OpenForm, type SeenCard, says, type Who } from './hand.ts'

interface Part {
  text?: string | Part
  value?: string
}

/** Every part of blocks, from the outside in. */
function partsOf(value: unknown): Part[] {
  if (Array.isArray(value)) return value.flatMap(partsOf)
  if (typeof value !== 'object' || value === null) return []
  return [value as Part, ...Object.values(value).flatMap(partsOf)]
}

const wordsOf = (blocks: unknown): string =>
  partsOf(blocks)
    .flatMap(({ text }) => (typeof text === 'string' ? text : []))
    .join('\n')

function seen(message: Record<string, unknown>): SeenCard {
  const buttons = partsOf(message.blocks).flatMap(({ value, text }) =>
    typeof value === 'string' && typeof text === 'object' ? [{ label: String(text.text), action: value }] : [],
  )
  return { words: wordsOf(message.blocks), buttons, message }
}

/** Slack as people use it: messages read from the emulator, clicks and forms posted signed. */
export function slackHand(slack: EmulatedSlack): Hand {
  let presses = 0

  /** What came back of an act: what was said under the card, and the modal as it stands then. */
  async function heard(who: Who, act: () => Promise<{ body: Record<string, unknown> }>) {
    const [saidBefore, callsBefore] = [slack.said.length, slack.calls.length]
    const { body } = await act()
    const drawn = slack.calls.slice(callsBefore).findLast(({ method }) => method.startsWith('views.'))
    const view = (body.response_action === 'update' ? body.view : drawn?.body.view) as OpenView | undefined
    const shown = view && { ...view, id: String(drawn?.body.view_id ?? 'V1') }
    const errors = Object.values((body.errors ?? {}) as Record<string, string>)
    const words = [...slack.said.slice(saidBefore).map(({ blocks }) => wordsOf(blocks)), ...errors]
    const said = [...words, ...(shown ? [wordsOf(shown.blocks)] : [])].join('\n')
    return { heard: { said, form: shown ? formOf(who, shown, valuesOf(shown)) : null }, body }
  }

  function formOf(who: Who, view: OpenView, values: Record<string, string>): OpenForm | null {
    if (view.callback_id !== 'form') return null
    return {
      values,
      async send(typed) {
        const filled = { ...values, ...typed }
        const answer = await heard(who, () => slack.send(submitted(slack.users[who], view, filled)))
        // A form that was refused under its fields stays open, with everything in it.
        const stays = answer.body.response_action === 'errors'
        return stays ? { ...answer.heard, form: formOf(who, view, filled) } : answer.heard
      },
    }
  }

  async function press(who: Who, { message }: SeenCard, action: string, deliveries: number): Promise<Heard> {
    const user = slack.users[who]
    const body = pressed(
      { user, trigger: await slack.trigger(user), action, at: `5.${++presses}` },
      { channel: slack.channel, ts: String((message as { ts: unknown }).ts) },
    )
    const { heard: first } = await heard(who, () => slack.send(body))
    for (let again = 1; again < deliveries; again += 1) await slack.send(body)
    return first
  }

  async function command(who: Who, group: string, name: string, given: Record<string, string>): Promise<Heard> {
    const text = [name, ...Object.values(given).map((value) => `"${value}"`)].join(' ')
    const user = slack.users[who]
    const sent = typed(user, await slack.trigger(user), `/${group}`, text, slack.channel)
    return (await heard(who, () => slack.send(sent))).heard
  }

  return {
    command,
    pressAction: (who, card, action) => press(who, card, action, 1),
    press: (who, card, label, deliveries = 1) => press(who, card, buttonOf(card, label), deliveries),
    async card(wanted) {
      const found = (await slack.messages()).map(seen).find(({ words }) => says(words, wanted))
      if (!found) throw new Error(`no card on Slack says ${wanted}`)
      return found
    },
    async count(wanted) {
      return (await slack.messages()).map(seen).filter(({ words }) => words.includes(wanted)).length
    },
  }
}
