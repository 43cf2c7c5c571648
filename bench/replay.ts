import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { rowTypes } from '../src/database/row-types.ts'
import { StatementNames } from '../src/database/statement-names.ts'
import { type Statement, unpacked } from './record-statements.ts'

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

/**
 * The bare steps of a path: its own recorded statements, once in sequence on one connection, with new ids for whatever
 * the path made, so that they insert again. Runs on a copy of the database, where no worker sees what is inserted.
 */
export async function createReplay(url: string, statements: readonly Statement[], made: { name: string; fan: string }) {
  const client = new pg.Client({ connectionString: url, types: rowTypes })
  await client.connect()
  await client.query("SET TimeZone = 'UTC'; SET plan_cache_mode = force_generic_plan")
  const names = new StatementNames()
  const known = await idsIn(client)
  const template = JSON.stringify(statements)
  const fresh = new Set([...template.matchAll(UUID)].map(([id]) => id).filter((id) => !known.has(id)))
  let runs = 0

  /** Everything of the path that differs from run to run, made before the clock starts. */
  function next(): Statement[] {
    runs += 1
    const ids = new Map([...fresh].map((id) => [id, randomUUID()]))
    const text = template
      .replace(UUID, (id) => ids.get(id) ?? id)
      .replaceAll(made.name, `${made.name}x${runs}`)
      .replaceAll(made.fan, `${made.fan}x${runs}`)
    return (JSON.parse(text) as Statement[]).map(({ text, params }) => ({ text, params: params.map(unpacked) }))
  }

  return {
    /** Milliseconds of one run. `calls` are the loopback calls of the path. */
    async run(calls: readonly (() => Promise<unknown>)[]): Promise<number> {
      const steps = next()
      const started = performance.now()
      for (const { text, params } of steps) {
        if (params.length === 0) await client.query(text)
        else await client.query(names.statement(text, params))
      }
      for (const call of calls) await call()
      return performance.now() - started
    },
    close: () => client.end(),
  }
}

/** Ids that were there before the path ran: they stay as they are. */
async function idsIn(client: pg.Client): Promise<Set<string>> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT id FROM agencies UNION SELECT id FROM creators UNION SELECT id FROM accounts UNION SELECT id FROM assets
     UNION SELECT id FROM event_sources`,
  )
  return new Set(rows.map((row) => row.id))
}
