import { type Card, type CommandDefinition, defineCommand } from '../desk/index.ts'
import { countTasks } from '../facts/index.ts'
import type { RepliesDeps } from './end-delivery.ts'

/** How the agency's desk stands: what waits, what is late, what is to be sent by hand, how the tasks do. */
export async function statusCard({ ground, drafting, inbox }: RepliesDeps, agencyId: string): Promise<Card> {
  const { database, clock } = ground
  const now = clock.now()
  const counts = await drafting.counts(database, agencyId)
  const open = counts.open + counts.redrafting + counts.second + counts.snoozed
  const late = await drafting.late(database, agencyId, now)
  const tasks = await countTasks(database, now, agencyId)
  const quarantined = await inbox.quarantined(agencyId)
  const troubled = late > 0 || tasks.dead > 0 || quarantined > 0
  return {
    tone: troubled ? 'warn' : 'info',
    title: open === 0 ? 'No cards wait' : `Desk · ${open} waiting, ${late} late`,
    summary: `${open} cards wait, ${late} late`,
    body: [
      {
        kind: 'fields',
        fields: [
          { label: 'Waiting', value: String(open) },
          { label: 'Late', value: String(late) },
          { label: 'Approved, on the way', value: String(counts.accepted) },
          { label: 'Quarantined events', value: String(quarantined) },
          { label: 'Tasks due', value: `${tasks.due}, ${tasks.overdue} overdue` },
          { label: 'Dead tasks', value: String(tasks.dead) },
        ],
      },
      {
        kind: 'context',
        items: [open === 0 ? 'next: write as a fan in the simulator' : ['as of ', { at: now, as: 'time' }]],
      },
    ],
  }
}

export function replyCommands(deps: RepliesDeps): CommandDefinition[] {
  return [
    defineCommand({
      group: 'desk',
      name: 'status',
      summary: 'How the desk stands: waiting, late, owed',
      arguments: [],
      least: 'chatter',
      run: async ({ actor }) => ({ kind: 'panel', card: await statusCard(deps, actor.agencyId) }),
    }),
  ]
}
