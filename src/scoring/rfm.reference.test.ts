import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { boundsOf, type FanHistory, scoresOf } from './rfm.ts'

const ANALYSIS_DATE = new Date('2006-12-31T00:00:00Z')
const folder = process.env.BENCH_DATA
const find = (name: string) =>
  folder === undefined ? undefined : [join(folder, 'scores', name), join(folder, name)].find((path) => existsSync(path))
const orders = find('rfm_data_orders.csv')
const reference = find('rfm_reference_scores.csv')
const why = folder === undefined ? 'BENCH_DATA is not set' : 'BENCH_DATA holds no rfm_data_orders.csv'
const measured = orders !== undefined && reference !== undefined

/** The files quote names only, and no name holds a quote or comma. */
const rowsOf = (path: string) =>
  readFileSync(path, 'utf8')
    .replaceAll('"', '')
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(','))

function historiesOf(path: string): Map<string, FanHistory> {
  const histories = new Map<string, FanHistory>()
  for (const [customer = '', date = '', revenue = ''] of rowsOf(path)) {
    const at = new Date(`${date}T00:00:00Z`)
    const known = histories.get(customer)
    const first = known?.firstPurchaseAt && known.firstPurchaseAt < at ? known.firstPurchaseAt : at
    const last = known?.lastPurchaseAt && known.lastPurchaseAt > at ? known.lastPurchaseAt : at
    histories.set(customer, {
      firstPurchaseAt: first,
      lastPurchaseAt: last,
      purchases: (known?.purchases ?? 0) + 1,
      spentMinor: (known?.spentMinor ?? 0) + Number(revenue) * 100,
      since: first,
    })
  }
  return histories
}

it.skipIf(!measured)(
  measured ? 'all 995 customers of the R package rfm score as published' : `not measured: ${why}`,
  () => {
    const histories = historiesOf(orders ?? '')
    const bounds = boundsOf([...histories.values()], ANALYSIS_DATE, 'USD')
    const rows = rowsOf(reference ?? '')
    expect(rows).toHaveLength(995)
    const different = rows.filter(([customer = '', , , , r, f, m]) => {
      const history = histories.get(customer)
      const scores = history && scoresOf(history, bounds)
      return !scores || `${scores.r}${scores.f}${scores.m}` !== `${r}${f}${m}`
    })
    expect(different.slice(0, 5)).toEqual([])
  },
)
