/** What every kind of request from Slack says of where the app is installed. */
export interface InstalledBody {
  /** Of events: for whom this one is delivered. */
  authorizations?: { is_enterprise_install?: boolean; enterprise_id?: string | null; team_id?: string | null }[]
  /** In a command it is a word. */
  is_enterprise_install?: boolean | string
  enterprise?: { id: string } | null
  enterprise_id?: string | null
  team?: { id: string; enterprise_id?: string } | null
  team_id?: string | null
  user?: { team_id?: string } | string
}

/**
 * Where the app is installed for this request, which is what its token lies under: a workspace, or the whole organisation
 * (Slack's Enterprise Grid), whichever workspace of it somebody pressed in. Undefined where Slack names neither.
 */
export function installedAt(body: InstalledBody): string | undefined {
  const [first] = body.authorizations ?? []
  const wide = first?.is_enterprise_install ?? body.is_enterprise_install
  const organisation = first?.enterprise_id ?? body.enterprise?.id ?? body.enterprise_id ?? body.team?.enterprise_id
  if ((wide === true || wide === 'true') && typeof organisation === 'string') return organisation
  const person = typeof body.user === 'object' ? body.user.team_id : undefined
  return first?.team_id ?? body.team?.id ?? body.team_id ?? person
}

/** Organisations have names of their own: nobody's workspace begins so. */
export const isOrganisation = (installed: string): boolean => installed.startsWith('E')

/** The part of an account's name beside the user: an organisation's people are the same in all of its workspaces. */
export const homeOf = (installed: string, workspace: string | undefined): string =>
  isOrganisation(installed) ? installed : (workspace ?? installed)
