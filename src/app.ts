import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import { createDoor, createHealth, type Metrics } from '../adapters/http/index.ts'
import {
  createChanges,
  createDesk,
  createSimulator,
  createSource,
  createWebDesk,
  QUEUES_PATH,
} from '../adapters/web/index.ts'
import { createBell } from '../jobs/bell.ts'
import type { ClaimLoop } from '../jobs/claim-loop.ts'
import { createDashboard } from '../jobs/dashboard.ts'
import { everyMinute } from '../jobs/handlers.ts'
import { createLoop, type LoopOptions } from '../jobs/loop.ts'
import { createPace } from '../jobs/pace.ts'
import { reactionTable } from '../jobs/reactions.ts'
import type { RedisServer } from '../jobs/redis.ts'
import { startMinuteTick } from '../jobs/schedule.ts'
import { tellAfterCommit } from './after-commit.ts'
import { apiOfDoor } from './api-of-door.ts'
import { actionsOf, buildHouse, commandsOf, type House, type HouseDeps } from './build-house.ts'
import type { Config } from './config.ts'
import { connectDesks, type DeskConnection } from './connect-desks.ts'
import type { Database } from './database/pool.ts'
import { type CommandDefinition, cardsFor, createGate, type Desk, deadTasksCard, type Gate } from './desk/index.ts'
import { createFacts, type Ground } from './facts/index.ts'
import type { Clock } from './kernel/clock.ts'
import type { Tracer } from './kernel/trace.ts'
import { scoresOfDoor } from './scores-of-door.ts'
import { simulatorSource } from './simulator-source.ts'
import { createWatch } from './watch.ts'

export type { House } from './build-house.ts'

/** What the outside hands in: everything that leaves the process, and time. */
export interface AppDeps extends HouseDeps {
  database: Database
  clock: Clock
  config: Pick<Config, 'TURN_QUIET_MS' | 'TURN_LONGEST_MS' | 'WORKER_CONCURRENCY' | 'DOOR_EVENTS_PER_MINUTE'> &
    Partial<Pick<Config, 'COMMAND_PREFIX'>>
  /** What this process does once it is started; default everything. */
  role?: Config['ROLE']
  /** Carries tasks between processes; without it they are carried in this one. */
  redis?: RedisServer
  /** Desks beside the web desk. */
  desks?: readonly Desk[]
  /** Desks beside the web desk that people also press and type on. */
  connections?: readonly DeskConnection[]
  metrics: Metrics
  tracer?: Tracer
  log: FastifyBaseLogger
}

export interface App extends House {
  door: FastifyInstance
  /** In a process without a door: says that it lives. */
  health: FastifyInstance
  web: FastifyInstance
  loop: ClaimLoop
  gate: Gate
  /** Every command that is there, as declared: for those who register them elsewhere. */
  commands: readonly CommandDefinition[]
  /** Starts workers, the minute's tick and live updates. The servers listen where `main.ts` lets them. */
  start(): Promise<void>
  /** Drains requests, ends or gives back tasks, then lets go of everything but the database. */
  stop(): Promise<void>
}

/** The only wiring: slices, desks, door and workers on one database. Nothing runs or listens until `start`. */
export function buildApp(deps: AppDeps): App {
  const { clock, config, log, role = 'everything' } = deps
  const reactions = reactionTable({ quietMs: config.TURN_QUIET_MS, longestMs: config.TURN_LONGEST_MS })
  const facts = createFacts({ clock, reactions })
  let wake: ClaimLoop['wake'] = () => {}
  const watch = createWatch(deps)
  const database = tellAfterCommit(deps.database, facts, { wake: (dueAt) => wake(dueAt), saw: watch.saw })
  const ground: Ground = { database, clock, facts }

  const changes = createChanges(database, (error) => log.warn({ err: error }, 'announcing a change failed'))
  const { connections = [] } = deps
  const house = buildHouse(ground, deps, desksOf(deps, changes.announce), () => wake(null))
  const onEnd: LoopOptions['onEnd'] = (end) => {
    deps.metrics.onTask(end)
    watch.ended(end)
  }
  const carriedBy = { redis: role === 'door' ? undefined : deps.redis, concurrency: config.WORKER_CONCURRENCY }
  const loop = createLoop(ground, house, { ...carriedBy, onEnd, log })
  const bell = createBell(database)
  // What is owed later is found by the workers, who look every second.
  const ring: ClaimLoop['wake'] = (dueAt) => (dueAt === null || dueAt <= clock.now() ? bell.ring() : undefined)
  wake = role === 'door' ? ring : loop.wake

  const commands = commandsOf(house, connections, () => wake(null))
  const cardFor = cardsFor(actionsOf(house))
  const gate = gateOf(house, commands, config.COMMAND_PREFIX)
  const door = doorOf(house, deps, database)
  const surroundings = { ...house, gate, commands, database, waiting: house.replies.waiting, log }
  const elsewhere = connectDesks(connections, surroundings, role === 'workers' ? null : door)
  const health = createHealth({ ping: () => database.ping(), metrics: deps.metrics, logger: log })
  const sourceOf = simulatorSource(house)
  const { server: web } = createWebDesk(
    {
      ...{ ...createSource({ sql: database, ...house, clock }), reports: house.figures.forDesk },
      gate,
      changes: changes.changes,
      health: house.replies.status,
      today: async (agencyId, role) => (await house.digests.recent(agencyId, role)).map((card) => cardFor(card, role)),
      deadTasks: (agencyId) => deadTasksCard(database, agencyId),
      commands: commands.map(({ group, name, summary, least, except = [] }) => ({
        ...{ line: `/${group} ${name}`, summary, least, except },
      })),
      simulator: createSimulator({ sql: database, clock, sourceOf, ...house }),
      now: () => clock.now(),
      ...(deps.redis && { queues: createDashboard(deps.redis, QUEUES_PATH) }),
    },
    { logger: log },
  )
  let tick: ReturnType<typeof startMinuteTick> | null = null
  let unlisten: (() => Promise<void>) | null = null
  return {
    ...house,
    door,
    health,
    web,
    loop,
    gate,
    commands,
    async start() {
      await changes.start()
      await elsewhere.start()
      if (role === 'door') return
      unlisten = await bell.listen(() => loop.wake(null))
      loop.start()
      tick = startMinuteTick(
        () => everyMinute(house),
        (error) => log.warn({ err: error }, 'the minute tick failed'),
      )
    },
    async stop() {
      await Promise.all([door.close(), health.close(), web.close()])
      await elsewhere.stop()
      await tick?.stop()
      await unlisten?.()
      await loop.stop()
      await changes.stop()
      await deps.tracer?.close()
    },
  }
}

const gateOf = (house: House, commands: readonly CommandDefinition[], prefix = ''): Gate => {
  const { agencies, replies } = house
  return createGate({
    whoIs: agencies.whoIs,
    actions: actionsOf(house),
    commands,
    prefix,
    messageOf: replies.messageOf,
  })
}

function doorOf(house: House, { clock, config, metrics, redis, log }: AppDeps, database: Database): FastifyInstance {
  return createDoor({
    openSource: house.platforms.openSource,
    receive: house.inbox.receive,
    imports: house.imports,
    scores: scoresOfDoor(house),
    api: apiOfDoor(house),
    now: () => clock.now(),
    ping: () => database.ping(),
    pace: createPace('door', { points: config.DOOR_EVENTS_PER_MINUTE, seconds: 60 }, redis?.redis ?? null),
    metrics,
    logger: log,
  })
}

const desksOf = ({ desks = [], connections = [] }: AppDeps, announce: Parameters<typeof createDesk>[0]): Desk[] => [
  createDesk(announce),
  ...desks,
  ...connections.map(({ desk }) => desk),
]
