import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { createBullmqCarrier } from './bullmq.ts'
import { carried, carrierCases, type OpenCarrier } from './carrier.conformance.ts'
import { connectRedis, type RedisServer } from './redis.ts'
import { type TestRedis, testRedis } from './redis-server.fixtures.ts'

const log = { warn() {}, error() {} }
let redis: TestRedis
let server: RedisServer
beforeAll(async () => {
  redis = await testRedis()
  server = await connectRedis(redis.url, log)
})
afterEach(async () => void (await server.redis.flushall().catch(() => {})))
afterAll(async () => {
  await server.close()
  await redis.remove()
})

const open = (): OpenCarrier => (worker, onFree, concurrency) =>
  createBullmqCarrier({ server, concurrency, worker, onFree, log })

carrierCases('the carrier on BullMQ', open)

describe('a Redis that fails', () => {
  const world = carried(open)

  it('may lose everything in the middle: every effect is there once', async () => {
    let begun = 0
    let release: () => void = () => {}
    const gate = new Promise<void>((resolve) => {
      release = resolve
    })
    await world.owe(40)
    world.begin({
      'a-task': async (run) => {
        begun += 1
        await gate
        await world.effect(run)
      },
    })
    await vi.waitFor(async () => {
      expect(begun).toBe(3)
      expect(await server.queue.getWaitingCount()).toBeGreaterThan(0)
    })
    await server.redis.flushall()
    release()
    await vi.waitFor(async () => expect((await world.effects()).length).toBeGreaterThanOrEqual(3))
    await world.expireLeases()
    world.begin({ 'a-task': world.effect })
    await world.until('done', 40)
    expect(new Set(await world.effects()).size).toBe(40)
  })

  it('may go away and come back: tasks wait in the database and are done once', async () => {
    const loop = world.begin({ 'a-task': world.effect })
    await redis.kill()
    await world.owe(10)
    loop.wake(null)
    await vi.waitFor(async () => {
      const rows = await world.g.database.query<{ n: number }>("SELECT count(*) AS n FROM tasks WHERE state = 'due'")
      expect(rows[0]?.n).toBe(10)
    })
    await redis.start()
    await world.until('done', 10)
    expect(await world.effects()).toHaveLength(10)
  })

  it('is called away when it goes, and not when we hang up', async () => {
    const lines: string[] = []
    const heard = { warn: (_fields: object, line: string) => void lines.push(line), error() {} }
    const ours = await connectRedis(redis.url, heard)
    await ours.close()
    const theirs = await connectRedis(redis.url, heard)
    await redis.kill()
    await vi.waitFor(() => expect(lines).toEqual(['Redis is away: tasks wait in the database']))
    await theirs.close()
    await redis.start()
  })

  it('is refused at the start with what to do, and without its password', async () => {
    const refused = connectRedis('redis://:secret@127.0.0.1:1', log)
    await expect(refused).rejects.toMatchObject({
      whatHappened: expect.stringContaining('REDIS_URL: Redis at 127.0.0.1:1 can'),
      whatToDo: expect.stringContaining('correct REDIS_URL'),
    })
    await expect(refused).rejects.not.toMatchObject({ whatHappened: expect.stringContaining('secret') })
  })
})
