/**
 * What is generated from the declared commands: the manifests of Slack and Discord, and the reference page. Without
 * arguments it says what is stale; `--write` writes it.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { pino } from 'pino'
import { createMetrics } from '../adapters/http/index.ts'
import { createSlack, slackManifest } from '../adapters/slack/index.ts'
import { createPace } from '../jobs/pace.ts'
import { buildApp } from '../src/app.ts'
import { openDatabase } from '../src/database/pool.ts'
import { type CommandDefinition, commandsPage, discordCommands } from '../src/desk/index.ts'
import { systemClock } from '../src/kernel/clock.ts'
import { newKeyRingText, parseKeyRing } from '../src/vault/index.ts'

/** The commands as wired; nothing is connected to, since nothing is started. */
async function declared(): Promise<readonly CommandDefinition[]> {
  const log = pino({ level: 'silent' })
  const slack = createSlack({
    pace: createPace('slack', { points: 1, seconds: 1 }, null),
    clock: systemClock,
    log,
  })
  const app = buildApp({
    connections: [slack],
    database: openDatabase({ url: 'postgresql://nobody@127.0.0.1:1/nothing', max: 1 }),
    clock: systemClock,
    ring: parseKeyRing(newKeyRingText()),
    config: { TURN_QUIET_MS: 0, TURN_LONGEST_MS: 0, WORKER_CONCURRENCY: 1, DOOR_EVENTS_PER_MINUTE: 1 },
    platforms: [],
    metrics: createMetrics({ tasks: async () => ({ due: 0, overdue: 0, running: 0, dead: 0, oldestS: 0 }) }),
    log,
  })
  return app.commands
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`
const commands = await declared()
const files: Record<string, string> = {
  'manifests/slack.json': json(slackManifest(commands)),
  'manifests/discord.json': json(discordCommands(commands, '')),
  'docs/commands.md': commandsPage(commands),
}

const stale = Object.keys(files).filter((path) => !existsSync(path) || readFileSync(path, 'utf8') !== files[path])
if (process.argv.includes('--write')) {
  for (const path of stale) writeFileSync(path, files[path] ?? '')
  process.stdout.write(`manifests: ${stale.length === 0 ? 'nothing to write' : `wrote ${stale.join(', ')}`}\n`)
} else if (stale.length > 0) {
  process.stdout.write(`manifests: stale: ${stale.join(', ')}. Run npm run manifests -- --write\n`)
  process.exitCode = 1
} else process.stdout.write('manifests: fresh\n')
process.exit()
