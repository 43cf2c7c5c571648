/**
 * `npm run bench:prices [-- --seed N --creators N --families FILE --only NAME]`: the simulation of what a price policy earns,
 * as a share of what a policy earns that knows each segment's demand. The policy under test is the product's own function.
 */
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { seeded } from '../src/scoring/models/fixtures.ts'
import { type Family, families, unseen } from './price-families.ts'
import { LADDER, type PolicyKind, policies, SEGMENT_RULE } from './price-policies.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    creators: { type: 'string', default: '200' },
    families: { type: 'string' },
    only: { type: 'string' },
  },
})
const seed = Number(values.seed)
const creators = Number(values.creators)
const say = (line = ''): void => void process.stdout.write(`${line}\n`)

/** Arrival shares of the four segments, cumulated. */
const ARRIVALS = [0.03, 0.15, 0.7, 1]
/**
 * How creators differ: with these the fixed price and the segment rule reach about what science.md's protocol gave them, so
 * that its table can be compared with this one. Logarithms' standard deviations, but for the spread's ends.
 */
const CREATORS = { level: 1.1, creator: 0.25, segment: 0.33, spreadFrom: 0.35, spreadTo: 0.75 }

type Demand = readonly (readonly number[])[]

function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}

/** One creator: by segment and rung, the share that buys. */
function drawDemand(family: Family, wrong: number, random: () => number): Demand {
  const creator = CREATORS.creator * normal(random)
  const spread = CREATORS.spreadFrom + (CREATORS.spreadTo - CREATORS.spreadFrom) * random()
  return SEGMENT_RULE.map((usual) => {
    const middle = usual * CREATORS.level * wrong * Math.exp(creator + CREATORS.segment * normal(random))
    const share = family.draw(middle, spread, random)
    return LADDER.map((price) => Math.min(1, Math.max(0, share(price))))
  })
}

const HORIZONS = [250, 1_000, 2_000, 4_000]

interface Trial {
  kind: PolicyKind
  drawn: readonly Family[]
  quotes: number
  /** The truth's level beside what is thought before: 1 where the prior is right. */
  wrong: number
}

/** By horizon, each creator's earnings as a share of the oracle's. */
function run({ kind, drawn, quotes, wrong }: Trial): Map<number, number[]> {
  const shares = new Map(HORIZONS.filter((horizon) => horizon <= quotes).map((horizon) => [horizon, [] as number[]]))
  for (let n = 0; n < creators; n += 1) {
    const random = seeded(seed * 1_000_003 + n * 7)
    const demand = drawDemand(drawn[n % drawn.length] as Family, wrong, random)
    const oracle = demand.map((row) => Math.max(...row.map((share, rung) => share * (LADDER[rung] ?? 0))))
    const policy = kind.make(seeded(seed * 7_919 + n * 13 + 5))
    let earned = 0
    let possible = 0
    for (let t = 1; t <= quotes; t += 1) {
      const arrival = random()
      const segment = ARRIVALS.findIndex((share) => arrival < share)
      const rung = policy.choose(segment)
      const share = demand[segment]?.[rung] ?? 0
      earned += share * (LADDER[rung] ?? 0)
      possible += oracle[segment] ?? 0
      policy.see(segment, rung, random() < share)
      shares.get(t)?.push(earned / possible)
    }
  }
  return shares
}

const mean = (all: readonly number[]): number => (100 * all.reduce((sum, share) => sum + share, 0)) / all.length
const fifth = (all: readonly number[]): number =>
  100 * (all.toSorted((a, b) => a - b)[Math.floor(0.05 * all.length)] ?? 0)

const goals: string[] = []
function goal(name: string, reached: number, wanted: number): void {
  goals.push(`goal ${name}: reached ${reached.toFixed(1)}, wanted ${wanted}, ${reached >= wanted ? 'met' : 'missed'}`)
}

const wanted = (kind: PolicyKind): boolean => values.only === undefined || kind.name === values.only
const isProduct = (kind: PolicyKind): boolean => kind.name === 'the product'

say(`${creators} creators, seed ${seed}; earnings in % of the segment oracle's (5th percentile of creators)`)
say(`${'policy'.padEnd(26)}${HORIZONS.map((horizon) => `${horizon} quotes`.padStart(15)).join('')}`)
const line = (name: string, shares: Map<number, number[]>): void =>
  say(
    name.padEnd(26) +
      [...shares.values()].map((all) => `${mean(all).toFixed(1)} (${fifth(all).toFixed(1)})`.padStart(15)).join(''),
  )
for (const kind of policies.filter(wanted)) {
  const shares = run({ kind, drawn: families, quotes: 4_000, wrong: 1 })
  line(kind.name, shares)
  if (!isProduct(kind)) continue
  goal('at 250 quotes', mean(shares.get(250) ?? []), 90)
  goal('at 1,000 quotes', mean(shares.get(1_000) ?? []), 92)
  goal('at 4,000 quotes', mean(shares.get(4_000) ?? []), 94)
  goal('at 4,000 quotes, 5th percentile', fifth(shares.get(4_000) ?? []), 86)
}

const [tried] = policies.filter(isProduct)
const rule = policies.find(({ name }) => name.startsWith('segment rule'))
if (tried && rule && values.only === undefined) {
  for (const wrong of [1.8, 1 / 1.8]) {
    say(`\nthe truth lies at ${wrong.toFixed(2)} of what is thought before`)
    line(rule.name, run({ kind: rule, drawn: families, quotes: 2_000, wrong }))
    const shares = run({ kind: tried, drawn: families, quotes: 2_000, wrong })
    line(tried.name, shares)
    goal(`under a prior wrong by 1.8, truth at ${wrong.toFixed(2)}`, mean(shares.get(2_000) ?? []), 90)
  }
}

/** From a file of somebody else's, which may not have been there when the product was made. */
async function given(path: string): Promise<readonly Family[]> {
  const loaded = (await import(pathToFileURL(path).href)) as { families: readonly Family[] }
  return loaded.families
}
if (tried && wanted(tried)) {
  const extra = values.families ? await given(values.families) : unseen
  say('\ndemand families that the model does not have')
  for (const family of extra) {
    const shares = run({ kind: tried, drawn: [family], quotes: 2_000, wrong: 1 })
    line(family.name, shares)
    goal(`${family.name}, 250 quotes`, mean(shares.get(250) ?? []), 90)
    goal(`${family.name}, 2,000 quotes`, mean(shares.get(2_000) ?? []), 92)
  }
}
say()
for (const said of goals) say(said)
