import type { App } from '../../src/app.ts'
import { type Answer, actionId, type Identity } from '../../src/desk/index.ts'
import type { Draft } from '../../src/drafting/index.ts'
import { Event, type EventInput } from '../../src/inbox/index.ts'
import type { ManualClock } from '../../src/kernel/clock.ts'
import { AGENCY, CREATORS, OPERATORS, type OperatorKey, type SampleCreator, SOURCE } from './people.ts'
import { countAnew } from './store.ts'
import type { Scene } from './today.ts'

const MINUTE_MS = 60_000
const MOST_REBUILDS = 20
/** Past the quiet time of a turn, and past the time for Undo. */
const TURN_MS = 6_000
const MOMENT_MS = 1_500
const UNDO_MS = 11_000

export interface Stage {
  app: App
  clock: ManualClock
  present: Date
  warn(fields: object, message: string): void
}

/**
 * Plays the scenes at their times. Each one looks first whether it was played before, so that the whole may be played again
 * after a kill. What a person is refused here is logged, not thrown: a sample must not keep a desk from starting.
 */
export async function play(stage: Stage, scenes: readonly Scene[], played: () => Promise<void>): Promise<void> {
  const fanIds = await fanIdsOf(stage.app)
  for (const [n, scene] of scenes.entries()) {
    const at = stage.present.getTime() - scene.minutesAgo * MINUTE_MS
    if (at > stage.clock.now().getTime()) stage.clock.set(new Date(at))
    const fanId = fanIds.get(`${scene.creator.id} ${scene.fan}`) ?? ''
    await playOne(stage, scene, fanId, n)
    await played()
  }
}

async function playOne(stage: Stage, scene: Scene, fanId: string, n: number): Promise<void> {
  const { app, clock } = stage
  switch (scene.kind) {
    case 'writes': {
      const events = scene.texts.map((text, m) =>
        eventOf(stage, scene, `${n}-${m}`, m * MOMENT_MS, {
          type: 'message.received',
          message: { id: `${scene.fan}-today-${n}-${m}`, text },
        }),
      )
      await receive(app, events)
      await app.loop.drain()
      clock.advance(TURN_MS)
      return app.loop.drain()
    }
    case 'buys': {
      const purchase = {
        id: `${scene.fan}-today-${n}`,
        kind: scene.purchase,
        amountMinor: scene.amountMinor,
        currency: scene.creator.currency,
        ...(scene.asset && { asset: scene.asset }),
      }
      await receive(app, [eventOf(stage, scene, `${n}`, 0, { type: 'purchase', purchase })])
      return app.loop.drain()
    }
    case 'presses': {
      const draft = await openDraft(app, fanId)
      if (!draft || !isDue(scene, draft)) return
      const answer = await press(app, scene.by, actionId(scene.action, draft.id, draft.version), scene.filled ?? null)
      tell(stage, scene, answer)
      await app.loop.drain()
      clock.advance(UNDO_MS)
      return app.loop.drain()
    }
    case 'sends': {
      // After a kill the hand-over may still be owed.
      await app.loop.drain()
      const draft = await openDraft(app, fanId)
      const delivery = draft && (await app.replies.deliveryOfDraft(app.ground.database, AGENCY.id, draft.id))
      if (delivery?.state !== 'by-hand' && delivery?.state !== 'unknown') return
      tell(stage, scene, await press(app, scene.by, actionId('mark-as-sent', delivery.id, delivery.version), null))
      return app.loop.drain()
    }
  }
}

/**
 * What every morning's look would find, found by a manager at once: whenever the first start is, the unusual day is told
 * under Today. The morning's schedule then tells it on the channels.
 */
export async function lookAtYesterday({ app, warn }: Pick<Stage, 'app' | 'warn'>): Promise<void> {
  await countAnew(app.ground.database)
  // The minute's tick, which rolls figures up, doesn't run in the past. While anybody writes elsewhere in the same server,
  // facts could still come before the newest, so figures don't count as whole.
  for (let tries = 0; tries < MOST_REBUILDS; tries += 1) {
    await app.figures.rebuild(AGENCY.id)
    if (await app.figures.areAt(AGENCY.id, app.ground.clock.now())) break
  }
  for (const { name } of CREATORS) {
    const answer = await app.gate.command(identityOf('lena'), `/digest look ${name}`)
    if (answer.kind !== 'panel') warn({ creator: name, answer }, 'the sample agency went another way')
  }
}

/** A press was made before when the card isn't as it was then. */
function isDue(scene: Extract<Scene, { kind: 'presses' }>, draft: Draft): boolean {
  if (draft.state !== 'open' || draft.outcome !== (scene.on ?? 'DRAFT')) return false
  if (scene.action === 'another-draft') return draft.attempt === 0
  return scene.action !== 'claim' || draft.claimedById === null
}

async function openDraft(app: App, fanId: string): Promise<Draft | null> {
  const drafts = await app.drafting.queue(app.ground.database, AGENCY.id, 1_000)
  return drafts.find((draft) => draft.fanId === fanId) ?? null
}

const identityOf = (by: OperatorKey): Identity => ({
  ...{ agencyId: AGENCY.id, desk: 'web', externalId: OPERATORS[by].id, verified: false },
})

const press = (app: App, by: OperatorKey, action: string, filled: Record<string, string> | null): Promise<Answer> =>
  app.gate.press(identityOf(by), action, filled)

function tell({ warn }: Stage, scene: Scene, answer: Answer): void {
  if (answer.kind !== 'done') warn({ fan: scene.fan, scene: scene.kind, answer }, 'the sample agency went another way')
}

function eventOf(
  { present }: Stage,
  { creator, fan, minutesAgo }: Scene,
  id: string,
  laterMs: number,
  what: Record<string, unknown>,
): Event {
  const at = new Date(present.getTime() - minutesAgo * MINUTE_MS + laterMs).toISOString()
  const head = { id: `${creator.account}-${fan}-today-${id}`, account: creator.account, fan: { id: fan }, at }
  return Event.parse({ ...head, ...what } as EventInput)
}

async function receive(app: App, events: Event[]): Promise<void> {
  await app.inbox.receive({ agencyId: AGENCY.id, sourceId: SOURCE.id, events })
}

async function fanIdsOf(app: App): Promise<Map<string, string>> {
  const of = async ({ id }: SampleCreator) =>
    (await app.fans.ofCreator(app.ground.database, AGENCY.id, id)).map(
      (fan) => [`${id} ${fan.externalId}`, fan.id] as const,
    )
  return new Map((await Promise.all(CREATORS.map(of))).flat())
}
