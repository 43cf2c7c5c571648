import type { Occasion } from './action-list.ts'
import type { Band } from './detect-day.ts'
import type { Clue, Metric } from './explain-alarm.ts'

/** Something a team should know, told once: an unusual figure, a fan about to leave, a chance. */
export interface Insight {
  id: string
  creatorId: string
  kind: InsightKind
  /** What it is about, the same however often and by whomever it is found: no second insight has it. */
  causeKey: string
  priority: Priority
  status: InsightStatus
  /** First and newest day that speak for it, in the creator's zone. */
  fromDay: string
  toDay: string
  /** Numbers and codes, never a fan's words. */
  detail: Detail
}

export type InsightKind = 'alert' | 'churn' | 'opportunity'
/** 1 first. */
export type Priority = 1 | 2 | 3
export const STATUSES = ['new', 'taken', 'done', 'dismissed'] as const
export type InsightStatus = (typeof STATUSES)[number]
export type Detail = AlertDetail | FanDetail

/** What an unusual figure's card says, kept as it was told. */
export interface AlertDetail {
  metric: Metric
  direction: 'high' | 'low'
  /** Of money. */
  currency: string
  /** Minor units, counts or minutes, of the newest day that speaks for it. */
  came: number
  expected: Band
  /** By chance about one day in so many. */
  oneIn: number
  clues: Clue[]
  /** Other figures that are unusual by the same cause. */
  also?: Metric[]
  /** What a person said it was. */
  explained?: Explanation
  /** The days before and with it, oldest first. */
  points: { day: string; amount: number; low: number; high: number }[]
}

/** A fan to look after: what they may bring, or what goes with them. */
export interface FanDetail {
  /** Their name is read when it is shown: it changes, and goes when they do. */
  fanId: string
  worthMinor: number
  currency: string
  reason: string
  /** Why they are worth a message; absent in what was told before it was kept. */
  occasion?: Occasion
}

/** What was found, before it is known whether it was told already. */
export type Found = Omit<Insight, 'id' | 'status'>

/** An unusual figure: the day on which the stretch began is the cause, so that three days of it are one. */
export const alarmCause = (metric: string, direction: string, fromDay: string): string =>
  `${metric}:${direction}:${fromDay}`

/** A fan: whether they are found as leaving or as a chance, they are told of once a month. */
export const fanCause = (fanId: string, day: string): string => `fan:${fanId}:${day.slice(0, 7)}`

/** Rarer (one day in so many, as the alert says it) is more urgent, and what goes wrong more than what goes well. */
export function alarmPriority({ oneIn, isBad }: { oneIn: number; isBad: boolean }): Priority {
  if (!isBad) return oneIn >= 1_000 ? 2 : 3
  return oneIn >= 300 ? 1 : 2
}

/** What people say that an unusual stretch was. Its days are not learnt from. */
export const EXPLANATIONS = ['promotion', 'pause', 'platform', 'price', 'team', 'other'] as const
export type Explanation = (typeof EXPLANATIONS)[number]

export type Step = 'take' | 'done' | 'dismiss'

/** What a step makes of a status; null where it changes nothing: what is settled stays so. */
export function stepOf(status: InsightStatus, step: Step): InsightStatus | null {
  if (status === 'done' || status === 'dismissed') return null
  if (step === 'take') return status === 'taken' ? null : 'taken'
  return step === 'done' ? 'done' : 'dismissed'
}
