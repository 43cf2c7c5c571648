import client from 'prom-client'
import type { SeenCall } from '../../src/language-model/index.ts'

/** Facts about digests and alerts that are counted, and as what. */
const ENDS: Record<string, string | undefined> = {
  'digest.posted': 'posted',
  'digest.skipped': 'skipped',
  'digest.failed': 'failed',
  'alert.told': 'told',
  'insight.dismissed': 'false alarm',
  'insight.muted': 'muted',
}

/** Counts digests and alerts from what happened. */
function countFacts(registers: client.Registry[]) {
  const digests = new client.Counter({
    name: 'huntaze_digests_total',
    help: 'Digests by kind and outcome (posted, late, skipped, failed)',
    labelNames: ['digest', 'outcome'],
    registers,
  })
  const alerts = new client.Counter({
    name: 'huntaze_alerts_total',
    help: 'Alerts by what became of them (told, false alarm, muted)',
    labelNames: ['outcome'],
    registers,
  })
  return (facts: readonly { name: string; data: Record<string, unknown> }[]): void => {
    for (const { name, data } of facts) {
      const ended = ENDS[name]
      if (ended === undefined) continue
      const outcome = ended === 'posted' && data.late === true ? 'late' : ended
      if (name.startsWith('digest.')) digests.inc({ digest: String(data.digest), outcome })
      else alerts.inc({ outcome })
    }
  }
}

/** What an operator would alert on. One registry a program, so that two in one process (tests) don't meet. */
export function createMetrics(read: {
  tasks(): Promise<Record<'due' | 'overdue' | 'running' | 'dead', number> & { oldestS: number }>
}) {
  const registry = new client.Registry()
  client.collectDefaultMetrics({ register: registry })
  const registers = [registry]
  const received = new client.Counter({
    name: 'huntaze_events_total',
    help: 'Events at the door by answer',
    labelNames: ['status'],
    registers,
  })
  const transactions = new client.Histogram({
    name: 'huntaze_transaction_seconds',
    help: 'Database transactions by name and outcome',
    labelNames: ['name', 'outcome'],
    buckets: [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3],
    registers,
  })
  const tasks = new client.Histogram({
    name: 'huntaze_task_seconds',
    help: 'Tasks run by name and outcome',
    labelNames: ['name', 'outcome'],
    buckets: [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30],
    registers,
  })
  const calls = new client.Histogram({
    name: 'huntaze_model_call_seconds',
    help: 'Calls of language models by task, model and outcome',
    labelNames: ['task', 'model', 'outcome'],
    buckets: [0.3, 1, 2, 4, 8, 12, 20, 30],
    registers,
  })
  const tokens = new client.Counter({
    name: 'huntaze_model_tokens_total',
    help: 'Tokens of language models by task, model and direction',
    labelNames: ['task', 'model', 'direction'],
    registers,
  })
  const cost = new client.Counter({
    name: 'huntaze_model_cost_dollars_total',
    help: 'What language models cost, by MODEL_PRICES',
    labelNames: ['task', 'model'],
    registers,
  })
  const looked = new client.Histogram({
    name: 'huntaze_approval_looking_seconds',
    help: 'How long people looked at a card before they approved it; those under 3 were hardly read',
    buckets: [1, 3, 10, 30, 120, 600],
    registers,
  })
  new client.Gauge({
    name: 'huntaze_tasks',
    help: 'Tasks by state; dead ones want a person',
    labelNames: ['state'],
    registers,
    async collect() {
      const counts = await read.tasks().catch(() => null)
      if (!counts) return
      for (const state of ['due', 'overdue', 'running', 'dead'] as const) this.set({ state }, counts[state])
      oldest.set(counts.oldestS)
    },
  })
  const oldest = new client.Gauge({
    name: 'huntaze_oldest_task_seconds',
    help: 'How long the oldest due task has been overdue',
    registers,
  })
  return {
    registry,
    onReceipts: (receipts: readonly { status: string }[]) => {
      for (const { status } of receipts) received.inc({ status })
    },
    onTransaction: (seen: { name: string; durationMs: number; outcome: string }) =>
      transactions.observe({ name: seen.name, outcome: seen.outcome }, seen.durationMs / 1000),
    onModelCall({ task, model, outcome, ...used }: SeenCall) {
      calls.observe({ task, model, outcome }, used.tookMs / 1000)
      tokens.inc({ task, model, direction: 'in' }, used.tokensIn)
      tokens.inc({ task, model, direction: 'out' }, used.tokensOut)
      cost.inc({ task, model }, used.costMicros / 1e6)
    },
    onFacts: countFacts(registers),
    onApproval: (lookedMs: number) => looked.observe(lookedMs / 1000),
    onTask: (end: { task: { name: string }; outcome: string; from: Date; to: Date }) =>
      tasks.observe({ name: end.task.name, outcome: end.outcome }, (end.to.getTime() - end.from.getTime()) / 1000),
  }
}
export type Metrics = ReturnType<typeof createMetrics>
