import { createHash } from 'node:crypto'
import type { BlockAction, SlashCommand, ViewSubmitAction } from '@slack/bolt'
import { z } from 'zod'
import type { Filled, Identity } from '../../src/desk/index.ts'
import { homeOf, installedAt } from './installed-at.ts'
import { placeName } from './place.ts'
import { fieldOfBlock, readForm, type ViewState } from './render-form.ts'

/** Who pressed, typed or opened something, as Slack says it. */
export interface Person {
  /** The workspace where the app is installed, or the organisation where it is installed for all of it. */
  workspace: string
  user: string
  /** The person's own workspace, which differs on shared channels; the organisation where that has the app. */
  home: string
}

/** As the gate and `/team link` know them. */
export const accountOf = ({ home, user }: Person): string => `${home}:${user}`

export const identityOf = (agencyId: string, person: Person): Identity => ({
  agencyId,
  desk: 'slack',
  externalId: accountOf(person),
  verified: true,
})

/** A button that was pressed, wherever it stood. */
export interface Press {
  person: Person
  action: string
  /** The same for the same press, however often it comes. */
  key: string
  trigger: string
  surface: 'message' | 'modal' | 'home'
  /** Of a message. */
  channel: string | null
  /** Of a modal. */
  viewId: string | null
}

/** Null for what is no press of ours. */
export function readPress(body: BlockAction): Press | null {
  const [action] = body.actions
  if (!action) return null
  const value =
    'selected_option' in action && action.selected_option
      ? action.selected_option.value
      : 'value' in action
        ? action.value
        : null
  const workspace = installedAt(body)
  if (typeof value !== 'string' || workspace === undefined) return null
  const view = body.view
  const where = body.message?.ts ?? view?.id ?? ''
  return {
    person: { workspace, user: body.user.id, home: homeOf(workspace, body.user.team_id) },
    action: value,
    key: `${where}|${value}|${action.action_ts}`.slice(0, 250),
    trigger: body.trigger_id,
    surface: view === undefined ? 'message' : view.type === 'home' ? 'home' : 'modal',
    channel: body.channel?.id ?? null,
    viewId: view?.type === 'modal' ? view.id : null,
  }
}

const Metadata = z.object({ action: z.string().max(75), channel: z.string().max(40).nullable() })
type Metadata = z.output<typeof Metadata>

/** What a form remembers: the action that takes its answers, and the channel where it was opened. */
export const writeMetadata = (metadata: Metadata): string => JSON.stringify(metadata)

/** A form that was sent. */
export interface Submission extends Metadata {
  person: Person
  filled: Filled
  /** The same for the same words of the same form. */
  key: string
  viewId: string
  /** Field of the form → its block, under which an error stands. */
  blocks: Record<string, string>
}

/** Null for what is no form of ours. */
export function readSubmission(body: ViewSubmitAction): Submission | null {
  const { view, user } = body
  const workspace = installedAt(body)
  const parsed = Metadata.safeParse(safely(() => JSON.parse(view.private_metadata) as unknown))
  if (!parsed.success || workspace === undefined) return null
  const filled = readForm(view.state.values as unknown as ViewState)
  const hash = createHash('sha256').update(JSON.stringify(filled)).digest('base64url')
  return {
    ...parsed.data,
    person: { workspace, user: user.id, home: homeOf(workspace, user.team_id) },
    filled,
    key: `${view.id}|${hash}`,
    viewId: view.id,
    blocks: Object.fromEntries(Object.keys(view.state.values).map((block) => [fieldOfBlock(block), block])),
  }
}

function safely<T>(read: () => T): T | null {
  try {
    return read()
  } catch {
    return null
  }
}

/** A command line as the gate reads it: mentions by their ids, and nothing escaped. */
export function readCommandLine({ command, text }: SlashCommand, workspace: string): string {
  const words = text
    .replace(/<@([A-Z0-9]+)(?:\|[^>]*)?>/g, (_, user: string) => `slack:${workspace}:${user}`)
    .replace(/<#([A-Z0-9]+)(?:\|[^>]*)?>/g, (_, channel: string) => `slack:${placeName({ workspace, channel })}`)
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
  return `${command} ${words}`.slice(0, 2_000)
}
