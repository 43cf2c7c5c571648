import type { Sql } from '../database/sql.ts'
import {
  type ActionDefinition,
  type Answer,
  type Card,
  type CardNode,
  defineAction,
  done,
  refused,
} from '../desk/index.ts'
import { detailsCard } from './details-card.ts'
import type { RepliesDeps } from './end-delivery.ts'
import { type DeliveryOutcome, markAsSent, sendByHand, tryAgain, withdraw } from './operate-delivery.ts'
import { deliveryOfDraft, readDelivery } from './store.ts'
import { words } from './words.ts'

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

type CardOf = (sql: Sql, agencyId: string, draftId: string) => Promise<Card | null>

/** Every button of a reply that was approved. */
export function replyActions(deps: RepliesDeps, cardOf: CardOf): ActionDefinition[] {
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
    // The link from a superseded card to the one that replaced it.
    defineAction({
      name: 'open-card',
      mode: 'asks',
      least: 'chatter',
      async run({ actor, subject }) {
        const card = await cardOf(deps.ground.database, actor.agencyId, subject)
        return card ? { kind: 'panel', card } : refused('This card is not known here. Nothing changed.')
      },
    }),
    defineAction({
      name: 'details',
      mode: 'asks',
      least: 'chatter',
      run: async ({ actor, subject }) => details(deps, actor.agencyId, subject),
    }),
    // The web desk copies by itself; elsewhere the text is shown alone, to be copied.
    defineAction({
      name: 'copy',
      mode: 'asks',
      least: 'chatter',
      async run({ actor, subject }) {
        const delivery = await readDelivery(deps.ground.database, actor.agencyId, subject)
        if (!delivery?.text) return refused('This reply is not known here. Nothing changed.')
        const body: CardNode[] = [{ kind: 'quote', by: 'reply', text: delivery.text }]
        return { kind: 'panel', card: { tone: 'info', title: 'Copy the reply', summary: 'a reply to copy', body } }
      },
    }),
  ]
}

async function details({ ground, approvals }: RepliesDeps, agencyId: string, draftId: string): Promise<Answer> {
  const sql = ground.database
  const view = await approvals.view(sql, agencyId, draftId)
  if (!view) return refused('This card is not known here. Nothing changed.')
  const delivery = await deliveryOfDraft(sql, agencyId, draftId)
  if (delivery?.state !== 'sent') return refused(words.details.notSent)
  const markedBy = delivery.settledById && (await approvals.operatorName(sql, agencyId, delivery.settledById))
  return { kind: 'panel', card: detailsCard(view, delivery, markedBy) }
}
