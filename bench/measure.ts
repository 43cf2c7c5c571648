import { cpus, loadavg } from 'node:os'

/** The value below which `share` of the sorted values lie (nearest rank); NaN without values. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}

export const median = (values: readonly number[]): number => quantile(values, 0.5)

/** Figures of interleaved rounds: one list a name, filled round by round, reported as medians. */
export class Rounds<Name extends string> {
  readonly #values = new Map<Name, number[]>()

  add(name: Name, value: number): void {
    this.#values.set(name, [...(this.#values.get(name) ?? []), value])
  }

  last(name: Name): number {
    return this.#values.get(name)?.at(-1) ?? Number.NaN
  }

  median(name: Name): number {
    return median(this.#values.get(name) ?? [])
  }

  /** The median over the rounds of `a / b`, each of one round: what slows a whole round down cancels out. */
  ratio(a: Name, b: Name): number {
    return this.#combined(a, b, (x, y) => x / y)
  }

  /** The median over the rounds of `a − b`. */
  difference(a: Name, b: Name): number {
    return this.#combined(a, b, (x, y) => x - y)
  }

  #combined(a: Name, b: Name, combine: (x: number, y: number) => number): number {
    const others = this.#values.get(b) ?? []
    return median((this.#values.get(a) ?? []).map((value, round) => combine(value, others[round] ?? Number.NaN)))
  }
}

export const say = (line = ''): boolean => process.stdout.write(`${line}\n`)

export function sayMachine(): void {
  const [cpu] = cpus()
  const load = loadavg()[0]?.toFixed(1)
  say(`${new Date().toISOString()}, Node ${process.version}, ${cpus().length} cores (${cpu?.model}), load ${load}`)
}

/** A figure with the wanted number of significant digits and its unit. */
export function figure(value: number, unit: string): string {
  if (!Number.isFinite(value)) return `– ${unit}`
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2
  return `${value.toFixed(digits)} ${unit}`
}

/** One line a goal, always the last ones. A missed goal is news, not a failure: machines differ. */
export function sayGoal(
  name: string,
  reached: number,
  wanted: { least: number } | { most: number },
  unit: string,
): void {
  const isMet = 'least' in wanted ? reached >= wanted.least : reached <= wanted.most
  const text = 'least' in wanted ? `≥ ${figure(wanted.least, unit)}` : `≤ ${figure(wanted.most, unit)}`
  say(`goal ${name}: reached ${figure(reached, unit)}, wanted ${text}, ${isMet ? 'met' : 'missed'}`)
}

/** What must add up at the end; a benchmark that lost something has measured nothing. */
export function mustAddUp(counts: readonly { what: string; stored: number; expected: number }[]): void {
  for (const { what, stored, expected } of counts) {
    say(`stored ${what}: ${stored}, expected ${expected}${stored === expected ? '' : '  ← DOES NOT ADD UP'}`)
    if (stored !== expected) process.exitCode = 1
  }
}
