/** The chance that a random buyer ranks above a random non-buyer, ties counted half. */
export function auc(scores: readonly number[], happened: readonly boolean[]): number {
  const order = scores.map((score, i) => ({ score, hit: happened[i] === true })).sort((a, b) => a.score - b.score)
  let [ranks, hits] = [0, 0]
  for (let from = 0; from < order.length; ) {
    let to = from
    while (to < order.length && order[to]?.score === order[from]?.score) to += 1
    const tied = order.slice(from, to).filter(({ hit }) => hit).length
    ranks += tied * ((from + 1 + to) / 2)
    hits += tied
    from = to
  }
  return (ranks - (hits * (hits + 1)) / 2) / (hits * (order.length - hits))
}

const mean = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length

export const brier = (p: readonly number[], happened: readonly boolean[]): number =>
  mean(p.map((v, i) => (v - Number(happened[i])) ** 2))

export const logLoss = (p: readonly number[], happened: readonly boolean[]): number =>
  mean(p.map((v, i) => -Math.log(Math.max(1e-12, happened[i] ? v : 1 - v))))

/** Expected calibration error: ten bins of equal width, weighted by how many customers they hold. */
export function calibrationError(p: readonly number[], happened: readonly boolean[]): number {
  const off = new Array<number>(10).fill(0)
  for (const [i, v] of p.entries()) {
    const bin = Math.min(9, Math.floor(v * 10))
    off[bin] = (off[bin] ?? 0) + v - Number(happened[i])
  }
  return off.reduce((sum, v) => sum + Math.abs(v), 0) / p.length
}
