import type { Sql } from '../database/sql.ts'
import { type Program, programOf } from './advance.ts'
import { type FlowHead, listHeads, readMark, readVersions } from './flow-store.ts'
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

/** An agency's flows as they stood when they had this mark. */
interface Standing {
  mark: string
  heads: ReadonlyMap<string, FlowHead>
  /** By key: what `heads` name, held as long as this is. */
  programs: ReadonlyMap<string, Program>
  active: Program[]
  newest: ReadonlyMap<string, Program>
}

/** So many agencies' flows are kept ready; the oldest make room. */
const MOST_STANDING = 200

function trim(kept: Map<string, unknown>, most: number): void {
  const oldest = kept.size > most ? kept.keys().next().value : undefined
  if (oldest !== undefined) kept.delete(oldest)
}

export function createPrograms(): Programs {
  const kept = new Map<string, Program>()
  const standing = new Map<string, Standing>()

  async function read(sql: Sql, agencyId: string, wanted: readonly { id: string; version: number }[]) {
    const here = new Map<string, Program>()
    for (const flow of wanted.length > 0 ? await readVersions(sql, agencyId, wanted) : []) {
      const key = keyOf(agencyId, flow.id, flow.version)
      // Whether it is active stands in its head: a version only says what it does.
      const program = programOf({ ...flow, status: 'active' })
      here.set(key, program)
      kept.set(key, program)
      trim(kept, MOST_KEPT)
    }
    return here
  }

  /** Read anew only where something changed: a thousand heads for each batch are more than the batch. */
  async function stand(sql: Sql, agencyId: string): Promise<Standing> {
    const mark = await readMark(sql, agencyId, LISTENING)
    const known = standing.get(agencyId)
    if (known?.mark === mark) return known
    const heads = (await listHeads(sql, agencyId)).filter(({ status }) => LISTENING.includes(status))
    const key = ({ id, version }: FlowHead) => keyOf(agencyId, id, version)
    const here = await read(
      sql,
      agencyId,
      heads.filter((head) => !kept.has(key(head))),
    )
    const programs = new Map<string, Program>()
    for (const head of heads) {
      const program = here.get(key(head)) ?? kept.get(key(head))
      if (program) programs.set(key(head), program)
    }
    const active = heads
      .filter(({ status }) => status === 'active')
      .map((head) => programs.get(key(head)))
      .filter((program) => program !== undefined)
    const newest = new Map(active.map((program) => [program.flow.id, program]))
    const made = { mark, heads: new Map(heads.map((head) => [head.id, head])), programs, active, newest }
    standing.delete(agencyId)
    standing.set(agencyId, made)
    trim(standing, MOST_STANDING)
    return made
  }

  return {
    async load(sql, agencyId, runs) {
      const now = await stand(sql, agencyId)
      const { heads, active, newest, programs } = now
      const isKnown = (key: string): boolean => programs.has(key) || kept.has(key)
      const older = runs.map(({ flowId, version }) => ({ id: flowId, version }))
      const here = await read(
        sql,
        agencyId,
        older.filter(({ id, version }) => !isKnown(keyOf(agencyId, id, version))),
      )
      const of = (flowId: string, version: number): Program | null => {
        const key = keyOf(agencyId, flowId, version)
        return programs.get(key) ?? here.get(key) ?? kept.get(key) ?? null
      }
      return { heads, active, newest, of }
    },
  }
}
