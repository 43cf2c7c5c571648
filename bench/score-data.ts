import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Ledger } from '../src/scoring/models/ledger.ts'

const DAY_MS = 86_400_000

/** Where `BENCH_DATA` keeps a file of science.md's; null when it isn't there. */
export function scoreFile(name: string): string | null {
  const folder = process.env.BENCH_DATA
  if (folder === undefined) return null
  return [join(folder, 'scores', name), join(folder, name)].find((path) => existsSync(path)) ?? null
}

/** Rows of a CSV without its head; the files quote names only, and no name holds a comma. */
export const rowsOf = (path: string): string[][] =>
  readFileSync(path, 'utf8')
    .replaceAll('"', '')
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(','))

/** Days since 1970 of `2011-06-30` or `2011-06-30T08:26:00`. */
export const dayOf = (text: string): number => Math.floor(Date.parse(`${text.slice(0, 10)}T00:00:00Z`) / DAY_MS)

type Bought = { customer: string; date: string; amount: number }

export interface DataSet {
  name: string
  /** Last known days: those of science.md's table, and those that nothing was tuned on. */
  published: string[]
  unseen: string[]
  ledgers: Ledger[]
}

const SETS: {
  name: string
  file: string
  published: string[]
  unseen: string[]
  read(row: string[]): Bought | null
}[] = [
  {
    name: 'CDNOW',
    file: 'cdnow_sample.csv',
    published: ['1997-09-30'],
    unseen: ['1997-11-15', '1998-02-15', '1998-04-15'],
    read: ([, customer = '', date = '', , amount]) => ({ customer, date, amount: Number(amount) }),
  },
  {
    name: 'Grocery',
    file: 'grocery_elog.csv',
    published: ['2006-12-31'],
    unseen: ['2006-08-15', '2006-10-15', '2006-11-15'],
    read: ([customer = '', date = '']) => ({ customer, date, amount: 0 }),
  },
  {
    name: 'Online retail',
    file: 'online_retail_invoices.csv',
    published: ['2011-06-30', '2011-08-31'],
    unseen: ['2011-06-15', '2011-07-15', '2011-08-15', '2011-09-15'],
    // Cancellations and free lines are no purchases.
    read: ([, date = '', customer = '', , amount, , cancel]) =>
      cancel === '0' && Number(amount) > 0 ? { customer, date, amount: Number(amount) } : null,
  },
]

/** The data sets of science.md that are there. */
export function dataSets(): DataSet[] {
  return SETS.flatMap(({ name, file, published, unseen, read }) => {
    const path = scoreFile(file)
    return path === null
      ? []
      : [{ name, published, unseen, ledgers: ledgersOf(rowsOf(path).flatMap((r) => read(r) ?? [])) }]
  })
}

function ledgersOf(bought: readonly Bought[]): Ledger[] {
  const byCustomer = new Map<string, Map<number, number>>()
  for (const { customer, date, amount } of bought) {
    const days = byCustomer.get(customer) ?? new Map<number, number>()
    byCustomer.set(customer, days.set(dayOf(date), (days.get(dayOf(date)) ?? 0) + amount))
  }
  return [...byCustomer.values()].map((days) => {
    const entries = [...days].sort(([a], [b]) => a - b)
    return { days: entries.map(([day]) => day), amounts: entries.map(([, amount]) => amount) }
  })
}
