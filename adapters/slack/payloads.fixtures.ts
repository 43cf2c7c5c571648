/** The emulated workspace. */
export const TEAM = 'T000000001'
export const RESPONSE_URL = 'https://hooks.slack.test/'

/** A press as Slack sends it, of a button of this message or view. */
export function pressed(
  on: { user: string; trigger: string; action: string; at?: string },
  where: { channel: string; ts: string } | { viewId: string },
): object {
  const inMessage = 'ts' in where
  return {
    type: 'block_actions',
    user: { id: on.user, username: 'x', team_id: TEAM },
    api_app_id: 'A1',
    team: { id: TEAM, domain: 'northlight' },
    trigger_id: on.trigger,
    response_url: `${RESPONSE_URL}actions`,
    actions: [
      {
        type: 'button',
        action_id: 'press-1',
        block_id: 'b',
        text: { type: 'plain_text', text: 'x' },
        value: on.action,
        action_ts: on.at ?? '1.1',
      },
    ],
    ...(inMessage
      ? {
          container: { type: 'message', message_ts: where.ts, channel_id: where.channel },
          channel: { id: where.channel, name: 'x' },
          message: { type: 'message', ts: where.ts, text: '' },
        }
      : {
          container: { type: 'view', view_id: where.viewId },
          view: { id: where.viewId, type: 'modal', private_metadata: '', callback_id: 'panel', state: { values: {} } },
        }),
  }
}

/** A form as it stands open: what Slack sends back of it. */
export interface OpenView {
  id: string
  private_metadata: string
  callback_id?: string
  blocks?: unknown[]
}

interface InputBlock {
  type: string
  block_id: string
  element: { type: string; initial_value?: string; initial_option?: Chosen; initial_options?: Chosen[] }
}
interface Chosen {
  value: string
}

const inputsOf = ({ blocks = [] }: OpenView): InputBlock[] =>
  (blocks as InputBlock[]).filter(({ type }) => type === 'input')

/** What stands in the fields of a form. */
export function valuesOf(view: OpenView): Record<string, string> {
  const values = inputsOf(view).map(({ block_id, element: { initial_value, initial_option, initial_options } }) => [
    block_id,
    initial_value ?? initial_option?.value ?? (initial_options ?? []).map(({ value }) => value).join(','),
  ])
  return Object.fromEntries(values) as Record<string, string>
}

/** The state of one input, as Slack sends it of each kind. */
function stateOf(kind: string | undefined, value: string): object {
  if (kind === 'radio_buttons' || kind === 'static_select')
    return { type: kind, selected_option: value === '' ? null : { value } }
  if (kind === 'checkboxes' || kind === 'multi_static_select')
    return { type: kind, selected_options: value === '' ? [] : value.split(',').map((each) => ({ value: each })) }
  return { type: 'plain_text_input', value: value === '' ? null : value }
}

/** A form as Slack sends it. */
export function submitted(user: string, view: OpenView, filled: Record<string, string>): object {
  const kinds = new Map(inputsOf(view).map(({ block_id, element }) => [block_id, element.type]))
  const values = Object.fromEntries(
    Object.entries(filled).map(([field, value]) => [field, { value: stateOf(kinds.get(field), value) }]),
  )
  return {
    type: 'view_submission',
    user: { id: user, team_id: TEAM },
    team: { id: TEAM, domain: 'northlight' },
    view: { ...view, type: 'modal', callback_id: 'form', hash: 'h', state: { values } },
  }
}

/** A slash command as Slack sends it. */
export function typed(user: string, trigger: string, command: string, text: string, channel: string): URLSearchParams {
  return new URLSearchParams({
    ...{ command, text, user_id: user, trigger_id: trigger, channel_id: channel, team_id: TEAM },
    ...{ team_domain: 'northlight', user_name: 'x', channel_name: 'x', api_app_id: 'A1', token: 'x' },
    response_url: `${RESPONSE_URL}commands`,
  })
}
