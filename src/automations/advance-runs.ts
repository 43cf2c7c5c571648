import type { Sql } from '../database/sql.ts'
import { type ReactionInput, type TaskRun, takeOver } from '../facts/index.ts'
import { Failure } from '../kernel/failure.ts'
import type { Crowd } from './crowd.ts'
import { eventOf } from './fan-event.ts'
import { lockFlows } from './flow-store.ts'
import { dueTask, type Playing, playEvents, zonesOf } from './play-events.ts'
import { dueRuns } from './run-store.ts'

/** What one transaction takes on: more would hold the agency's flows for too long. */
const RUNS_MAX = 500
const FACTS_MAX = 500

/** The task of a minute: every run of the agency that is due goes on. */
export async function advanceRuns(deps: Playing, { task, commit }: TaskRun): Promise<void> {
  const { agencyId } = task
  const zones = await zonesOf(deps, agencyId)
  await twice((careful) =>
    commit('advance-runs', async (sql) => {
      await lockFlows(sql, agencyId)
      const due = await dueRuns(sql, agencyId, deps.ground.clock.now(), RUNS_MAX)
      const batch = { events: [], due: due.map(({ id }) => id), fanIds: due.map(({ fanId }) => fanId) }
      await playEvents(deps, sql, agencyId, zones, batch, careful)
      if (due.length === RUNS_MAX) await deps.ground.facts.owe(sql, [dueTask(agencyId, deps.ground.clock.now())])
    }),
  )
}

export const FOLLOW_FACT = 'follow-fact'

/**
 * Reaction to whatever flows hear of: tells the fan's runs and begins new ones. Others of the agency that are due are done
 * with it, so that ten thousand purchases are a few batches.
 */
export async function followFacts(deps: Playing, crowd: Crowd, run: TaskRun): Promise<void> {
  const { agencyId, id, name } = run.task
  await crowd.inTurn(agencyId, async () => {
    if (crowd.wasTaken(agencyId, id)) throw new Failure('lease_lost', `task ${name} ${id}: done with another`)
    crowd.take(agencyId, await followCrowd(deps, run))
  })
}

/** Answers whose tasks were done with this one. */
async function followCrowd(deps: Playing, { task, commit }: TaskRun): Promise<number[]> {
  const { agencyId } = task
  const zones = await zonesOf(deps, agencyId)
  let along: number[] = []
  await twice((careful) =>
    commit('follow-facts', async (sql) => {
      await lockFlows(sql, agencyId)
      const taken = await takeOver(sql, task, deps.ground.clock.now(), FACTS_MAX)
      along = taken.map(({ id }) => id)
      const all = [{ id: task.id, input: task.input }, ...taken].sort((a, b) => a.id - b.id)
      const inputs = all.map(({ input }) => input)
      await follow(deps, sql, agencyId, zones, inputs, careful)
    }),
  )
  return along
}

async function follow(
  deps: Playing,
  sql: Sql,
  agencyId: string,
  zones: Awaited<ReturnType<typeof zonesOf>>,
  inputs: readonly ReactionInput[],
  careful: boolean,
): Promise<void> {
  const events = inputs.map((input) => eventOf(input, deps.ground.clock.now())).filter((event) => event !== null)
  await playEvents(deps, sql, agencyId, zones, { events, due: [], fanIds: events.map(({ fanId }) => fanId) }, careful)
}

/** At once where nothing fails; else again with care. An outage is tried again by the task, later. */
async function twice(work: (careful: boolean) => Promise<void>): Promise<void> {
  try {
    await work(false)
  } catch (error) {
    if (error instanceof Failure) throw error
    await work(true)
  }
}
