import type { Axis } from './chart.ts'

/** 0%, 25% … up to the first that holds `most` (0 to 1): an axis for shares. */
export function shareTicks(most: number): Pick<Axis, 'from' | 'to' | 'scale' | 'ticks'> {
  const step = most <= 0.2 ? 0.05 : most <= 0.4 ? 0.1 : most <= 0.8 ? 0.2 : 0.25
  const count = Math.max(1, Math.min(Math.round(1 / step), Math.ceil(most / step - 1e-9)))
  const ticks = Array.from({ length: count + 1 }, (_, n) => ({ at: n * step, text: `${Math.round(100 * n * step)}%` }))
  return { from: 0, to: count * step, scale: 'linear', ticks }
}

/** An axis by factors over positive values: 1, 3, 10, 30 … as far as they reach, `unit` being one. */
export function logTicks(
  values: readonly number[],
  unit: number,
  say: (value: number) => string,
): Pick<Axis, 'from' | 'to' | 'scale' | 'ticks'> {
  const sound = values.filter((value) => Number.isFinite(value) && value > 0)
  const least = Math.max(unit, Math.min(...sound, Number.MAX_SAFE_INTEGER))
  const most = Math.max(unit * 10, ...sound)
  const steps = Array.from({ length: 20 }, (_, n) => unit * 10 ** Math.floor(n / 2) * (n % 2 === 0 ? 1 : 3))
  const found = steps.findIndex((step) => step >= most)
  const last = found < 0 ? steps.length - 1 : found
  const below = steps.findLastIndex((step) => step <= least)
  // A factor of ten at least: an axis on which all is alike still says so.
  const kept = steps.slice(Math.max(0, Math.min(last - 2, below)), last + 1)
  const ticks = kept.map((at) => ({ at, text: say(at) }))
  return { from: kept[0] ?? unit, to: kept.at(-1) ?? unit * 10, scale: 'log', ticks }
}
