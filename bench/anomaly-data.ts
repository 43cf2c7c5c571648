import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Day } from '../src/digests/detect-day.ts'

/** A stretch in which something was put into the series; `to` is the day after its last. */
export interface Injected {
  kind: string
  from: number
  to: number
}

export interface Series {
  name: string
  days: Day[]
  events: Injected[]
}

/** Rows of a file of science.md's without its head; null when `BENCH_DATA` hasn't got it. */
function rowsOf(name: string): string[][] | null {
  const file = join(process.env.BENCH_DATA ?? '', 'anomalies', name)
  if (!process.env.BENCH_DATA || !existsSync(file)) return null
  const lines = readFileSync(file, 'utf8').trim().split(/\r?\n/)
  return lines.slice(1).map((line) => line.split(','))
}

const weekdayOf = (date: string): number => new Date(`${date}T00:00:00Z`).getUTCDay()

function stretches(labels: readonly string[]): Injected[] {
  const events: Injected[] = []
  labels.forEach((kind, at) => {
    const last = events.at(-1)
    if (kind === '') return
    if (last?.kind === kind && last.to === at) last.to = at + 1
    else events.push({ kind, from: at, to: at + 1 })
  })
  return events
}

/** The daily revenue of forty sellers with injected events, in their order. */
export function injectedSeries(): Series[] | null {
  const rows = rowsOf('daily_revenue_injected.csv')
  if (rows === null) return null
  return [...new Set(rows.map(([name = '']) => name))].map((name) => {
    const own = rows.filter((row) => row[0] === name)
    return {
      name,
      days: own.map(([, , date = '', , amount]) => ({ amount: Number(amount), weekday: weekdayOf(date) })),
      events: stretches(own.map((row) => row[5] ?? '')),
    }
  })
}

/** New York's taxi passengers by day; its events are the five labelled windows. */
export function taxiSeries(): Series | null {
  const rows = rowsOf('nyc_taxi_daily.csv')
  if (rows === null) return null
  return {
    name: 'nyc_taxi_daily',
    days: rows.map(([date = '', amount]) => ({ amount: Number(amount), weekday: weekdayOf(date) })),
    events: stretches(rows.map(([, , inWindow]) => (inWindow === '1' ? 'window' : ''))),
  }
}
