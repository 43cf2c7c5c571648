import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { createMetrics } from '../../../adapters/http/index.ts'

const file = (name: string): string =>
  readFileSync(fileURLToPath(new URL(`../../../docs/monitoring/${name}`, import.meta.url)), 'utf8')

const Alerts = z.strictObject({
  groups: z.array(
    z.strictObject({
      name: z.string(),
      rules: z.array(
        z.strictObject({
          alert: z.string(),
          expr: z.string(),
          for: z.string().optional(),
          labels: z.strictObject({ severity: z.enum(['page', 'ticket']) }),
          annotations: z.strictObject({ summary: z.string(), todo: z.string() }),
        }),
      ),
    }),
  ),
})
const Dashboard = z.object({
  panels: z.array(z.object({ title: z.string(), targets: z.array(z.object({ expr: z.string() })) })),
})

const METRIC = /\b(?:huntaze|process)_[a-z_]+/g

describe('what is watched', () => {
  it('is a metric that the program has, in every alert and every panel', async () => {
    const { registry } = createMetrics({ tasks: async () => ({ due: 0, overdue: 0, running: 0, dead: 0, oldestS: 0 }) })
    const names = (await registry.getMetricsAsJSON()).map(({ name }) => name)
    const known = new Set(names.flatMap((name) => [name, `${name}_count`, `${name}_sum`, `${name}_bucket`]))
    const rules = Alerts.parse(parse(file('alerts.yml'))).groups.flatMap((group) => group.rules)
    const { panels } = Dashboard.parse(JSON.parse(file('grafana.json')))
    const exprs = [
      ...rules.map(({ expr }) => expr),
      ...panels.flatMap((panel) => panel.targets.map(({ expr }) => expr)),
    ]
    const used = exprs.flatMap((expr) => expr.match(METRIC) ?? [])
    expect(used.length).toBeGreaterThan(25)
    expect(used.filter((name) => !known.has(name))).toEqual([])
  })
})
