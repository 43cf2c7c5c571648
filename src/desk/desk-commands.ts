import type { Database } from '../database/pool.ts'
import { listDeadTasks, reviveTasks } from '../facts/index.ts'
import type { Clock } from '../kernel/clock.ts'
import { done } from './answer.ts'
import { auditCard, type PeopleOf } from './audit-card.ts'
import type { Card } from './card.ts'
import { type CommandDefinition, defineCommand } from './command.ts'

/** So many stand on a page of their own; the command has pages for all of them. */
const SHOWN = 8

/** The dead tasks of an agency as a card: what failed for good, and how to bring it back. */
export async function deadTasksCard(database: Database, agencyId: string, most = SHOWN): Promise<Card> {
  const dead = await listDeadTasks(database, agencyId)
  const rows = dead.slice(0, most).map((task) => ({
    line: [
      { strong: `${task.id} ${task.name}` },
      ` · ${task.attempts} attempts · `,
      { at: task.endedAt, as: 'ago' as const },
    ],
    soft: task.lastError ?? '',
  }))
  return {
    tone: dead.length > 0 ? 'warn' : 'quiet',
    title: dead.length > 0 ? `⚠️ Dead tasks: ${dead.length}` : 'No dead tasks',
    summary: `${dead.length} tasks failed for good`,
    body: [
      ...(rows.length > 0 ? [{ kind: 'list' as const, rows }] : []),
      {
        kind: 'context',
        items: dead.length > 0 ? ['/desk retry ID, or /desk retry all'] : ['everything that was owed was done'],
      },
    ],
  }
}

/** `/desk dead`, `retry` and `audit`: about the facts and tasks of the whole agency, which no other slice answers for. */
export function deskCommands(
  database: Database,
  clock: Clock,
  wake: () => void,
  peopleOf: PeopleOf,
): CommandDefinition[] {
  return [
    defineCommand({
      group: 'desk',
      name: 'dead',
      summary: 'Tasks that failed for good',
      arguments: [],
      least: 'manager',
      run: async ({ actor }) => ({ kind: 'panel', card: await deadTasksCard(database, actor.agencyId, Infinity) }),
    }),
    defineCommand({
      group: 'desk',
      name: 'retry',
      summary: 'Try dead tasks again',
      arguments: [{ name: 'task', summary: 'the number of a task, or all', required: true }],
      least: 'manager',
      async run({ actor, arguments: given }) {
        const id = given.task === 'all' ? null : Number(given.task)
        if (id !== null && !Number.isSafeInteger(id)) {
          return {
            kind: 'refused',
            line: `“${given.task}” is not a task: give the number that /desk dead shows, or all.`,
          }
        }
        const revived = await database.transaction('revive-tasks', (sql) =>
          reviveTasks(sql, actor.agencyId, id, clock.now()),
        )
        wake()
        if (revived > 0) return done(revived === 1 ? '1 task is tried again.' : `${revived} tasks are tried again.`)
        const none = id === null ? 'No task is dead.' : 'No such dead task.'
        return { kind: 'refused', line: `${none} Nothing changed.` }
      },
    }),
    defineCommand({
      group: 'desk',
      name: 'audit',
      summary: 'Verify the chain of facts, and show what happened last',
      arguments: [],
      least: 'admin',
      run: async ({ actor, page }) => ({
        kind: 'panel',
        card: await auditCard(database, peopleOf, actor.agencyId, page),
      }),
    }),
  ]
}
