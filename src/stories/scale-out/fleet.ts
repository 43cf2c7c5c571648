import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type TestRedis, testRedis } from '../../../jobs/redis-server.fixtures.ts'
import { scratchFolder } from '../../database/testing/scratch.ts'
import { testDatabase } from '../../database/testing/test-database.ts'
import { newKeyRingText } from '../../vault/index.ts'
import { makeBundle } from '../bundle.ts'
import { killAll, type Program, startProgram } from '../lifecycle/program.ts'
import { addAgency, type Source } from '../lifecycle/visitor.ts'

type Role = 'door' | 'workers'

/** One process of the fleet, started again whenever it was killed. */
interface Member {
  role: Role
  program: Program
  /** Null until it serves. */
  at: string | null
}

/** The same program as several processes on one database and one Redis, as `docker-compose.yml` has them. */
export interface Fleet {
  redis: TestRedis
  source: Source
  database: Awaited<ReturnType<typeof testDatabase>>['database']
  url: string
  /** Doors that serve now. */
  doors(): string[]
  /** Kills the n-th process with -9, and starts it again at once. */
  kill(n: number): Promise<void>
  size: number
  /** Ends all of them as a supervisor would, and says how each ended. */
  stop(): Promise<string[]>
  remove(): Promise<void>
}

export async function startFleet(roles: readonly Role[]): Promise<Fleet> {
  const [scratch, own, redis, bundle] = await Promise.all([
    scratchFolder(),
    testDatabase({ max: 4 }),
    testRedis(),
    makeBundle('main', fileURLToPath(new URL('../../main.ts', import.meta.url))),
  ])
  const dataDir = join(scratch.path, 'data')
  await mkdir(dataDir)
  const KEY_RING = newKeyRingText()
  const settings = { DATABASE_URL: own.url, REDIS_URL: redis.url, KEY_RING, DATABASE_POOL: '8', LOG_LEVEL: 'warn' }
  const source = await addAgency({ dataDir, databaseUrl: own.url, keyRing: KEY_RING })

  function begin(role: Role): Member {
    const program = startProgram({ dataDir, bundle: bundle.file, settings: { ...settings, ROLE: role } })
    const member: Member = { role, program, at: null }
    program.ready().then(
      ({ door }) => {
        member.at = door
      },
      () => {},
    )
    return member
  }

  const members = roles.map(begin)
  await Promise.all(members.map(({ program }) => program.ready()))
  return {
    redis,
    source,
    database: own.database,
    url: own.url,
    size: members.length,
    doors: () => members.flatMap(({ role, at }) => (role === 'door' && at !== null ? [at] : [])),
    async kill(n) {
      const member = members[n]
      if (!member) return
      await member.program.end('SIGKILL')
      members[n] = begin(member.role)
    },
    stop: () => Promise.all(members.map(({ program }) => program.end('SIGTERM'))),
    async remove() {
      await killAll([])
      await redis.remove()
      await own.drop()
      await bundle.remove()
      await scratch.remove()
    },
  }
}
