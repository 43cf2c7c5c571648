/**
 * Wilson's interval of a share at 95%: `hits` of `count`, 1 or more (E. B. Wilson, 1927, equation 4 of Brown, Cai and
 * DasGupta 2001).
 */
export function wilson(hits: number, count: number): { low: number; high: number } {
  const z = 1.959964
  const p = hits / count
  const middle = (p + (z * z) / (2 * count)) / (1 + (z * z) / count)
  const half = (z * Math.sqrt((p * (1 - p)) / count + (z * z) / (4 * count * count))) / (1 + (z * z) / count)
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) }
}
