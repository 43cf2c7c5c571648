import type { Colour } from './chart.ts'

/**
 * Okabe and Ito's colours that stand out on light and on dark, told apart by eyes that don't see red or green; beside each
 * stands in words what it means.
 */
export const PALETTE: Record<Colour, string> = { 0: '#1c7ab8', 1: '#d55e00', 2: '#009e73', 3: '#b8608f' }
