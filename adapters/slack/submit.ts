import type { SlackViewMiddlewareArgs, ViewSubmitAction } from '@slack/bolt'
import type { Answer } from '../../src/desk/index.ts'
import { admit, type Listening } from './listening.ts'
import type { Once } from './press.ts'
import { identityOf, readSubmission, type Submission } from './receive.ts'
import { loadingView } from './render-answer.ts'
import { reportFailure, updateView, viewOf } from './respond.ts'

/** Slack shows an error after three seconds; what takes longer is acknowledged and answered in the open modal. */
const ANSWER_WITHIN_MS = 2_000

type Args = SlackViewMiddlewareArgs<ViewSubmitAction>

/**
 * A form: its answer is the acknowledgement, so that a refusal stands inside with everything typed. The same words sent
 * twice are taken once; a form that was refused may be sent again.
 */
export function onSubmit(listening: Listening, once: Once) {
  return async ({ ack, body }: Args): Promise<void> => {
    const sent = readSubmission(body)
    if (sent === null) return ack()
    const admitted = await admit(listening, sent.person)
    if ('answer' in admitted)
      return ack({ response_action: 'update', view: viewOf(admitted.answer, null, sent.filled) })
    const fresh = await once(admitted.agencyId, sent.key, () => answerForm(listening, admitted.agencyId, sent, ack))
    if (!fresh) await ack({ response_action: 'clear' })
  }
}

async function answerForm(
  { house, clients }: Listening,
  agencyId: string,
  sent: Submission,
  ack: Args['ack'],
): Promise<boolean> {
  const answering = house.gate
    .press(identityOf(agencyId, sent.person), sent.action, sent.filled)
    .catch((error: unknown) => reportFailure(house.log, error, 'a form'))
  const soon = await within(answering, ANSWER_WITHIN_MS)
  if (soon !== null) {
    await acknowledge(ack, soon, sent)
    return soon.kind === 'done'
  }
  await ack({ response_action: 'update', view: loadingView('') })
  const late = await answering
  const client = await clients.of(agencyId, sent.person.workspace)
  await updateView(client, sent.viewId, viewOf(late, sent.channel, sent.filled))
  return late.kind === 'done'
}

function acknowledge(ack: Args['ack'], answer: Answer, sent: Submission): Promise<void> {
  if (answer.kind === 'done' && answer.line === undefined) return ack({ response_action: 'clear' })
  const errors = answer.kind === 'form' ? errorsOf(answer, sent) : null
  if (errors !== null) return ack({ response_action: 'errors', errors })
  return ack({ response_action: 'update', view: viewOf(answer, sent.channel, sent.filled) })
}

/** Errors under their fields, where the form is still the same one; null when it must be drawn anew. */
function errorsOf({ form, errors = {}, put }: Extract<Answer, { kind: 'form' }>, sent: Submission) {
  const named = Object.keys(errors)
  const same = form.action === sent.action && named.length > 0 && named.every((id) => sent.blocks[id] !== undefined)
  if (!same || put !== undefined) return null
  return Object.fromEntries(Object.entries(errors).map(([id, error]) => [sent.blocks[id] ?? id, error]))
}

async function within<T>(work: Promise<T>, ms: number): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), ms)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
