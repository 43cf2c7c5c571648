import type { WebClient } from '@slack/web-api'
import type { ChannelVerdict } from '../../src/desk/index.ts'
import { Failure } from '../../src/kernel/failure.ts'
import { calling } from './client.ts'
import { isOrganisation } from './installed-at.ts'
import { words } from './words.ts'

/** A larger channel is no chat team's, and asking after each of its people would take minutes. */
const PEOPLE_MAX = 150

/** Whether a channel may show texts: private, of this workspace alone, and without guests. */
export async function lookAtChannel(client: WebClient, workspace: string, channel: string): Promise<ChannelVerdict> {
  try {
    const { channel: info } = await calling(() => client.conversations.info({ channel }))
    if (info?.is_archived) return { verdict: 'gone', why: words.archived }
    if (info?.is_member === false) return { verdict: 'gone', why: words.notMember }
    if (!info?.is_private) return { verdict: 'unsafe', why: words.notPrivate }
    if (info.is_ext_shared || info.is_org_shared || info.is_shared) return { verdict: 'unsafe', why: words.shared }
    return await lookAtPeople(client, workspace, channel)
  } catch (error) {
    if (error instanceof Failure && error.code === 'desk_gone') return { verdict: 'gone', why: words.notMember }
    throw error
  }
}

async function lookAtPeople(client: WebClient, workspace: string, channel: string): Promise<ChannelVerdict> {
  const { members = [], response_metadata: more } = await calling(() =>
    client.conversations.members({ channel, limit: PEOPLE_MAX }),
  )
  if (more?.next_cursor) return { verdict: 'unsafe', why: words.tooMany(PEOPLE_MAX) }
  let guests = 0
  for (const user of members) {
    const { user: person } = await calling(() => client.users.info({ user }))
    const home = isOrganisation(workspace) ? person?.enterprise_user?.enterprise_id : person?.team_id
    const stranger = person?.is_stranger || (home !== workspace && (home !== undefined || isOrganisation(workspace)))
    if (person?.is_restricted || person?.is_ultra_restricted || (stranger && !person?.is_bot)) guests += 1
  }
  return guests === 0 ? { verdict: 'safe' } : { verdict: 'unsafe', why: words.guests(guests) }
}
