import { type Card, type CommandDefinition, defineCommand } from '../desk/index.ts'
import { isLive } from '../drafting/index.ts'
import { countTasks } from '../facts/index.ts'
import type { RepliesDeps } from './end-delivery.ts'

/** How the agency's desk stands: what waits, what is late, what is to be sent by hand, how the tasks do. */
export async function statusCard({ ground, drafting, inbox }: RepliesDeps, agencyId: string): Promise<Card> {
  const { database, clock } = ground
  const now = clock.now()
  const drafts = await drafting.queue(database, agencyId, 1_000)
  const open = drafts.filter((draft) => isLive(draft.state))
  const late = open.filter((draft) => draft.dueAt <= now && draft.state !== 'snoozed')
  const tasks = await countTasks(database, now, agencyId)
  const quarantined = await inbox.quarantined(agencyId)
  const troubled = late.length > 0 || tasks.dead > 0 || quarantined > 0
  return {
    tone: troubled ? 'warn' : 'info',
    title: open.length === 0 ? 'No cards wait' : `Desk · ${open.length} waiting, ${late.length} late`,
    summary: `${open.length} cards wait, ${late.length} late`,
    body: [
      {
        kind: 'fields',
        fields: [
          { label: 'Waiting', value: String(open.length) },
          { label: 'Late', value: String(late.length) },
          { label: 'Approved, on the way', value: String(drafts.length - open.length) },
          { label: 'Quarantined events', value: String(quarantined) },
          { label: 'Tasks due', value: `${tasks.due}, ${tasks.overdue} overdue` },
          { label: 'Dead tasks', value: String(tasks.dead) },
        ],
      },
      {
        kind: 'context',
        items: [open.length === 0 ? 'next: write as a fan in the simulator' : ['as of ', { at: now, as: 'time' }]],
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
