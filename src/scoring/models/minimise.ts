export interface Minimum {
  at: number[]
  value: number
  evaluations: number
  /** The curvature found on the way, inverted: a head start for a function much like this one. */
  inverse: number[][]
}

const STEP = 1e-4
const ROUNDS_MAX = 80
const FLAT = 1e-8
const ARMIJO = 1e-4
const HALVINGS_MAX = 30

type Objective = (at: readonly number[]) => number

/**
 * The minimum of a smooth function of a few variables, each held within ±`reach`: BFGS with central differences and a
 * backtracking line search (Nocedal & Wright 2006, algorithm 6.1). Where `f` is not finite it counts as infinitely high,
 * so a likelihood may overflow on the way. A function that keeps falling towards a bound ends there: a fit that collapses
 * is a result, not an error. Own code: the optimisers on npm are unmaintained or need no bounds and no bad values.
 */
export function minimise(f: Objective, start: readonly number[], reach = 12, bent?: number[][]): Minimum {
  let evaluations = 0
  const held = (at: readonly number[]): number[] => at.map((v) => Math.max(-reach, Math.min(reach, v)))
  const value: Objective = (at) => {
    evaluations += 1
    const y = f(at)
    return Number.isFinite(y) ? y : Number.MAX_VALUE
  }
  let at = held(start)
  let y = value(at)
  let slope = gradient(value, at, reach)
  let inverse = bent ?? identity(at.length)
  for (let round = 0; round < ROUNDS_MAX && size(slope) > FLAT; round += 1) {
    let way = descend(inverse, slope)
    if (dot(way, slope) >= 0) {
      inverse = identity(at.length)
      way = slope.map((v) => -v)
    }
    const next = search(value, held, at, y, way, slope)
    if (next === null) {
      // A stale curvature may point nowhere: once more from scratch, then it is the end.
      if (isIdentity(inverse)) break
      inverse = identity(at.length)
      continue
    }
    const nextSlope = gradient(value, next.at, reach)
    inverse = updated(inverse, minus(next.at, at), minus(nextSlope, slope))
    const settled = y - next.y <= 1e-11 * (Math.abs(y) + 1)
    ;({ at, y } = next)
    slope = nextSlope
    if (settled) break
  }
  return { at, value: y, evaluations, inverse }
}

function search(
  f: Objective,
  held: (at: readonly number[]) => number[],
  at: readonly number[],
  y: number,
  way: readonly number[],
  slope: readonly number[],
): { at: number[]; y: number } | null {
  // Two units of a logarithm are a factor of seven: further at once is a leap in the dark.
  let length = Math.min(1, 2 / Math.max(...way.map(Math.abs), 1e-300))
  for (let half = 0; half < HALVINGS_MAX; half += 1) {
    const next = held(at.map((v, i) => v + length * (way[i] ?? 0)))
    const nextY = f(next)
    if (nextY <= y + ARMIJO * dot(minus(next, at), slope) && nextY < y) return { at: next, y: nextY }
    length /= 2
  }
  return null
}

/** Central differences; at a bound the slope that points out of it is none. */
function gradient(f: Objective, at: readonly number[], reach: number): number[] {
  return at.map((v, i) => {
    const up = at.with(i, v + STEP)
    const down = at.with(i, v - STEP)
    const slope = (f(up) - f(down)) / (2 * STEP)
    const outward = (v >= reach && slope < 0) || (v <= -reach && slope > 0)
    return outward || !Number.isFinite(slope) ? 0 : slope
  })
}

/** BFGS' update of the inverse Hessian; unchanged where the curvature isn't positive. */
function updated(inverse: number[][], step: number[], change: number[]): number[][] {
  const curvature = dot(step, change)
  if (!(curvature > 1e-14)) return inverse
  const mapped = inverse.map((row) => dot(row, change))
  const factor = (1 + dot(change, mapped) / curvature) / curvature
  return inverse.map((row, i) =>
    row.map((v, j) => {
      const [si = 0, sj = 0, mi = 0, mj = 0] = [step[i], step[j], mapped[i], mapped[j]]
      return v + factor * si * sj - (mi * sj + si * mj) / curvature
    }),
  )
}

const identity = (n: number): number[][] =>
  Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => +(i === j)))
const isIdentity = (m: number[][]): boolean => m.every((row, i) => row.every((v, j) => v === +(i === j)))
const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, v, i) => sum + v * (b[i] ?? 0), 0)
const minus = (a: readonly number[], b: readonly number[]): number[] => a.map((v, i) => v - (b[i] ?? 0))
const size = (a: readonly number[]): number => Math.max(...a.map(Math.abs))
const descend = (inverse: number[][], slope: number[]): number[] => inverse.map((row) => -dot(row, slope))
