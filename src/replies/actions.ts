import { type ActionDefinition, type Answer, defineAction, done, refused } from '../desk/index.ts'
import type { RepliesDeps } from './end-delivery.ts'
import { type DeliveryOutcome, markAsSent, sendByHand, tryAgain, withdraw } from './operate-delivery.ts'

const STATES: Record<string, string> = {
  waiting: 'waiting to leave',
  'handing-over': 'being handed over right now',
  'by-hand': 'to be sent by hand',
  sent: 'sent already',
  unknown: 'perhaps sent',
  refused: 'refused by the platform',
  withdrawn: 'withdrawn already',
  stopped: 'stopped',
}

function answerOf(outcome: DeliveryOutcome): Answer {
  if (outcome.kind === 'ok') return done()
  const { refusal } = outcome
  if (refusal.kind === 'unknown-delivery') return refused('This reply is not known here. Nothing changed.')
  return refused(`The reply is ${STATES[refusal.state] ?? refusal.state}. Your click changed nothing.`)
}

type Act = (
  deps: RepliesDeps,
  actor: Parameters<typeof withdraw>[1],
  on: Parameters<typeof withdraw>[2],
) => Promise<DeliveryOutcome>

/** Every button of a reply that was approved. */
export function replyActions(deps: RepliesDeps): ActionDefinition[] {
  const does = (name: string, act: Act): ActionDefinition =>
    defineAction({
      name,
      mode: 'does',
      least: 'chatter',
      run: async ({ actor, subject, version }) => answerOf(await act(deps, actor, { deliveryId: subject, version })),
    })
  return [
    does('undo', withdraw),
    does('withdraw', withdraw),
    does('mark-as-sent', markAsSent),
    does('try-again', tryAgain),
    does('send-by-hand', sendByHand),
  ]
}
