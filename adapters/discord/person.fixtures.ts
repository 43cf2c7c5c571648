import { vi } from 'vitest'
import { BOT, CHANNEL, type FakeDiscord, GUILD, type Seen } from './fake-discord.fixtures.ts'

interface Drawn {
  type?: number
  custom_id?: string
  label?: string
  content?: string
  components?: Drawn[]
  accessory?: Drawn
}

export function partsOf(components: readonly unknown[]): Drawn[] {
  return (components as Drawn[]).flatMap((part) => [
    part,
    ...partsOf(part.components ?? []),
    ...partsOf([part.accessory ?? []].flat()),
  ])
}

/** A loaded machine takes its time. */
export const until = <T>(check: () => T | Promise<T>): Promise<T> => vi.waitFor(check, 15_000)

/** All text of a message or of what was said privately. */
export const textOf = ({ components }: { components: unknown[] }): string =>
  partsOf(components)
    .flatMap(({ content, label }) => content ?? label ?? [])
    .join('\n')

interface Where {
  guild?: string
  channel?: string
}

/** A message of the bot's, as an interaction carries it. */
function messageOf(discord: FakeDiscord, channel: string, message: { components: unknown[] }): object {
  const author = { id: BOT, username: 'desk', discriminator: '0', avatar: null }
  const lists = { attachments: [], embeds: [], mentions: [], mention_roles: [] }
  const flags = { flags: 0, type: 0, pinned: false, tts: false, mention_everyone: false, edited_timestamp: null }
  const head = { id: discord.newId(), channel_id: channel, author, content: '', timestamp: '2026-11-20T14:00:00Z' }
  return { ...head, ...lists, ...flags, ...message }
}

function memberOf(userId: string): object {
  const user = { id: userId, username: 'somebody', discriminator: '0', global_name: null, avatar: null }
  const joined_at = '2026-01-01T00:00:00Z'
  return { user, roles: [], joined_at, permissions: '0', deaf: false, mute: false, flags: 0 }
}

const HEAD = {
  ...{ application_id: BOT, version: 1, locale: 'en', guild_locale: 'en', app_permissions: '0', entitlements: [] },
  ...{ authorizing_integration_owners: {}, attachment_size_limit: 1 },
}

/** How an interaction reaches the desk: once, unless a test says otherwise. */
type Deliver = (send: () => void) => void

/** Somebody on Discord, who clicks, types and fills in forms, and sees what is answered. */
export class Person {
  readonly #discord: FakeDiscord
  readonly #userId: string
  readonly #guild: string
  readonly #channel: string

  constructor(discord: FakeDiscord, userId: string, { guild = GUILD, channel = CHANNEL }: Where = {}) {
    this.#discord = discord
    this.#userId = userId
    this.#guild = guild
    this.#channel = channel
  }

  #act(payload: object, deliver: Deliver = (send) => send()): Seen {
    const { id, token, seen } = this.#discord.begin()
    const at = this.#discord.channels.get(this.#channel)
    const channel = at && { channel: { ...at, permissions: '0' } }
    const where = { guild_id: this.#guild, channel_id: this.#channel, ...channel, member: memberOf(this.#userId) }
    deliver(() => this.#discord.gateway.dispatch('INTERACTION_CREATE', { ...HEAD, id, token, ...where, ...payload }))
    return seen
  }

  /** Waits until Discord was told something, and what was promised has come. */
  settled(seen: Seen): Promise<Seen> {
    const check = (): Seen => {
      if (!seen.acknowledged || (seen.callbacks[0] === 5 && seen.said.length === 0)) throw new Error('not answered yet')
      return seen
    }
    return until(check)
  }

  pressId(customId: string, message: { components: unknown[] }, deliver?: Deliver): Seen {
    const full = messageOf(this.#discord, this.#channel, message)
    return this.#act({ type: 3, message: full, data: { component_type: 2, custom_id: customId } }, deliver)
  }

  /** Presses the button with this label; fails when the message has none. */
  press(label: string, message: { components: unknown[] }, deliver?: Deliver): Seen {
    const button = partsOf(message.components).find((part) => part.type === 2 && part.label === label)
    if (!button?.custom_id) throw new Error(`no button “${label}” among: ${textOf(message)}`)
    return this.pressId(button.custom_id, message, deliver)
  }

  /** Sends the modal that a press opened, with these values over what stood in it. */
  fill(modal: Seen['modal'], typed: Record<string, string>, message: { components: unknown[] }): Seen {
    if (!modal) throw new Error('no form was opened')
    const components = modal.components.flatMap(({ component }) => {
      if (!component) return []
      const value = typed[component.custom_id.slice(2)] ?? component.value ?? ''
      return [{ type: 18, id: 1, component: { type: 4, id: 2, custom_id: component.custom_id, value } }]
    })
    const full = messageOf(this.#discord, this.#channel, message)
    return this.#act({ type: 5, message: full, data: { custom_id: modal.custom_id, components } })
  }

  command(
    group: string,
    name: string,
    options: { name: string; type: number; value: string; focused?: true }[] = [],
  ): Seen {
    const type = options.some(({ focused }) => focused) ? 4 : 2
    return this.#act({
      type,
      data: { id: '1', name: group, type: 1, options: name === '' ? [] : [{ type: 1, name, options }] },
    })
  }
}
