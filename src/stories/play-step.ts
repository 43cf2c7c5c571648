import type { ScriptedPlatform, ScriptedWriter } from './fakes.ts'
import { ACCOUNT, type Spoken, type StoryHouse } from './house.ts'
import { FANS, type Step } from './random-desk.ts'
import type { Witness } from './witness.ts'

/** The last fan of a run writes on an account without an official way to send. */
export const HAND_ACCOUNT = 'by-hand-account'

export interface Stage {
  house: StoryHouse
  platform: ScriptedPlatform
  writer: ScriptedWriter
  watch: Witness
  /** Begins the names of this run's fans: each run has its own. */
  run: string
  onRefused(): void
}

type Of<K extends Step['do']> = Extract<Step, { do: K }>
type Play<K extends Step['do']> = (stage: Stage, step: Of<K>) => Promise<void>

const ON_DELIVERY = ['undo', 'withdraw', 'mark-as-sent', 'try-again', 'send-by-hand']
let count = 0

async function say({ house, run }: Stage, fan: number, spoken: Spoken): Promise<void> {
  const account = fan === FANS - 1 ? HAND_ACCOUNT : ACCOUNT
  await house.post([house.event(`${run}-fan${fan}`, { account, ...spoken })])
  await house.leap(0)
}

const write: Play<'write'> = (stage, { fan, text }) =>
  say(stage, fan, { type: 'message.received', message: { id: `in-${stage.run}-${++count}`, text } })

const press: Play<'press'> = async ({ house, watch, run, onRefused }, step) => {
  const { draft, delivery } = await house.lastOf(`${run}-fan${step.fan}`)
  const seen = ON_DELIVERY.includes(step.action) ? delivery : draft
  if (!seen) return
  const id = step.stale === 3 && draft?.supersedesId ? draft.supersedesId : seen.id
  const on = { id, version: Math.max(0, seen.version - (step.stale % 3)) }
  const operator = Object.values(house.operators)[step.who] ?? ''
  const answer = await watch.press(operator, step.action, on, step.filled)
  if (answer.kind === 'refused' || (answer.kind === 'form' && answer.errors)) onRefused()
  await house.leap(0)
}

const report: Play<'report'> = async (stage, { fan, what }) => {
  const { delivery } = await stage.house.lastOf(`${stage.run}-fan${fan}`)
  const text = what === 'own words' || !delivery?.text ? 'sent from my phone' : delivery.text
  const named = what === 'strange id' ? stage.house.agencyId : what === 'delivery id' ? delivery?.id : undefined
  const message = { id: `out-${stage.run}-${++count}`, text }
  await say(stage, fan, { type: 'message.sent', message, ...(named && { delivery: named }) })
}

/** Somebody asks for a draft that no message asked for. */
const approach: Play<'approach'> = async ({ house, run }, { fan, sells, template }) => {
  const { app, agencyId, clock } = house
  const { database } = app.ground
  const [known] = await database.query<{ id: string }>('SELECT id FROM fans WHERE external_id = $1', [
    `${run}-fan${fan}`,
  ])
  if (!known) return
  const cause = { kind: 'flow' as const, id: `run ${++count}` }
  const say = { template, purpose: sells ? ('upsell' as const) : ('reactivation' as const) }
  const until = new Date(clock.now().getTime() + 3_600_000)
  const wanted = { agencyId, fanId: known.id, key: cause.id, cause, say, assetId: null, offerId: null, until }
  await database.transaction('ask', (sql) => app.drafting.askApproach(sql, wanted))
  await house.leap(0)
}

/** A worker died after its commit and before it could say so: a done task comes again. */
const repeatTask: Play<'repeat task'> = async ({ house }, { pick }) => {
  await house.app.ground.database.query(
    `UPDATE tasks SET state = 'due' WHERE (agency_id, id) IN (SELECT agency_id, id FROM (
       SELECT agency_id, id, row_number() OVER (ORDER BY id DESC) AS n FROM tasks t WHERE state = 'done'
         AND name <> 'draw-cards' AND NOT EXISTS (SELECT FROM tasks d WHERE d.agency_id = t.agency_id
         AND d.name = t.name AND d.key = t.key AND d.state = 'due')) x WHERE n = 1 + $1 % 12)`,
    [pick],
  )
  await house.leap(0)
}

const PLAYS: { [K in Step['do']]: Play<K> } = {
  write,
  press,
  report,
  approach,
  'repeat task': repeatTask,
  serve: async (stage, step) => {
    await write(stage, { ...step, do: 'write' })
    await stage.house.leap(5_000)
    await press(stage, { ...step, do: 'press', action: 'accept', filled: null, stale: 0 })
    stage.platform.next = [step.outcome]
    await stage.house.leap(11_000)
    stage.platform.next = []
  },
  buy: (stage, { fan, amountMinor, asset }) => {
    const bought = { id: `p-${++count}`, kind: 'ppv' as const, amountMinor, currency: 'USD' }
    return say(stage, fan, { type: 'purchase', purchase: asset ? { ...bought, asset: 'coast-2' } : bought })
  },
  delete: (stage, { fan }) =>
    say(stage, fan, { type: 'message.deleted', message: { id: `in-${stage.run}-${count - 2}` } }),
  pass: ({ house }, { ms }) => house.leap(ms),
  script: async ({ platform }, { outcome }) => void platform.next.push(outcome),
  writer: async ({ writer }, { away }) => {
    writer.away = away
  },
}

/** Does one step of a random sequence, with what there is at that moment. */
export function play<S extends Step>(stage: Stage, step: S): Promise<void> {
  return (PLAYS[step.do] as unknown as (stage: Stage, step: S) => Promise<void>)(stage, step)
}
