/** One example: features (the first is the intercept's 1), whether it happened, and how much it counts. */
export interface Example {
  features: readonly number[]
  happened: boolean
  /** 1 is one whole example. */
  weight: number
}

/** 1/(1 + e^(−v)). */
export const sigmoid = (v: number): number => (v >= 0 ? 1 / (1 + Math.exp(-v)) : Math.exp(v) / (1 + Math.exp(v)))

/** ln(p/(1 − p)), held within what a double can tell apart. */
export const logit = (p: number): number => {
  const held = Math.min(1 - 1e-9, Math.max(1e-9, p))
  return Math.log(held / (1 - held))
}

export const dot = (a: readonly number[], b: readonly number[]): number => {
  let sum = 0
  for (let i = 0; i < a.length; i += 1) sum += (a[i] ?? 0) * (b[i] ?? 0)
  return sum
}

const ROUNDS_MAX = 25

/**
 * Weights of a logistic regression by Newton's method, pulled towards `prior` by `strengths` (half of it times the squared
 * distance, in log-likelihood): with little data the weights stay at the prior. Always converges where all strengths are
 * above zero, since the sum is then strictly concave.
 */
export function fitLogistic(
  examples: readonly Example[],
  prior: readonly number[],
  strengths: readonly number[],
): number[] {
  let weights = [...prior]
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    const { slope, curvature } = derivatives(examples, weights)
    for (const [i, strength] of strengths.entries()) {
      slope[i] = (slope[i] ?? 0) - strength * ((weights[i] ?? 0) - (prior[i] ?? 0))
      const row = curvature[i]
      if (row) row[i] = (row[i] ?? 0) + strength
    }
    const step = solve(curvature, slope)
    const longest = Math.max(...step.map(Math.abs))
    // A leap may pass the top: five units of a logit at once are enough.
    const length = Math.min(1, 5 / Math.max(longest, 1e-12))
    weights = weights.map((w, i) => w + length * (step[i] ?? 0))
    if (longest < 1e-7) break
  }
  return weights
}

function derivatives(examples: readonly Example[], weights: readonly number[]) {
  const n = weights.length
  const slope = new Array<number>(n).fill(0)
  const flat = new Float64Array(n * n)
  for (const { features, happened, weight } of examples) {
    const p = sigmoid(dot(weights, features))
    const off = weight * (Number(happened) - p)
    const spread = weight * p * (1 - p)
    for (let i = 0; i < n; i += 1) {
      const v = features[i] ?? 0
      slope[i] = (slope[i] ?? 0) + off * v
      const scaled = spread * v
      for (let j = 0; j <= i; j += 1) flat[i * n + j] = (flat[i * n + j] ?? 0) + scaled * (features[j] ?? 0)
    }
  }
  const curvature = Array.from({ length: n }, (_, i) =>
    Array.from({ length: n }, (_, j) => flat[Math.max(i, j) * n + Math.min(i, j)] ?? 0),
  )
  return { slope, curvature }
}

/** The solution of a symmetric positive definite system, by Gaussian elimination: the right side is the last column. */
function solve(matrix: number[][], right: readonly number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i] ?? 0])
  for (const [i, pivot] of rows.entries()) for (const row of rows.slice(i + 1)) eliminate(row, pivot, i)
  const solution = new Array<number>(rows.length).fill(0)
  for (const [i, row] of [...rows.entries()].toReversed()) {
    const known = dot(row.slice(i + 1, -1), solution.slice(i + 1))
    solution[i] = ((row.at(-1) ?? 0) - known) / (row[i] || TINY)
  }
  return solution
}

const TINY = 1e-12

function eliminate(row: number[], pivot: readonly number[], at: number): void {
  const factor = (row[at] ?? 0) / (pivot[at] || TINY)
  for (let j = at; j < row.length; j += 1) row[j] = (row[j] ?? 0) - factor * (pivot[j] ?? 0)
}
