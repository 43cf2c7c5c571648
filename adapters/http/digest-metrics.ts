import client from 'prom-client'
import { SCHEDULED } from '../../src/digests/index.ts'

/** Facts about digests and alerts that are counted, and as what. */
const ENDS: Record<string, string | undefined> = {
  'digest.posted': 'posted',
  'digest.skipped': 'skipped',
  'digest.failed': 'failed',
  'alert.told': 'told',
  'insight.dismissed': 'false alarm',
  'insight.muted': 'muted',
}

interface Counted {
  name: string
  data: Record<string, unknown>
}

/** Counts digests, alerts and what was found, from what happened. */
export function countFacts(registers: client.Registry[]): (facts: readonly Counted[]) => void {
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
  const insights = new client.Counter({
    name: 'huntaze_insights_total',
    help: 'Things to look at that were found, by kind (alert, churn, opportunity)',
    labelNames: ['kind'],
    registers,
  })
  // What begins at 0 is seen to rise by its first failure.
  for (const digest of SCHEDULED)
    for (const outcome of ['posted', 'late', 'skipped', 'failed']) digests.inc({ digest, outcome }, 0)
  for (const outcome of ['told', 'false alarm', 'muted']) alerts.inc({ outcome }, 0)
  for (const kind of ['alert', 'churn', 'opportunity']) insights.inc({ kind }, 0)
  const count = ({ name, data }: Counted): void => {
    if (name === 'insight.found') insights.inc({ kind: String(data.kind) })
    const ended = ENDS[name]
    if (ended === undefined) return
    const outcome = ended === 'posted' && data.late === true ? 'late' : ended
    if (name.startsWith('digest.')) digests.inc({ digest: String(data.digest), outcome })
    else alerts.inc({ outcome })
  }
  return (facts) => {
    for (const fact of facts) count(fact)
  }
}

/** `owedS`: by how many seconds the digest that waits longest is past its time; 0 when none is. */
export function watchOwed(registers: client.Registry[], owedS: () => Promise<number>): void {
  new client.Gauge({
    name: 'huntaze_digest_owed_seconds',
    help: 'How long the digest that waits longest is past its time, looks for unusual days included; 0: none is',
    registers,
    async collect() {
      const seconds = await owedS().catch(() => null)
      if (seconds !== null) this.set(seconds)
    },
  })
}
