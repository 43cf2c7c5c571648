import client from 'prom-client'
import type { SeenCall } from '../../src/language-model/index.ts'
import { countFacts, watchOwed } from './digest-metrics.ts'

/** Counts calls of language models, what they read and wrote, and what that cost. */
function countCalls(registers: client.Registry[]) {
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
  return ({ task, model, outcome, ...used }: SeenCall): void => {
    calls.observe({ task, model, outcome }, used.tookMs / 1000)
    tokens.inc({ task, model, direction: 'in' }, used.tokensIn)
    tokens.inc({ task, model, direction: 'out' }, used.tokensOut)
    cost.inc({ task, model }, used.costMicros / 1e6)
  }
}

/** What an operator would alert on. One registry a program, so that two in one process (tests) don't meet. */
export function createMetrics(read: {
  tasks(): Promise<Record<'due' | 'overdue' | 'running' | 'dead', number> & { oldestS: number }>
  /** By how many seconds the digest that waits longest is past its time; 0 when none is. */
  digestOwedS?(): Promise<number>
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
  for (const status of ['accepted', 'duplicate', 'conflict', 'quarantined']) received.inc({ status }, 0)
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
  const reports = new client.Histogram({
    name: 'huntaze_report_seconds',
    help: 'Reports by name',
    labelNames: ['report'],
    buckets: [0.03, 0.1, 0.3, 1, 3, 10],
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
  watchOwed(registers, read.digestOwedS ?? (async () => 0))
  return {
    registry,
    onReceipts: (receipts: readonly { status: string }[]) => {
      for (const { status } of receipts) received.inc({ status })
    },
    onTransaction: (seen: { name: string; durationMs: number; outcome: string }) =>
      transactions.observe({ name: seen.name, outcome: seen.outcome }, seen.durationMs / 1000),
    onModelCall: countCalls(registers),
    onFacts: countFacts(registers),
    onReport: (report: string, tookMs: number) => reports.observe({ report }, tookMs / 1000),
    onApproval: (lookedMs: number) => looked.observe(lookedMs / 1000),
    onTask: (end: { task: { name: string }; outcome: string; from: Date; to: Date }) =>
      tasks.observe({ name: end.task.name, outcome: end.outcome }, (end.to.getTime() - end.from.getTime()) / 1000),
  }
}
export type Metrics = ReturnType<typeof createMetrics>
