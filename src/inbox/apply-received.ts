import type { TaskRun } from '../facts/index.ts'
import { Failure } from '../kernel/failure.ts'
import { applyEvents, type InboxDeps } from './apply-events.ts'
import { lockJournal, quarantine, type WaitingRow, waitingEvents } from './journal-store.ts'

const APPLY_MAX = 500

/**
 * Applies an agency's journal, oldest first. A batch in which a row fails is rolled back and applied row by row; the
 * row that fails alone is quarantined with its reason, and the rest goes on.
 */
export async function applyReceived(deps: InboxDeps, { task, commit }: TaskRun): Promise<void> {
  const { agencyId } = task
  try {
    await commit('apply-received', async (sql) => {
      await lockJournal(sql, agencyId)
      const rows = await waitingEvents(sql, agencyId, APPLY_MAX)
      if (rows.length > 0) await applyEvents(deps, sql, agencyId, rows)
      if (rows.length === APPLY_MAX) await oweMore(deps, sql, agencyId)
    })
  } catch (error) {
    // An outage is no row's fault.
    if (error instanceof Failure) throw error
    await applyOneByOne(deps, agencyId)
  }
}

async function applyOneByOne(deps: InboxDeps, agencyId: string): Promise<void> {
  const { database } = deps.ground
  const rows = await database.transaction('read-journal', (sql) => waitingEvents(sql, agencyId, APPLY_MAX))
  for (const row of rows) {
    try {
      await database.transaction('apply-one', async (sql) => {
        await lockJournal(sql, agencyId)
        await applyEvents(deps, sql, agencyId, [row])
      })
    } catch (error) {
      if (error instanceof Failure) throw error
      await quarantineRow(deps, agencyId, row, error)
    }
  }
  await database.transaction('apply-more', (sql) => oweMore(deps, sql, agencyId))
}

async function quarantineRow({ ground }: InboxDeps, agencyId: string, row: WaitingRow, error: unknown): Promise<void> {
  // The database's own sentence can hold values of the row; its code can't.
  const code = (error as { code?: unknown }).code
  const reason = `could not be applied (${typeof code === 'string' ? code : error instanceof Error ? error.name : 'error'})`
  await ground.database.transaction('quarantine-one', (sql) =>
    quarantine(sql, agencyId, [{ ...row, reason }], ground.clock.now()),
  )
}

async function oweMore({ ground }: InboxDeps, sql: Parameters<typeof lockJournal>[0], agencyId: string): Promise<void> {
  await ground.facts.owe(sql, [
    {
      agencyId,
      name: 'apply-received',
      key: 'journal',
      input: { fact: '', subject: 'journal', data: {} },
      dueAt: ground.clock.now(),
      latestAt: null,
    },
  ])
}
