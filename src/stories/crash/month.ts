import { aDraft, aFlow } from '../../automations/fixtures.ts'
import { bySystem } from '../../facts/index.ts'
import type { EventInput } from '../../inbox/index.ts'
import { newId } from '../../kernel/ids.ts'
import { OFFICIAL } from './furnish.ts'
import type { AtMoment } from './moments.ts'
import { openOutside } from './outside.ts'
import { openWorld, START, type World } from './world.ts'

type Steps = ReturnType<typeof aFlow>['steps']
type Config = Extract<Steps[number], { type: 'action' }>['config']

export const FANS = 60
const DAYS = 30
const TICK_MS = 86_400_000
const EVENTS_A_TICK = 4

const begin = (config: Extract<Steps[number], { type: 'trigger' }>['config']): Steps[number] => ({
  ...{ id: 'begin', type: 'trigger', name: 'Begin' },
  config,
})
const act = (id: string, config: Config): Steps[number] => ({ id, type: 'action', name: id, config })
const wait = (id: string, hours: number): Steps[number] => act(id, { do: 'wait', minutes: hours * 60 })
const tag = (name: string): Steps[number] => act(`tag-${name}`, { do: 'add_tag', tag: name })

/** Every kind of beginning that these events have, waits of all lengths, cards, tags that begin others, and exits. */
const FLOWS: Record<string, Steps> = {
  Thanks: [
    begin({ on: 'purchase_completed' }),
    tag('bought'),
    act('pause', { do: 'wait', minutes: 2_880, for: 'answer' }),
    act('say', aDraft({ purpose: 'follow-up' })),
  ],
  Quiet: [begin({ on: 'fan_inactive', days: 5 }), act('say', aDraft()), wait('day', 24), tag('quiet')],
  Unsold: [begin({ on: 'fan_inactive', days: 6, without: 'purchase' }), wait('hours', 30), tag('unsold')],
  Tagged: [begin({ on: 'tag_added', tag: 'bought' }), wait('hours', 30), act('tell', { do: 'notify', text: 'Bought' })],
  Monday: [begin({ on: 'schedule', minuteOfDay: 720, weekdays: [1] }), act('off', { do: 'remove_tag', tag: 'quiet' })],
  Wrote: [begin({ on: 'message_received' }), act('evening', { do: 'wait', untilHour: 18 }), tag('wrote')],
}

/** The same agency with six flows running. */
export async function furnishFlows(url: string): Promise<void> {
  const world = await openWorld(url, 0)
  const { app, clock, furnished } = world
  for (const [n, [name, steps]] of Object.entries(FLOWS).entries()) {
    // Nobody is capped: fans have other ids in every database, and who comes first goes by them.
    const caps = { entriesPerDay: 100_000, fanEveryDays: n % 2 }
    const stopWhen = name === 'Wrote' ? ['purchase_completed' as const] : []
    const flow = aFlow({ id: newId(clock), name, steps, caps, stopWhen, priority: n })
    await app.ground.database.transaction('furnish-flow', async (sql) => {
      await app.automations.save(sql, furnished.agencyId, flow, bySystem('test'), null)
      await app.automations.setStatus(sql, furnished.agencyId, flow.id, 'active', bySystem('test'))
    })
  }
  await world.stop()
}

/** What happens in a tick, which is a day: each fan at most once, the same in every run. */
function eventsOf(tick: number): EventInput[] {
  return Array.from({ length: EVENTS_A_TICK }, (_, n): EventInput => {
    const fan = `fan-${(tick * 17 + n * 29) % FANS}`
    const id = `${tick}-${n}`
    const about = { id, account: OFFICIAL, fan: { id: fan, name: fan }, at: timeOf(tick).toISOString() }
    if (n === 3) return { ...about, type: 'message.received', message: { id: `m-${id}`, text: 'hello you' } }
    return { ...about, type: 'purchase', purchase: { id: `p-${id}`, kind: 'ppv', amountMinor: 900, currency: 'USD' } }
  })
}

const timeOf = (tick: number): Date => new Date(START.getTime() + tick * TICK_MS)
const begun = (tick: number): string => `tick ${tick} begins`

/** Opens run number `run` in the tick in which the run before it died: time never goes back. */
async function openMonth(url: string, run: number, at?: AtMoment): Promise<{ world: World; tick: number }> {
  const outside = openOutside(url)
  const ticks = (await outside.requests()).flatMap((name) => /^tick (\d+) begins$/.exec(name)?.[1] ?? []).map(Number)
  await outside.close()
  const tick = Math.max(0, ...ticks)
  return { world: await openWorld(url, run, at, timeOf(tick)), tick }
}

/** A month to its end, or to the death that `at` brings. */
export async function playMonth(url: string, run: number, at?: AtMoment): Promise<void> {
  const { world, tick: first } = await openMonth(url, run, at)
  const { outside, pass, tell, minute, clock } = world
  for (let tick = first; tick < DAYS; tick += 1) {
    if (!(await outside.request(begun(tick)))) await outside.keepRequest(begun(tick), '')
    // What is due first, then what happens, then the minute's: so that both months go the same way.
    await pass(timeOf(tick).getTime() - clock.now().getTime())
    await tell(`tick ${tick}`, async () => eventsOf(tick))
    await minute()
    await pass(0)
  }
  await world.stop()
}

/** What a month came to, without ids: runs with every step they took, tags, cards asked for and notices. */
export async function stateOf(url: string): Promise<Record<'runs' | 'tags' | 'cards' | 'notices', string[]>> {
  const { database, close } = openOutside(url)
  const lines = async (sql: string) => (await database.query<{ line: string }>(sql)).map(({ line }) => line)
  const run = `flows w JOIN flow_runs r ON r.agency_id = w.agency_id AND r.flow_id = w.id
    JOIN fans f ON f.agency_id = r.agency_id AND f.id = r.fan_id`
  const state = {
    runs: await lines(
      `SELECT concat_ws(' ', w.name, f.external_id, r.entered_at, r.status, r.outcome, r.due_at, r.state->>'visits',
         (SELECT string_agg(s.visits || ':' || s.status || ':' || array_to_string(s.executed, '+'), ' ' ORDER BY s.visits)
          FROM flow_steps s WHERE s.agency_id = r.agency_id AND s.run_id = r.id)) AS line FROM ${run} ORDER BY 1`,
    ),
    tags: await lines(`SELECT external_id || ' ' || array_to_string(tags, ',') AS line FROM fans ORDER BY 1`),
    cards: await lines(
      `SELECT concat_ws(' ', f.external_id, a.purpose, a.asked_at) AS line FROM approaches a
       JOIN fans f ON f.agency_id = a.agency_id AND f.id = a.fan_id ORDER BY 1`,
    ),
    notices: await lines(
      `SELECT f.external_id || ' ' || x.at AS line FROM facts x JOIN fans f ON f.id::text = x.data->>'fanId'
       WHERE x.name = 'flow.notified' ORDER BY 1`,
    ),
  }
  await close()
  return state
}
