import { rarity, type Signal } from './detect-chance.ts'
import { comesOn, noWeekdays, type Weekdays, withDay } from './detect-weekdays.ts'

/** One day of one figure of a creator. */
export interface Day {
  /** 0 or more: minor units, or a count. */
  amount: number
  /** 0 to 6, any day first. */
  weekday: number
  /** What the desk knows: a promotion that runs makes much no surprise and is not learnt from; of a day `missing` nothing is known. */
  known?: 'promotion' | 'missing'
}

/** What is remembered of a series: the same size after ten days and after ten years. */
export interface Memory {
  seen: number
  /** The newest amounts with their weekdays, newest last. */
  recent: { amount: number; weekday: number }[]
  /** The mean of the last months, against which a small spread is measured. */
  level: number
  weekdays: Weekdays
  /** Surprise, in nats, of the days without anything up to now. */
  silence: number
}

/** What one day looks like beside the days before it. */
export interface Reading {
  direction: 'high' | 'low'
  /** Which signal says so most, and how rare that is: one usual day in so many, weighed. */
  signal: Signal
  rarity: number
  expected: Band
}

/** What was to be expected, in the units of the series; `low` is never below 0. */
export interface Band {
  low: number
  usual: number
  high: number
}

/** Days that a day is compared with, and the fewest for a word about it. */
const WINDOW = 56
const FEWEST = 28
const WEEK = 7
const KEPT = WINDOW + WEEK - 1
const LEVEL_DAYS = 120
/** A spread below this share of the level is none: who always sells the same is not watched to the cent. */
const LEAST_SPREAD = 0.05
/** The quietest weekday counts as at least this share of a middle one. */
const LEAST_SIZE = 0.6
/** Beyond so many spreads a day before is learnt as if it lay there: one spike must not hide the next. */
const LEARNT_SPREADS = 5

export const noMemory = (): Memory => ({ seen: 0, recent: [], level: 0, weekdays: noWeekdays(), silence: 0 })

/** The day's readings in both directions (null: too little history, or nothing to say), and the memory with it. */
export function readDay(memory: Memory, day: Day): { high: Reading | null; low: Reading | null; memory: Memory } {
  if (day.known === 'missing' || !Number.isFinite(day.amount)) return { high: null, low: null, memory }
  const comes = comesOn(memory.weekdays, day.weekday)
  const silence = day.amount > 0 || comes === null ? 0 : Math.min(MOST_SILENCE, memory.silence - Math.log(1 - comes))
  const next = remember(memory, day, silence)
  if (memory.seen < FEWEST) return { high: null, low: null, memory: next }
  const own = spreadOf(memory, day.weekday)
  const score = ((day.amount - own.usual) / own.spread) * thinTail(own.spread / memory.level)
  const band = { low: Math.max(0, own.usual - 2 * own.spread), usual: own.usual, high: own.usual + 2 * own.spread }
  const highs: [Signal, number][] = [['day', score]]
  if (day.amount > 0 && comes !== null) highs.push(['rest-day', -Math.log(comes)])
  const lows: [Signal, number][] = [
    ['low-day', -score],
    ['silence', silence],
    ['week', weekScore(memory, day.amount)],
  ]
  return {
    high: day.known === 'promotion' ? null : most('high', highs, band),
    low: most('low', lows, band),
    memory: next,
  }
}

const MOST_SILENCE = 30

/** What swings little around its level has thin tails, so that less says as much; what often brings nothing has long ones. */
const thinTail = (swing: number): number => (swing > 0 ? Math.min(MOST_THIN, Math.max(1, 1 / Math.sqrt(swing))) : 1)
const MOST_THIN = 3

function most(direction: 'high' | 'low', scores: readonly [Signal, number][], expected: Band): Reading {
  const readings = scores.map(([signal, score]) => ({ direction, signal, rarity: rarity(signal, score), expected }))
  return readings.reduce((rarest, reading) => (reading.rarity > rarest.rarity ? reading : rarest))
}

function remember(memory: Memory, { amount, weekday, known }: Day, silence: number): Memory {
  // A promotion's money says nothing about usual days.
  if (known === 'promotion') return memory
  const seen = memory.seen + 1
  const weight = Math.max(1 / seen, 1 / LEVEL_DAYS)
  return {
    seen,
    recent: [...memory.recent, { amount, weekday }].slice(-KEPT),
    level: memory.level + weight * (amount - memory.level),
    weekdays: withDay(memory.weekdays, weekday, amount > 0),
    silence,
  }
}

const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((total, value) => total + value, 0) / values.length

const spread = (values: readonly number[], middle = mean(values)): number =>
  Math.sqrt(mean(values.map((value) => (value - middle) ** 2)))

/** What a day of the week usually brings, and by how much days miss that. */
function spreadOf({ recent, level }: Memory, weekday: number): { usual: number; spread: number } {
  const window = recent.slice(-WINDOW)
  const days = window.map((day) => day.weekday)
  const raw = window.map(({ amount }) => amount)
  const first = usualOf(raw, days)
  const edge = LEARNT_SPREADS * mean(raw.map((amount, n) => Math.abs(amount - (first[days[n] ?? 0] ?? 0))))
  // What lies far beyond the rest is brought to its edge.
  const tamed = raw.map((amount, n) => {
    const usual = first[days[n] ?? 0] ?? 0
    return Math.min(usual + edge, Math.max(usual - edge, amount))
  })
  const usual = usualOf(tamed, days)
  const missed = tamed.map((amount, n) => amount - (usual[days[n] ?? 0] ?? 0))
  const all = mean(tamed) + Number.MIN_VALUE
  // Busy weekdays swing more, where there is a rhythm at all.
  const rhythm = Math.max(0, 1 - spread(missed, 0) / all)
  const size = 1 + rhythm * (Math.max(LEAST_SIZE, (usual[weekday] ?? 0) / all) - 1)
  const swing = (spread(missed, 0) + LEAST_SPREAD * level) * size
  return { usual: usual[weekday] ?? 0, spread: swing + Number.MIN_VALUE }
}

/** By weekday: its own mean, as far as the weekdays differ by more than their own noise, else the mean of all. */
function usualOf(amounts: readonly number[], days: readonly number[]): number[] {
  const all = mean(amounts)
  const byDay = Array.from({ length: WEEK }, (_, day) => amounts.filter((_, n) => days[n] === day))
  const means = byDay.map((values) => (values.length === 0 ? all : mean(values)))
  const within = mean(amounts.map((amount, n) => (amount - (means[days[n] ?? 0] ?? all)) ** 2))
  const between = mean(means.map((value) => (value - all) ** 2))
  const noise = within / Math.max(1, amounts.length / WEEK - 1)
  const trust = between > noise ? 1 - noise / between : 0
  return means.map((value) => all + trust * (value - all))
}

/** How far the last seven days together lie below the sevens before them, on the scale of square roots. */
function weekScore({ recent, level }: Memory, amount: number): number {
  const amounts = [...recent.map((day) => day.amount), amount]
  const sums: number[] = []
  for (let end = WEEK; end <= amounts.length; end += 1)
    sums.push(Math.sqrt(amounts.slice(end - WEEK, end).reduce((total, value) => total + value, 0)))
  const now = sums.pop() ?? 0
  if (sums.length < FEWEST - WEEK) return 0
  const floor = LEAST_SPREAD * Math.sqrt(WEEK * level)
  return (mean(sums) - now) / (spread(sums) + floor + Number.MIN_VALUE)
}
