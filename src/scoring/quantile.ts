/**
 * Type-7 quantile (Hyndman & Fan 1996, the default of R and NumPy) of an ascending, non-empty list: linear between the
 * two values around rank (n − 1)·p.
 */
export function quantile(ascending: readonly number[], p: number): number {
  // A rank that is whole but for rounding, such as 995 · 0.6 − 0.6, must hit its value exactly: cut points are compared.
  const rank = Number(((ascending.length - 1) * p).toFixed(9))
  const below = Math.floor(rank)
  const low = ascending[below] ?? Number.NaN
  const high = ascending[below + 1] ?? low
  return low + (rank - below) * (high - low)
}

/** The middle value, or halfway between the two middle ones; any order. NaN of an empty list. */
export function median(values: readonly number[]): number {
  return quantile(
    values.toSorted((a, b) => a - b),
    0.5,
  )
}
