/**
 * `npm run bench:desk`: what a click costs, acknowledged and accepted, beside a Fastify that only checks and parses, a bare
 * Bolt app and a bare discord.js client; and how many cards a minute reach fifty channels. See docs/performance.md.
 */
import { setTimeout as pause } from 'node:timers/promises'
import type { Database } from '../src/database/pool.ts'
import { actionId } from '../src/desk/index.ts'
import { CHANNELS, pressEvent, pressRequest } from './desk-requests.ts'
import { type DeskStubs, startDeskStubs, TOKEN } from './desk-stubs.ts'
import { closedLoop } from './load.ts'
import { figure, mustAddUp, Rounds, say, sayGoal, sayMachine } from './measure.ts'
import { messageRequest, type Sender } from './requests.ts'
import { type ScratchDatabase, scratchDatabase } from './scratch-database.ts'
import { type ServerProcess, startServer } from './server-process.ts'
import { drained } from './until.ts'

const QUICK = process.argv.includes('--quick')
/** `--cards` measures the cards alone. */
const ROUNDS = process.argv.includes('--cards') ? 0 : QUICK ? 3 : 5
const CLICKS = QUICK ? 1_000 : 4_000
/** Each needs a card of its own, which takes longer to make than to accept. */
const ACCEPTS = QUICK ? 100 : 500
const CONNECTIONS = 32
const FILL_SECONDS = QUICK ? 15 : 60
const signingSecret = 'a-signing-secret-of-benchmarks'
const STUCK_MS = 120_000

type Layer = 'verify' | 'bolt' | 'no-op' | 'accept' | 'discord.js' | 'accept on Discord'

interface Bench {
  scratch: ScratchDatabase
  stubs: DeskStubs
  /** The bare client's own Discord. */
  elsewhere: DeskStubs
  product: ServerProcess
  servers: { verify: ServerProcess; bolt: ServerProcess; discordJs: ServerProcess }
  agencyId: string
  sender: Sender
  rates: Rounds<Layer>
  cpu: Rounds<Layer | 'database of accept'>
  accepted: number
}

async function main(): Promise<void> {
  sayMachine()
  const scratch = await scratchDatabase()
  const stubs = await startDeskStubs()
  // Every client of one gateway hears of every click.
  const elsewhere = await startDeskStubs()
  try {
    await measure(scratch, stubs, elsewhere)
  } finally {
    await stubs.close()
    await elsewhere.close()
    await scratch.remove()
  }
}

async function measure(scratch: ScratchDatabase, stubs: DeskStubs, elsewhere: DeskStubs): Promise<void> {
  const { slackApi, discordApi } = stubs
  const product = await startServer('desk', { url: scratch.url, signingSecret, token: TOKEN, slackApi, discordApi })
  const furnished = await product.call<{ agencyId: string; source: Sender['source'] }>('furnish')
  await product.call('start')
  const servers = {
    verify: await startServer('verify', { signingSecret }),
    bolt: await startServer('bolt', { signingSecret }),
    discordJs: await startServer('discord-js', { token: TOKEN, api: elsewhere.discordApi }),
  }
  const sender = { source: furnished.source, account: 'quiet' }
  const figures = { rates: new Rounds<Layer>(), cpu: new Rounds<Layer | 'database of accept'>() }
  const bench: Bench = {
    scratch,
    stubs,
    elsewhere,
    product,
    servers,
    sender,
    agencyId: furnished.agencyId,
    accepted: 0,
    ...figures,
  }
  say(`${ROUNDS} rounds: ${CLICKS} clicks a reference, ${ACCEPTS} Accepts on each desk, ${CONNECTIONS} connections.`)
  for (let n = 0; ROUNDS > 0 && n <= ROUNDS; n += 1) {
    // The first one warms up.
    if (n === 1) Object.assign(bench, { rates: new Rounds<Layer>(), cpu: new Rounds<Layer>() })
    await round(bench, n)
  }
  await servers.discordJs.stop()
  const filled = await fill(bench)
  report(bench, filled)
  await addUp(bench)
  for (const server of [product, servers.verify, servers.bolt]) await server.stop()
}

async function round(bench: Bench, n: number): Promise<void> {
  const { product, servers, scratch } = bench
  const drafts = await openCards(bench, `r${n}`, 2 * ACCEPTS)
  await product.call('restWorkers')
  const unknown = (count: number, link = false) =>
    Array.from({ length: count }, (_, k) => pressRequest(signingSecret, 'accept|none|1', k, link))
  const clicks = (layer: Layer, server: ServerProcess, requests: Buffer[], until = async () => {}) =>
    timed(bench, layer, server, requests.length, async () => {
      await closedLoop(server.url, requests, { connections: CONNECTIONS, status: 200 })
      await until()
    })
  await clicks('verify', servers.verify, unknown(CLICKS))
  await clicks('bolt', servers.bolt, unknown(CLICKS))
  await clicks('no-op', product, unknown(CLICKS, true))
  const actions = drafts.map(({ id, version }) => actionId('accept', id, version))
  const onSlack = actions.slice(0, ACCEPTS).map((action, k) => pressRequest(signingSecret, action, k))
  const before = await scratch.cpuMs()
  await clicks('accept', product, onSlack, () => product.call('idle'))
  bench.cpu.add('database of accept', ((await scratch.cpuMs()) - before) / ACCEPTS)
  await onDiscord(bench, 'accept on Discord', product, actions.slice(ACCEPTS))
  await onDiscord(bench, 'discord.js', servers.discordJs, actions.slice(ACCEPTS))
  bench.accepted += 2 * ACCEPTS
  await product.call('wakeWorkers')
  const { rates } = bench
  say(`round ${n}  ${LAYERS.map((layer) => `${layer} ${rates.last(layer).toFixed(0)}/s`).join(', ')}`)
}

const LAYERS: readonly Layer[] = ['verify', 'bolt', 'no-op', 'accept', 'discord.js', 'accept on Discord']

async function timed(bench: Bench, layer: Layer, server: ServerProcess, count: number, work: () => Promise<void>) {
  const before = await server.cpuMs()
  const started = performance.now()
  await work()
  bench.rates.add(layer, count / ((performance.now() - started) / 1_000))
  bench.cpu.add(layer, ((await server.cpuMs()) - before) / count)
}

/** Clicks by the gateway, so many at once; each is done when Discord was told and its work has ended. */
async function onDiscord(bench: Bench, layer: Layer, server: ServerProcess, actions: string[]): Promise<void> {
  const stubs = layer === 'discord.js' ? bench.elsewhere : bench.stubs
  const ids = actions.map((_, n) => `${layer === 'discord.js' ? 7 : 8}${Date.now()}${String(n).padStart(5, '0')}`)
  await timed(bench, layer, server, actions.length, async () => {
    let [next, open] = [0, 0]
    await new Promise<void>((done, failed) => {
      const stuck = setTimeout(() => failed(new Error(`${layer}: no acknowledgement`)), STUCK_MS)
      const send = (): void => {
        for (; open < CONNECTIONS && next < ids.length; next += 1, open += 1)
          stubs.dispatch('INTERACTION_CREATE', pressEvent(ids[next] ?? '', actions[next] ?? ''))
        if (open > 0 || next < ids.length) return
        clearTimeout(stuck)
        done()
      }
      stubs.onAcknowledged(() => {
        open -= 1
        send()
      })
      send()
    })
    if (layer !== 'discord.js') await server.call('idle')
  })
}

/** Cards that can be accepted: fans of a creator whose cards stand on the web alone. */
async function openCards({ product, sender, scratch, agencyId }: Bench, name: string, count: number) {
  const fans = Array.from({ length: count }, (_, n) => `${name}-${n}`)
  await closedLoop(
    product.url,
    fans.map((fan) => messageRequest(sender, fan, fan)),
    { connections: 8, status: 202 },
  )
  const drafts = () =>
    scratch.database.query<{ id: string; version: number }>(
      `SELECT d.id, d.version FROM drafts d JOIN fans f ON f.agency_id = d.agency_id AND f.id = d.fan_id
       WHERE d.agency_id = $1 AND d.state = 'open' AND f.external_id LIKE $2`,
      [agencyId, `${name}-%`],
    )
  await waitFor(async () => (await drafts()).length >= count)
  return drafts()
}

async function waitFor(isSo: () => Promise<boolean>): Promise<void> {
  const giveUpAt = performance.now() + STUCK_MS
  while (!(await isSo())) {
    if (performance.now() > giveUpAt) throw new Error(`the work did not end within ${STUCK_MS / 1_000} s`)
    await pause(100)
  }
}

/** More messages than the platforms take cards for, to fifty channels of each: whole cards a minute. */
async function fill({
  product,
  sender,
  stubs,
  scratch,
  agencyId,
}: Bench): Promise<Record<'slack' | 'discord', number>> {
  // What was accepted is being settled until now.
  await drained(scratch.database, agencyId)
  const requests = Array.from({ length: FILL_SECONDS + 5 }, (_, second) =>
    Array.from({ length: CHANNELS }, (_, n) => {
      const fan = `fill-${second}-${n}`
      return messageRequest({ ...sender, account: `loud-${n}` }, fan, fan)
    }),
  ).flat()
  await closedLoop(product.url, requests, { connections: 8, status: 202 })
  const isFlowing = async () => stubs.cards.slack > CHANNELS && stubs.cards.discord > CHANNELS
  await waitFor(isFlowing)
  const before = { ...stubs.cards }
  const started = performance.now()
  await pause(FILL_SECONDS * 1_000)
  const minutes = (performance.now() - started) / 60_000
  const each = (desk: 'slack' | 'discord') => (stubs.cards[desk] - before[desk]) / minutes
  return { slack: each('slack'), discord: each('discord') }
}

async function addUp({ scratch, accepted }: Bench): Promise<void> {
  const { database }: { database: Database } = scratch
  const [row] = await database.query<Record<'decisions' | 'facts' | 'presses', number>>(
    `SELECT (SELECT count(*)::int FROM decisions) AS decisions,
       (SELECT count(*)::int FROM facts WHERE name = 'draft.accepted') AS facts,
       (SELECT count(DISTINCT draft_id)::int FROM decisions) AS presses`,
  )
  if (!row) throw new Error('no counts')
  mustAddUp([
    { what: 'decisions', stored: row.decisions, expected: accepted },
    { what: 'drafts with a decision', stored: row.presses, expected: accepted },
    { what: 'facts draft.accepted', stored: row.facts, expected: accepted },
  ])
}

function report({ rates, cpu, stubs }: Bench, filled: Record<'slack' | 'discord', number>): void {
  say(`\nMedians of ${ROUNDS} rounds`)
  for (const layer of ROUNDS === 0 ? [] : LAYERS) {
    const ratio = figure(rates.ratio(layer, 'verify'), '× verify and parse')
    const server = figure(cpu.median(layer) * 1_000, 'µs')
    say(`${layer.padEnd(18)} ${rates.median(layer).toFixed(0).padStart(6)}/s  ${ratio}  server CPU a click ${server}`)
  }
  say(`PostgreSQL CPU an Accept: ${figure(cpu.median('database of accept') * 1_000, 'µs')}`)
  say(`no-op by CPU of its process: ${figure(cpu.ratio('verify', 'no-op'), '× verify and parse')}`)
  say(`no-op beside bare Bolt: ${figure(rates.ratio('no-op', 'bolt'), '×')}`)
  say(`Accept on Discord beside bare discord.js: ${figure(rates.ratio('accept on Discord', 'discord.js'), '×')}`)
  for (const desk of ['slack', 'discord'] as const)
    say(
      `cards on ${CHANNELS} channels of ${desk}: ${filled[desk].toFixed(0)} a minute, told to slow down ${stubs.slowedDown[desk]} times`,
    )
  if (ROUNDS === 0) return
  say()
  sayGoal('6 no-op acknowledgement', rates.ratio('no-op', 'verify'), { least: 0.45 }, '× verify and parse')
  sayGoal('6 the whole Accept', rates.ratio('accept', 'verify'), { least: 0.25 }, '× verify and parse')
}

await main()
