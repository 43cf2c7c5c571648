import type { Installation, InstallationQuery, InstallationStore } from '@slack/oauth'
import { Failure } from '../../src/kernel/failure.ts'
import type { SlackHouse } from './deps.ts'

const KIND = 'slack'
/** Of the vault's versions: beyond all of them, so that none is kept. */
const KEEP_NONE = 2_147_483_647

const placeOf = (agencyId: string, workspace: string) => ({ agencyId, kind: KIND, id: workspace })

/** A workspace, or a whole organisation where the app was installed for all of it. */
function workspaceOf({
  isEnterpriseInstall,
  enterprise,
  team,
}: Pick<Installation, 'isEnterpriseInstall' | 'enterprise' | 'team'>): string {
  const id = isEnterpriseInstall ? enterprise?.id : team?.id
  if (id === undefined) throw new TypeError('an installation names its workspace')
  return id
}

/** The newest token of a workspace, opened for one use; null when there is none. */
export async function tokenInVault({ vault, database }: SlackHouse, agencyId: string, workspace: string) {
  const [token] = await vault.open(database, placeOf(agencyId, workspace))
  return token ?? null
}

/** A workspace with its token is an agency's from now on; an older token ends. */
async function installed(
  { channels, vault, database }: SlackHouse,
  agencyId: string,
  workspace: { id: string; name: string; token: string },
): Promise<void> {
  const { id, name, token } = workspace
  await database.transaction('install-workspace', async (sql) => {
    if (!(await channels.install(sql, agencyId, { desk: 'slack', workspace: id, name })))
      throw new Failure('desk_away', 'the workspace is connected to another agency', { retry: { kind: 'never' } })
    const version = await vault.put(sql, placeOf(agencyId, id), token)
    await vault.revokeOlder(sql, placeOf(agencyId, id), version)
  })
}

/** Slack says that the app or its token is gone: the workspace ends, and its secrets with it. Again changes nothing. */
export async function uninstalled({ channels, vault, database }: SlackHouse, workspace: string): Promise<void> {
  const agencyId = await channels.agencyOf('slack', workspace)
  if (agencyId === null) return
  await database.transaction('uninstall-workspace', async (sql) => {
    if (await channels.uninstall(sql, agencyId, { desk: 'slack', workspace }))
      await vault.revokeOlder(sql, placeOf(agencyId, workspace), KEEP_NONE)
  })
}

/** Where Bolt's OAuth leaves tokens: in the vault. Whose it is travels signed through Slack, as the state's metadata. */
export function installationStore(house: () => SlackHouse): InstallationStore {
  const refuse = async (_query: InstallationQuery<boolean>): Promise<never> => {
    throw new Failure('desk_away', 'tokens are asked from the vault', { retry: { kind: 'never' } })
  }
  return {
    async storeInstallation(installation) {
      const token = installation.bot?.token
      const agencyId = installation.metadata
      const all = await house().agencies.agencies()
      if (token === undefined || !all.some(({ id }) => id === agencyId) || agencyId === undefined)
        throw new TypeError('an installation brings a bot token, and is for an agency')
      const name = installation.team?.name ?? installation.enterprise?.name ?? ''
      await installed(house(), agencyId, { id: workspaceOf(installation), name, token })
    },
    fetchInstallation: refuse,
  }
}
