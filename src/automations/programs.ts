import type { Sql } from '../database/sql.ts'
import { type Program, programOf } from './advance.ts'
import { type FlowHead, listHeads, readVersions } from './flow-store.ts'
import { LISTENING } from './hears.ts'

/** Versions never change, so one that was read once is known; the oldest make room. */
const MOST_KEPT = 5_000

/** An agency's flows as a batch of runs sees them. */
export interface Flows {
  heads: ReadonlyMap<string, FlowHead>
  /** The newest versions of active flows, with the status that they have now. */
  active: Program[]
  /** The same by flow. */
  newest: ReadonlyMap<string, Program>
  of(flowId: string, version: number): Program | null
}

export interface Programs {
  /** Reads the agency's flows, and versions besides that runs began with. */
  load(sql: Sql, agencyId: string, runs: readonly { flowId: string; version: number }[]): Promise<Flows>
}

const keyOf = (agencyId: string, flowId: string, version: number): string => `${agencyId} ${flowId} ${version}`

export function createPrograms(): Programs {
  const kept = new Map<string, Program>()

  function keep(key: string, program: Program): void {
    kept.set(key, program)
    const oldest = kept.size > MOST_KEPT ? kept.keys().next().value : undefined
    if (oldest !== undefined) kept.delete(oldest)
  }

  return {
    async load(sql, agencyId, runs) {
      const heads = (await listHeads(sql, agencyId)).filter(({ status }) => LISTENING.includes(status))
      const wanted = [...heads, ...runs.map(({ flowId, version }) => ({ id: flowId, version }))]
      const missing = wanted.filter(({ id, version }) => !kept.has(keyOf(agencyId, id, version)))
      const here = new Map<string, Program>()
      for (const flow of missing.length > 0 ? await readVersions(sql, agencyId, missing) : []) {
        const key = keyOf(agencyId, flow.id, flow.version)
        // Whether it is active stands in its head: a version only says what it does.
        const program = programOf({ ...flow, status: 'active' })
        here.set(key, program)
        keep(key, program)
      }
      const of = (flowId: string, version: number): Program | null => {
        const key = keyOf(agencyId, flowId, version)
        return here.get(key) ?? kept.get(key) ?? null
      }
      const running = heads.filter(({ status }) => status === 'active')
      const active = running.map(({ id, version }) => of(id, version)).filter((program) => program !== null)
      const newest = new Map(active.map((program) => [program.flow.id, program]))
      return { heads: new Map(heads.map((head) => [head.id, head])), active, newest, of }
    },
  }
}
