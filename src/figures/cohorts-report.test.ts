import { expect, test } from 'vitest'
import { cohortsBody, cohortsOf } from './cohorts-report.ts'

const row = (cohort: string, since: number, buyers: number) => ({ cohort, since, buyers, amountMinor: 1_000 * buyers })
const findings = (rows: Parameters<typeof cohortsOf>[0], to: string) =>
  cohortsBody(cohortsOf(rows, to), 'USD').flatMap((node) => (node.kind === 'chart' ? [node.chart.finding] : []))

test('how many buy again is said of months that are over: the first day of a month drags it nowhere', () => {
  const september = [row('2026-09', 0, 100), row('2026-09', 1, 50)]
  const said = '50% bought again in the month after their first; most of those of Sept 2026: 50%.'
  expect(findings([...september, row('2026-10', 0, 100)], '2026-11-01')[0]).toBe(said)
  expect(findings([...september, row('2026-10', 0, 100), row('2026-10', 1, 2)], '2026-11-02')[0]).toBe(said)
})

test('while no such month is over nothing is said of buying again', () => {
  expect(findings([row('2026-10', 0, 100), row('2026-10', 1, 2)], '2026-11-02')).toHaveLength(1)
})
