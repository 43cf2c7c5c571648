/** A channel as bindings name it: `T1:C2`, its workspace and Slack's own id. */
export interface SlackPlace {
  workspace: string
  channel: string
}

export const placeName = ({ workspace, channel }: SlackPlace): string => `${workspace}:${channel}`

/** Null for what no binding of ours could say. */
export function parsePlaceName(name: string): SlackPlace | null {
  const [, workspace = '', channel = ''] = /^([A-Z0-9]{1,30}):([A-Z0-9]{1,30})$/.exec(name) ?? []
  return workspace === '' || channel === '' ? null : { workspace, channel }
}
