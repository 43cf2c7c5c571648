import { createHmac } from 'node:crypto'
import { pressed, TEAM } from '../adapters/slack/payloads.fixtures.ts'

export { TEAM }
export const GUILD = '200000000000000001'
/** Linked as one operator on both desks. */
export const PERSON = { slack: 'U1', discord: '500000000000000001' } as const
/** Channels of each desk that cards go to at once. */
export const CHANNELS = 50

/** As bindings name it. */
export const channelName = (desk: 'slack' | 'discord', n: number): string =>
  desk === 'slack' ? `${TEAM}:C${n}` : `${GUILD}:${300_000_000_000 + n}`

/** A signed click of a button, as bytes ready to be sent. `link`: a button whose click is only acknowledged. */
export function pressRequest(signingSecret: string, action: string, n: number, link = false): Buffer {
  const on = { user: PERSON.slack, trigger: 'none', action, at: `${n}.${Date.now()}` }
  const body = pressed(on, { channel: 'C1', ts: `${n}.000001` }) as { actions: { action_id: string }[] }
  for (const each of body.actions) each.action_id = link ? 'link-press-1' : 'press-1'
  const payload = new URLSearchParams({ payload: JSON.stringify(body) }).toString()
  const at = Math.floor(Date.now() / 1_000)
  const mac = createHmac('sha256', signingSecret).update(`v0:${at}:${payload}`).digest('hex')
  const head = [
    'POST /slack/events HTTP/1.1',
    'host: 127.0.0.1',
    'content-type: application/x-www-form-urlencoded',
    `x-slack-request-timestamp: ${at}`,
    `x-slack-signature: v0=${mac}`,
    `content-length: ${Buffer.byteLength(payload)}`,
  ]
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${payload}`)
}

/** A click of a button as Discord's gateway tells of it. */
export function pressEvent(id: string, action: string): object {
  const user = { id: PERSON.discord, username: 'x', discriminator: '0', global_name: null, avatar: null }
  const member = {
    user,
    roles: [],
    joined_at: '2026-01-01T00:00:00Z',
    permissions: '0',
    deaf: false,
    mute: false,
    flags: 0,
  }
  const channel = { id: '300000000000', type: 0, guild_id: GUILD, nsfw: true, name: 'desk', permissions: '0' }
  const author = { id: '100000000000000001', username: 'desk', discriminator: '0', avatar: null }
  return {
    ...{ id, token: `token-${id}`, application_id: author.id, type: 3, version: 1, locale: 'en', app_permissions: '0' },
    ...{ entitlements: [], authorizing_integration_owners: {}, attachment_size_limit: 1, guild_id: GUILD },
    ...{ channel_id: channel.id, channel, member, data: { component_type: 2, custom_id: `a0:${action}` } },
    message: {
      ...{ id: '400000000000000001', channel_id: channel.id, author, content: '', timestamp: '2026-11-20T14:00:00Z' },
      ...{ attachments: [], embeds: [], mentions: [], mention_roles: [], components: [], edited_timestamp: null },
      ...{ flags: 0, type: 0, pinned: false, tts: false, mention_everyone: false },
    },
  }
}
