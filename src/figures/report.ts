import type { Card } from '../desk/index.ts'
import type { Ground } from '../facts/index.ts'
import type { GuardrailRules } from '../guardrails/index.ts'
import { formatMoney } from '../kernel/money.ts'
import type { Scoring } from '../scoring/index.ts'
import type { Day } from './days.ts'
import type { MoneyFigures, Span } from './read-store.ts'

/** What a report says, for a spreadsheet or a program: amounts in minor units beside their currency. */
export interface Table {
  columns: readonly string[]
  rows: readonly (string | number | null)[][]
}

export interface UnusualDay {
  creatorId: string
  day: Day
  direction: 'high' | 'low'
}

/** What reports are made from: the roll-ups, and what other slices say of their own. */
export interface MadeFrom {
  ground: Ground
  /** How many fans are in each segment now. */
  counts: Scoring['counts']
  /** Pictures of the segments as they are now. */
  spread: Scoring['spread']
  /** What the rules found, and how often they were right. */
  found: GuardrailRules['found']
  /** Days on which what was paid was unusual, as somebody was told; what was dismissed isn't among them. */
  unusual(span: Span): Promise<UnusualDay[]>
}

export interface Report {
  card: Card
  table: Table
}

/** Which figures are asked for, and what to call whom. */
export interface Asked extends Span {
  agencyId: string
  /** `Bella`, or all creators. */
  title: string
  creators: ReadonlyMap<string, string>
  operators: ReadonlyMap<string, string>
  accounts: ReadonlyMap<string, string>
}

export const money = (minor: number, currency: string): string => formatMoney({ minor, currency })

/** The currency in which most was paid, by what the rows brought; null without rows. */
export function mainCurrency(rows: readonly { currency: string; minor: number }[]): string | null {
  const sums = new Map<string, number>()
  for (const { currency, minor } of rows) sums.set(currency, (sums.get(currency) ?? 0) + minor)
  const [first] = [...sums].toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
  return first?.[0] ?? null
}

/** `22 Oct`: as short as an axis needs. */
export const shortDay = (day: Day): string =>
  new Date(`${day}T00:00:00Z`).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' })

export const KINDS = ['subscription', 'renewal', 'tip', 'ppv', 'product'] as const
export const minorOf = (row: MoneyFigures, kind: (typeof KINDS)[number]): number => row[`${kind}Minor`]
/** What was paid, of every kind; refunds are not taken off. */
export const paidOf = (row: MoneyFigures): number => sumOf(KINDS, (kind) => minorOf(row, kind))

export const sumOf = <Row>(rows: readonly Row[], of: (row: Row) => number): number =>
  rows.reduce((sum, row) => sum + of(row), 0)
