import type { Looked } from './looking-store.ts'

const count = (n: number): string => `${n.toLocaleString('en')} ${n === 1 ? 'approval' : 'approvals'}`

/** Sentences of the report on approvals. */
export const words = {
  title: (days: number) => `Approvals · ${days} days`,
  quick: (quick: number, of: number) => `${quick.toLocaleString('en')} of ${count(of)} under 3 seconds.`,
  row: ({ name, approvals, medianMs, quick }: Looked) =>
    `${name}: ${count(approvals)}, ${(medianMs / 1_000).toFixed(1)} s in the middle, ${quick.toLocaleString('en')} under 3 seconds`,
  none: 'Nobody has approved a reply yet.',
  how: 'Counted from when the card stood there as approved, or from the operator’s decision before, whichever was later.',
}
