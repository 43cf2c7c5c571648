/**
 * `npm run bench:hours`: the hour of each next purchase on online retail (`BENCH_DATA`), foretold from what was known before it
 * by the product's own function, beside what all customers did. Log loss in nats.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buyingHours, weekdayHours } from '../src/scoring/hours/best-hours.ts'

const DAY_MS = 86_400_000
const say = (line: string): void => void process.stdout.write(`${line}\n`)

interface Event {
  at: number
  hour: number
  weekday: number
  customer: string
}

function readEvents(file: string): Event[] {
  const [, ...lines] = readFileSync(file, 'utf8').trim().split('\n')
  const events = lines.flatMap((line) => {
    const [, datetime = '', customer = '', ...rest] = line.split(',')
    if (customer === '' || rest.at(-1)?.trim() !== '0') return []
    const at = new Date(`${datetime}Z`)
    return [{ at: at.getTime(), hour: at.getUTCHours(), weekday: (at.getUTCDay() + 6) % 7, customer }]
  })
  return events.sort((a, b) => a.at - b.at)
}

const file = join(process.env.BENCH_DATA ?? '', 'scores/online_retail_invoices.csv')
if (!process.env.BENCH_DATA || !existsSync(file))
  say('online retail: not measured (BENCH_DATA has no scores/online_retail_invoices.csv)')
else measure(readEvents(file))

function lossOf(weights: readonly number[], hour: number): number {
  return -Math.log((weights[hour] ?? 0) / weights.reduce((sum, weight) => sum + weight, 0))
}

/** Among the three likeliest hours. */
function isTop(weights: readonly number[], hour: number): boolean {
  return weights.filter((weight) => weight > (weights[hour] ?? 0)).length < 3
}

function measure(events: readonly Event[]): void {
  const week = Array.from({ length: 7 }, () => new Array<number>(24).fill(0))
  const all = new Array<number>(24).fill(1)
  const own = new Map<string, Event[]>()
  const sums = { product: 0, global: 0, top: 0, count: 0, fewProduct: 0, fewGlobal: 0, few: 0 }
  for (const event of events) {
    const before = own.get(event.customer) ?? []
    if (before.length > 0) {
      const mine = before.slice(-60).map(({ hour, at }) => ({ hour, daysAgo: (event.at - at) / DAY_MS }))
      const foretold = buyingHours(mine, weekdayHours(week, event.weekday))
      const loss = lossOf(foretold, event.hour)
      const globalLoss = lossOf(all, event.hour)
      sums.product += loss
      sums.global += globalLoss
      sums.top += isTop(foretold, event.hour) ? 1 : 0
      sums.count += 1
      if (before.length < 3) {
        sums.fewProduct += loss
        sums.fewGlobal += globalLoss
        sums.few += 1
      }
    }
    before.push(event)
    own.set(event.customer, before)
    all[event.hour] = (all[event.hour] ?? 0) + 1
    const day = week[event.weekday]
    if (day) day[event.hour] = (day[event.hour] ?? 0) + 1
  }
  const { count, few } = sums
  const [loss, top] = [sums.product / count, sums.top / count]
  const [fewLoss, fewGlobal] = [sums.fewProduct / few, sums.fewGlobal / few]
  say(
    `online retail, ${count} next purchases: log loss ${loss.toFixed(4)}, all customers' hours ${(sums.global / count).toFixed(4)}`,
  )
  const met = (is: boolean) => (is ? 'met' : 'missed')
  say(`goal log loss of the hour: reached ${loss.toFixed(4)}, wanted at most 2.235, ${met(loss <= 2.235)}`)
  say(`goal top three hours: reached ${top.toFixed(4)}, wanted at least .46, ${met(top >= 0.46)}`)
  say(
    `goal under three events (${few}): reached ${fewLoss.toFixed(4)}, wanted at most global's ${fewGlobal.toFixed(4)}, ${met(fewLoss <= fewGlobal)}`,
  )
}
