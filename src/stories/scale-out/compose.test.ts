import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { Settings } from '../../config.ts'

const root = (path: string): string => readFileSync(fileURLToPath(new URL(`../../../${path}`, import.meta.url)), 'utf8')

const seconds = z.string().regex(/^\d+s$/)
const pinned = z.string().regex(/^[a-z/-]+:\d+\.\d+(\.\d+)?(-[a-z-]+)?$/, { error: 'an image with an exact version' })
const healthcheck = z.strictObject({
  test: z.tuple([z.literal('CMD')], z.string()),
  interval: seconds,
  timeout: seconds,
  start_period: seconds.optional(),
  retries: z.int(),
})
const service = {
  restart: z.literal('unless-stopped'),
  stop_grace_period: seconds.optional(),
  healthcheck,
  environment: z.record(z.string(), z.string()).optional(),
}
const ours = z.strictObject({
  ...service,
  image: z.literal('huntaze-desk'),
  build: z.strictObject({ context: z.literal('.'), dockerfile_inline: z.string() }),
  init: z.literal(true),
  network_mode: z.literal('host').optional(),
  environment: z.record(z.string(), z.string()),
  depends_on: z.record(z.string(), z.strictObject({ condition: z.literal('service_healthy') })),
})
const bought = z.strictObject({
  ...service,
  image: pinned,
  command: z.array(z.string()).optional(),
  ports: z.array(z.string().regex(/^127\.0\.0\.1:\d+:\d+$/, { error: 'reachable from this machine only' })),
  volumes: z.array(z.string()),
})
/** As far as the Compose Specification concerns this file: no key that it doesn't know, every value of its type. */
const Compose = z.strictObject({
  name: z.string(),
  'x-desk': z.unknown(),
  'x-outside': z.record(z.string(), z.string()),
  services: z.strictObject({ door: ours, workers: ours, postgres: bought, redis: bought }),
  volumes: z.record(z.string(), z.null()),
})

describe('docker-compose.yml', () => {
  const compose = Compose.parse(parse(root('docker-compose.yml'), { merge: true }))
  const { door, workers, postgres, redis } = compose.services

  it('gives each process settings that the program knows, and the role it is named after', () => {
    for (const [role, { environment }] of Object.entries({ door, workers })) {
      expect(Object.keys(environment).filter((name) => !(name in Settings.shape))).toEqual([])
      expect(Settings.shape.ROLE.parse(environment.ROLE)).toBe(role)
      expect(environment).toHaveProperty('DATABASE_URL')
      expect(environment).toHaveProperty('REDIS_URL')
      const outside = Object.keys(Settings.shape).filter((name) =>
        /^(SLACK_(?!API_)|DISCORD_|PUBLIC_|COMMAND_|MODEL_)/.test(name),
      )
      expect(Object.keys(environment)).toEqual(expect.arrayContaining(outside))
    }
  })

  it('waits only for services that are there, and keeps data only in volumes that are declared', () => {
    for (const { depends_on } of [door, workers])
      expect(Object.keys(depends_on).filter((name) => !(name in compose.services))).toEqual([])
    const named = [...postgres.volumes, ...redis.volumes].map((volume) => volume.split(':')[0])
    expect(named.toSorted()).toEqual(Object.keys(compose.volumes).toSorted())
  })

  it('runs Redis without eviction and with its log of appends', () => {
    expect(redis.command?.join(' ')).toContain('--maxmemory-policy noeviction')
    expect(redis.command?.join(' ')).toContain('--appendonly yes')
  })

  it('makes one image, whose program is what npm start runs', () => {
    expect(door.build).toEqual(workers.build)
    const command = /^CMD (.*)$/m.exec(door.build.dockerfile_inline)?.[1] ?? '[]'
    const scripts = (JSON.parse(root('package.json')) as { scripts: { start: string } }).scripts
    expect(`exec ${(JSON.parse(command) as string[]).join(' ')}`).toBe(scripts.start)
    expect(door.build.dockerfile_inline).toMatch(/^FROM node:20\.\d+\.\d+-/)
  })

  it('copies into it what the program imports', () => {
    const copied = [...door.build.dockerfile_inline.matchAll(/^COPY (\S+) /gm)].map(([, from]) => from)
    expect(copied).toEqual(expect.arrayContaining(['src', 'adapters', 'jobs', 'prisma', 'package.json']))
  })
})
