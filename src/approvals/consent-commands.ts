import {
  type ActionDefinition,
  type Actor,
  type Answer,
  actionId,
  type Card,
  type CommandDefinition,
  defineAction,
  defineCommand,
  done,
  refused,
} from '../desk/index.ts'
import { words } from './consent-words.ts'
import type { ApprovalsDeps } from './hold-draft.ts'

/** As many rows with a button as a list holds on every desk. */
const SHOWN = 8

/** `/fan consents`: what a creator agreed to for a fan, and the buttons that take it back. */
export function consentCommand(deps: ApprovalsDeps): CommandDefinition {
  return defineCommand({
    group: 'fan',
    name: 'consents',
    summary: 'What the creator agreed to for this fan, and may take back',
    arguments: [
      { name: 'fan', summary: 'a part of the name, in quotes when it has blanks, or the id there', required: true },
    ],
    least: 'manager',
    run: ({ actor, arguments: given }) => show(deps, actor, given.fan ?? ''),
  })
}

async function show({ ground, fans, inbox, guardrails }: ApprovalsDeps, actor: Actor, typed: string): Promise<Answer> {
  const { agencyId } = actor
  const sql = ground.database
  const fan = await fans.oneFan(sql, agencyId, typed)
  if (typeof fan === 'string') return refused(fan)
  const conversation = await inbox.ofFan(sql, agencyId, fan.id)
  const all = conversation ? await guardrails.consents(sql, agencyId, conversation.id) : []
  const rows = all.slice(0, SHOWN).map(({ draftId, concerns, at }) => ({
    line: concerns.length > 0 ? concerns.join(', ') : words.nothing,
    soft: [{ at, as: 'day' as const }],
    button: { action: actionId('take-back-consent', draftId, 0), label: 'Take back' },
  }))
  const title = words.title(fan.name)
  const body: Card['body'] = [{ kind: 'list', rows: rows.length > 0 ? rows : [{ line: words.none }] }]
  return { kind: 'panel', card: { tone: 'info', title, summary: words.summary, body } }
}

export function takeBackConsent({ ground, guardrails }: ApprovalsDeps): ActionDefinition {
  return defineAction({
    name: 'take-back-consent',
    mode: 'does',
    least: 'manager',
    async run({ actor, subject }) {
      const taken = await ground.database.transaction('revoke-consent', (sql) =>
        guardrails.revokeConsent(sql, actor.agencyId, subject, actor.operatorId),
      )
      return taken ? done(words.takenBack) : refused(words.gone)
    },
  })
}
