import { randomInt } from 'node:crypto'
import type { RespondFn } from '@slack/bolt'
import type { ModalView } from '@slack/types'
import type { WebClient } from '@slack/web-api'
import type { Answer, Filled } from '../../src/desk/index.ts'
import { calling, type SlackLog, slackCode } from './client.ts'
import type { PlaceOfPictures, SlackPictures } from './pictures.ts'
import { NO_PICTURES, type Pictures } from './pictures.ts'
import { writeMetadata } from './receive.ts'
import { answerView, loadingView, privateMessage } from './render-answer.ts'
import { renderForm } from './render-form.ts'
import { words } from './words.ts'

/** A trigger lives three seconds. */
const TOO_LATE = new Set(['expired_trigger_id', 'trigger_expired', 'exchanged_trigger_id', 'invalid_trigger_id'])
/** Slack stacks three modals and no more. */
const STACK_FULL = 'push_limit_reached'

const LETTERS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'

/** Short enough to be read out to a colleague; stands in the log beside the error. */
export function reportFailure(log: SlackLog, error: unknown, what: string): Exclude<Answer, { kind: 'form' }> {
  const reference = Array.from({ length: 6 }, () => LETTERS[randomInt(LETTERS.length)]).join('')
  log.error({ err: error, reference }, `slack: ${what} failed`)
  return { kind: 'refused', line: words.failed(reference) }
}

/** By whom and for where a private answer's charts become pictures. */
export interface Showing extends PlaceOfPictures {
  pictures: SlackPictures
}

/**
 * Says an answer to one person alone, where they pressed or typed. Nothing where the card says the rest. `showing` null: in
 * words alone.
 */
export async function sayPrivately(
  respond: RespondFn,
  answer: Exclude<Answer, { kind: 'form' }>,
  showing: Showing | null = null,
): Promise<void> {
  await withPictures(showing, answer, async (pictures) => {
    const message = privateMessage(answer, pictures)
    if (message !== null) await respond({ response_type: 'ephemeral', replace_original: false, ...message })
  })
}

/** Shows an answer in an open modal, with its charts as pictures. */
export const showIn = (showing: Showing, viewId: string, answer: Answer, channel: string | null): Promise<void> =>
  withPictures(showing, answer, (pictures) =>
    updateView(showing.client, viewId, viewOf(answer, channel, null, pictures)),
  )

const withPictures = (
  showing: Showing | null,
  answer: Answer,
  say: (pictures: Pictures) => Promise<void>,
): Promise<void> =>
  showing === null || answer.kind !== 'panel' ? say(NO_PICTURES) : showing.pictures.tell(showing, answer.card, say)

/** What a modal shows of an answer; a form keeps the action that takes its answers, and where it was opened. */
export function viewOf(
  answer: Answer,
  channel: string | null,
  typed: Filled | null = null,
  pictures: Pictures = NO_PICTURES,
): ModalView {
  if (answer.kind !== 'form') return answerView(answer, '', typed, pictures)
  const metadata = writeMetadata({ action: answer.form.action, channel })
  return renderForm(answer.form, metadata, {
    ...(answer.errors && { errors: answer.errors }),
    ...(typed && { typed: { ...typed, ...answer.put } }),
    put: Object.keys(answer.put ?? {}),
  })
}

/**
 * Opens a modal at once, on top of the one that stands there if any. Returns its id; null when Slack says that the press
 * is too old: then nothing may be done, since nobody would see it.
 */
export async function openView(
  client: WebClient,
  press: { trigger: string; viewId: string | null },
  view: ModalView = loadingView(''),
): Promise<string | null> {
  try {
    const trigger_id = press.trigger
    const call = press.viewId === null ? client.views.open : client.views.push
    return (await call({ trigger_id, view })).view?.id ?? null
  } catch (error) {
    const code = slackCode(error)
    if (code === STACK_FULL && press.viewId !== null) {
      await updateView(client, press.viewId, view)
      return press.viewId
    }
    if (code !== null && TOO_LATE.has(code)) return null
    throw error
  }
}

/** Draws an open modal anew; one that was closed meanwhile needs nothing. */
export async function updateView(client: WebClient, viewId: string, view: ModalView): Promise<void> {
  try {
    await calling(() => client.views.update({ view_id: viewId, view }))
  } catch (error) {
    const code = slackCode(error)
    if (code !== 'not_found' && code !== 'view_not_found') throw error
  }
}
