import type { App } from '@slack/bolt'
import { showHome } from './home.ts'
import { installedAt } from './installed-at.ts'
import type { Listening } from './listening.ts'
import { answerNote, readNote } from './note.ts'
import { placeName } from './place.ts'
import { uninstalled } from './tokens.ts'

/** Events that change who may read a channel, or whether it is still there. */
const CHANNEL_EVENTS = [
  'channel_archive',
  'channel_unarchive',
  'channel_left',
  'channel_shared',
  'channel_unshared',
  'group_archive',
  'group_unarchive',
  'group_left',
  'member_joined_channel',
  'member_left_channel',
] as const

/** What Slack tells by itself. Everything here may come twice: looking, drawing and ending again change nothing. */
export function listenToEvents(app: App, listening: Listening): void {
  const { house } = listening
  const warn = (what: string) => (error: unknown) => house.log.warn({ err: error }, `slack: ${what} failed`)

  app.event('app_home_opened', async ({ event, body }) => {
    const workspace = installedAt(body) ?? body.team_id
    const agencyId = await house.channels.agencyOf('slack', workspace)
    if (agencyId === null || event.tab !== 'home') return
    const person = { workspace, user: event.user, home: workspace }
    await showHome(listening, agencyId, person).catch(warn('the home'))
  })

  for (const name of CHANNEL_EVENTS) {
    app.event(name, async ({ event, body }) => {
      const channel = (event as { channel?: unknown }).channel
      const workspace = installedAt(body) ?? body.team_id
      const agencyId = await house.channels.agencyOf('slack', workspace)
      if (agencyId === null || typeof channel !== 'string') return
      const place = { desk: 'slack' as const, channel: placeName({ workspace, channel }) }
      await house.channels.changed(agencyId, place).catch(warn('looking at a channel'))
    })
  }

  app.event('message', async ({ event, body }) => {
    const note = readNote(event, installedAt(body) ?? body.team_id)
    if (note) await answerNote(listening, note).catch(warn('answering a note'))
  })

  app.event('app_uninstalled', async ({ body }) => {
    await uninstalled(house, installedAt(body) ?? body.team_id).catch(warn('an uninstallation'))
  })
  app.event('tokens_revoked', async ({ event, body }) => {
    const workspace = installedAt(body) ?? body.team_id
    if ((event.tokens.bot ?? []).length > 0) await uninstalled(house, workspace).catch(warn('a revocation'))
  })
}
