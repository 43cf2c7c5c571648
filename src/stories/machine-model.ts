import { type Answer, actionId } from '../desk/index.ts'
import { afterEvent, DRAFT_STATES, type DraftEvent, type DraftState } from '../drafting/draft.ts'
import { afterDeliveryEvent, DELIVERY_STATES, type DeliveryEvent, type DeliveryState } from '../replies/delivery.ts'
import type { ScriptedPlatform, ScriptedWriter } from './fakes.ts'
import type { Spoken, StoryHouse } from './house.ts'

/** What a conversation's newest card and delivery must be, by our own small account of the rules. */
export interface Model {
  draft: DraftState | 'none'
  escalated: boolean
  /** Escalated by an operator, not by a rule. */
  byHand: boolean
  hasText: boolean
  delivery: DeliveryState | 'none'
  /** The fan wrote something that no card has answered or taken up; `reach`: it must reach a manager. */
  newer: 'nothing' | 'plain' | 'reach'
  /** Something in the unanswered turn must reach a manager, and none has released it. */
  reach: boolean
  frozen: boolean
  /** The card is there because somebody asked for it, not the fan. */
  approach: boolean
  away: boolean
  /** The account has no official way to send. */
  hand: boolean
}

/** One conversation on the real use cases, and every state that its rows were ever seen in. */
export class Real {
  readonly fan: string
  readonly house: StoryHouse
  readonly platform: ScriptedPlatform
  readonly writer: ScriptedWriter
  #messages = 0
  #seen = new Map<string, { state: string; version: number }>()
  readonly coverage: Coverage
  readonly account: string

  constructor(
    house: StoryHouse,
    platform: ScriptedPlatform,
    writer: ScriptedWriter,
    fan: string,
    coverage: Coverage,
    account: string,
  ) {
    this.house = house
    this.platform = platform
    this.writer = writer
    this.fan = fan
    this.coverage = coverage
    this.account = account
  }

  async say(spoken: Spoken): Promise<void> {
    this.house.clock.advance(5) // so that the order of rows is the order of what happened
    await this.house.post([this.house.event(this.fan, { account: this.account, ...spoken })])
    await this.house.leap(0)
  }

  /** The fan writes and goes quiet. */
  async write(text: string): Promise<void> {
    await this.say({ type: 'message.received', message: { id: `${this.fan}-${++this.#messages}`, text } })
    await this.house.leap(4_500)
  }

  /** A flow asks for a draft. */
  async approach(): Promise<void> {
    const { app, agencyId, clock } = this.house
    const { database } = app.ground
    const [fan] = await database.query<{ id: string }>('SELECT id FROM fans WHERE external_id = $1', [this.fan])
    this.house.clock.advance(5)
    const key = `${this.fan} ${++this.#messages}`
    const until = new Date(clock.now().getTime() + 86_400_000)
    const wanted = { agencyId, fanId: fan?.id ?? '', key, cause: { kind: 'flow' as const, id: key }, until }
    const say = { template: null, purpose: 'upsell' as const }
    await database.transaction('ask', (sql) =>
      app.drafting.askApproach(sql, { ...wanted, say, assetId: null, offerId: null }),
    )
    await this.house.leap(0)
  }

  sent(text: string, delivery?: string): Promise<void> {
    const message = { id: `${this.fan}-out-${++this.#messages}`, text }
    return this.say({ type: 'message.sent', message, ...(delivery && { delivery }) })
  }

  async press(
    action: string,
    filled: Record<string, string> | null,
    who: 'manager' | 'chatter' = 'manager',
  ): Promise<Answer> {
    const { draft, delivery } = await this.house.lastOf(this.fan)
    const on = DELIVERY_ACTIONS.includes(action) ? delivery : draft
    if (!on) throw new Error(`nothing to ${action}`)
    this.house.clock.advance(5)
    const answer = await this.house.press(this.house.operators[who], actionId(action, on.id, on.version), filled)
    await this.look()
    await this.house.leap(0)
    return answer
  }

  /** Reads every card and delivery of the fan, and checks that each moved along its machine since the last look. */
  async look(): Promise<void> {
    const rows = await this.house.app.ground.database.query<{
      kind: 'draft' | 'delivery'
      id: string
      state: string
      version: number
    }>(
      `SELECT 'draft' AS kind, d.id::text, d.state, d.version FROM drafts d JOIN fans f ON f.agency_id = d.agency_id AND f.id = d.fan_id
       WHERE f.external_id = $1 UNION ALL
       SELECT 'delivery', x.id::text, x.state, x.version FROM deliveries x JOIN conversations c ON c.agency_id = x.agency_id
         AND c.id = x.conversation_id JOIN fans f ON f.agency_id = c.agency_id AND f.id = c.fan_id WHERE f.external_id = $1`,
      [this.fan],
    )
    for (const { kind, id, state, version } of rows) {
      const before = this.#seen.get(id)
      this.#seen.set(id, { state, version })
      if (before?.version !== version) this.coverage.note(kind, before?.state ?? null, state)
    }
  }
}

const DELIVERY_ACTIONS = ['undo', 'withdraw', 'mark-as-sent', 'try-again', 'send-by-hand']
const DRAFT_EVENTS: DraftEvent[] = [
  'ask-redraft',
  'give-up-redraft',
  'change-price',
  'snooze',
  'wake',
  'ask-second',
  'send-back',
  'accept',
  'escalate',
  'release',
  'dismiss',
  'reopen',
  'supersede',
  'answer-elsewhere',
  'deliver',
  'withdraw',
  'stop',
]
const DELIVERY_EVENTS: DeliveryEvent[] = [
  'begin',
  'hand-to-person',
  'sent',
  'refused',
  'unknown',
  'withdraw',
  'stop',
  'try-again',
]

/** Every arrow `from>to` of a machine. */
function arrows<S extends string, E>(states: readonly S[], events: readonly E[], after: (s: S, e: E) => S | null) {
  return new Set(states.flatMap((s) => events.flatMap((e) => (after(s, e) ? [`${s}>${after(s, e)}`] : []))))
}
export const DRAFT_ARROWS = arrows<DraftState, DraftEvent>(DRAFT_STATES, DRAFT_EVENTS, afterEvent)
export const DELIVERY_ARROWS = arrows<DeliveryState, DeliveryEvent>(
  DELIVERY_STATES,
  DELIVERY_EVENTS,
  afterDeliveryEvent,
)

/** Which states and arrows the runs have been through. A look may miss a state in between, so a way of arrows counts too. */
export class Coverage {
  readonly states = new Set<string>()
  readonly arrows = new Set<string>()

  note(kind: 'draft' | 'delivery', before: string | null, now: string): void {
    this.states.add(`${kind} ${now}`)
    if (before === null) return
    const all = kind === 'draft' ? DRAFT_ARROWS : DELIVERY_ARROWS
    if (!reachable(all, before, now)) throw new Error(`a ${kind} went from ${before} to ${now}`)
    if (all.has(`${before}>${now}`)) this.arrows.add(`${kind} ${before}>${now}`)
  }
}

function reachable(all: ReadonlySet<string>, from: string, to: string): boolean {
  const seen = new Set([from])
  for (const at of seen) {
    for (const arrow of all) {
      const [start = '', end = ''] = arrow.split('>')
      if (start === at) seen.add(end)
    }
  }
  return seen.has(to)
}
