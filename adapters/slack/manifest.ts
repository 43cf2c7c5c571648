import { type CommandDefinition, slackCommands } from '../../src/desk/index.ts'

/** What the app may do in a workspace, and why it must. Setup names what is missing of it. */
export const BOT_SCOPES = [
  'channels:history', // finds its own posting after an unknown outcome
  'channels:read', // who is on the channel: guests hide texts
  'chat:write',
  'commands',
  'files:write', // a card's charts as pictures
  'groups:history',
  'groups:read',
  'users:read', // who is a guest
] as const

const BOT_EVENTS = [
  'app_home_opened',
  'app_uninstalled',
  'channel_archive',
  'channel_left',
  'channel_shared',
  'channel_unarchive',
  'channel_unshared',
  'group_archive',
  'group_left',
  'group_unarchive',
  'member_joined_channel',
  'member_left_channel',
  'message.channels', // a note under a card: who writes it is told that the fan doesn't see it
  'message.groups',
  'tokens_revoked',
] as const

export const EVENTS_PATH = '/slack/events'
export const INSTALL_PATH = '/slack/install'
export const REDIRECT_PATH = '/slack/oauth_redirect'

/** The address that stands in a manifest until somebody puts their own. */
const SOMEWHERE = 'https://desk.example.com'

export interface ManifestOptions {
  prefix?: string
  /** Where Slack reaches the door; without it an example's address. */
  publicUrl?: string
  /** Over Slack's WebSocket: no address is needed. */
  socketMode?: boolean
}

/** Slack's app manifest for these commands, to be pasted at api.slack.com/apps. */
export function slackManifest(
  commands: readonly CommandDefinition[],
  { prefix = '', publicUrl = SOMEWHERE, socketMode = false }: ManifestOptions = {},
) {
  const at = (path: string) => `${publicUrl.replace(/\/$/, '')}${path}`
  const url = socketMode ? {} : { url: at(EVENTS_PATH) }
  const requestUrl = socketMode ? {} : { request_url: at(EVENTS_PATH) }
  return {
    display_information: {
      name: 'Huntaze Desk',
      description: 'Every fan message becomes one card, and a person decides.',
      background_color: '#1f2933',
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: false, messages_tab_read_only_enabled: true },
      bot_user: { display_name: 'Huntaze Desk', always_online: true },
      slash_commands: slackCommands(commands, prefix).map((command) => ({ ...command, ...url })),
    },
    oauth_config: {
      ...(socketMode ? {} : { redirect_urls: [at(REDIRECT_PATH)] }),
      scopes: { bot: [...BOT_SCOPES] },
    },
    settings: {
      event_subscriptions: { ...requestUrl, bot_events: [...BOT_EVENTS] },
      interactivity: { is_enabled: true, ...requestUrl },
      org_deploy_enabled: false,
      socket_mode_enabled: socketMode,
      token_rotation_enabled: false,
    },
  }
}
