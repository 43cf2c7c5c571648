import type { Card } from '../desk/index.ts'
import type { Ground } from '../facts/index.ts'
import type { GuardrailRules } from '../guardrails/index.ts'
import { formatMoney } from '../kernel/money.ts'
import type { Scoring } from '../scoring/index.ts'
import type { Day } from './days.ts'
import type { MoneyFigures, Span } from './read-store.ts'
import { words } from './words.ts'

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

type Amount = { currency: string; minor: number }

/** What the rows brought in each currency, in minor units, the currency in which most was paid first. */
export function byCurrency(rows: readonly Amount[]): Amount[] {
  const sums = new Map<string, number>()
  for (const { currency, minor } of rows) sums.set(currency, (sums.get(currency) ?? 0) + minor)
  return [...sums]
    .map(([currency, minor]) => ({ currency, minor }))
    .toSorted((a, b) => b.minor - a.minor || (a.currency < b.currency ? -1 : 1))
}

/** The currency in which most was paid, by what the rows brought; null without rows. */
export const mainCurrency = (rows: readonly Amount[]): string | null => byCurrency(rows)[0]?.currency ?? null

/** A line of what was paid in other currencies than the one that a report is in; none where there is no other. */
export function besideOf(rows: readonly Amount[], mine: string | null): string[] {
  const others = byCurrency(rows).filter(({ currency }) => currency !== mine)
  return others.length > 0 ? [words.others(others.map(({ minor, currency }) => money(minor, currency)))] : []
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
