import { calling } from './client.ts'
import { installedAt } from './installed-at.ts'
import type { Listening } from './listening.ts'

/**
 * The one workspace of a bot token becomes the agency's; with several agencies the setting says which. What goes wrong is
 * logged and shown by setup: the rest of the program works without Slack.
 */
export async function announceWorkspace(
  { botToken, agencyId }: { botToken?: string | undefined; agencyId?: string | undefined },
  { house, clients }: Listening,
): Promise<void> {
  if (botToken === undefined) return
  try {
    const agencies = await house.agencies.agencies()
    const agency = agencies.find(({ id }) => id === agencyId) ?? (agencies.length === 1 ? agencies[0] : undefined)
    if (!agency) {
      house.log.warn({ agencies: agencies.length }, 'slack: SLACK_AGENCY must say whose workspace it is')
      return
    }
    const client = await clients.of(agency.id, '')
    const about = await calling(() => client.auth.test())
    const { team_id = null, enterprise_id = null, is_enterprise_install = false, team: name = '' } = about
    const workspace = installedAt({ team_id, enterprise_id, is_enterprise_install })
    if (workspace === undefined) return
    const owner = await house.channels.agencyOf('slack', workspace)
    if (owner === agency.id) return
    const mine = await house.database.transaction('install-workspace', (sql) =>
      house.channels.install(sql, agency.id, { desk: 'slack', workspace, name }),
    )
    if (!mine) house.log.warn({ workspace }, 'slack: the workspace is connected to another agency')
  } catch (error) {
    house.log.warn({ err: error }, 'slack: the workspace of SLACK_BOT_TOKEN could not be found out')
  }
}
