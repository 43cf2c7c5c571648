/**
 * What must not be said and what must reach a person: built-in rules no one can switch off, and the agency's own words
 * on top. Answers with a verdict and where it was found; what happens then (freeze, card, refusal) is the callers'.
 */
export { type Alarm, alarmsOf } from './alarm-store.ts'
export { brakeTemplate, templateFor } from './care.ts'
export { CONSENTS } from './consent-store.ts'
export { judge } from './judge.ts'
export { quietUntil } from './quiet-hours.ts'
export { redactForCard } from './redact.ts'
export { OF_FANS } from './rules/index.ts'
export { type Brake, brakeOf } from './spending-brake.ts'
export { whyUnfit } from './unfit.ts'
export type {
  Category,
  Finding,
  GuardrailLists,
  Verdict,
} from './verdict.ts'

import type { Sql } from '../database/sql.ts'
import type { Card, CardNode } from '../desk/index.ts'
import { bySystem, type Cause } from '../facts/index.ts'
import { guardrailActions } from './actions.ts'
import {
  type Alarm,
  type AlarmedCard,
  type AlarmSpan,
  countAlarms,
  countOverrules,
  raiseAlarms,
  settleAlarms,
} from './alarm-store.ts'
import { wrongAlarmAction } from './call-wrong.ts'
import { changeCard } from './cards.ts'
import { guardrailCommands } from './commands.ts'
import { consentsOf } from './consents.ts'
import { type GuardrailsDeps, holding } from './deps.ts'
import { limitsOf } from './limits.ts'
import { reportBody } from './report.ts'
import { changeGuardrails, type NewGuardrails, setGuardrails } from './set-guardrails.ts'
import { DEFAULT_GUARDRAILS, readChange } from './store.ts'

export type { LimitVerdict } from './limit.ts'
export { GuardrailFields, type GuardrailsSet, type NewGuardrails } from './set-guardrails.ts'
export type { Guardrails } from './store.ts'
export type GuardrailRules = ReturnType<typeof createGuardrails>

export function createGuardrails(deps: GuardrailsDeps) {
  const { ground, agencies } = deps

  return {
    commands: guardrailCommands(deps),
    actions: [...guardrailActions(deps), wrongAlarmAction(ground)],
    set: (input: NewGuardrails, by?: Cause, seen?: number) => setGuardrails(ground, input, by, seen),
    /** Part: of `set`. */
    change: (sql: Sql, input: NewGuardrails, by: Cause) => changeGuardrails(ground, sql, input, by),
    /** Part: what holds for a creator; the defaults until an agency sets its own. */
    rules: holding,
    /** Part: notes what was found on a card's turn or in its reply. */
    async raise(sql: Sql, card: AlarmedCard, alarms: readonly Alarm[], rulesVersion: number): Promise<void> {
      const at = ground.clock.now()
      await raiseAlarms(sql, card, alarms, { rulesVersion, at })
      const { agencyId, id: subject, creatorId, conversationId } = card
      const by = bySystem('guardrails')
      await ground.facts.record(
        sql,
        alarms.map(({ stage, rule, level }) => ({
          ...{ agencyId, name: 'alarm.raised', subject, by, at },
          data: { creatorId, conversationId, stage, rule, level },
        })),
      )
    },
    /** Part: what a person's decision on a card says of its alarms. */
    settle: (sql: Sql, card: { agencyId: string; id: string }, outcome: 'confirmed' | 'overruled', byId: string) =>
      settleAlarms(sql, card.agencyId, card.id, { outcome, byId, at: ground.clock.now() }),
    /** What the rules found since a date, for a report; nothing where they found nothing. */
    async found(agencyId: string, span: AlarmSpan): Promise<CardNode[]> {
      const { database } = ground
      const alarms = await countAlarms(database, agencyId, span)
      return reportBody(alarms, await countOverrules(database, agencyId, span))
    },
    ...consentsOf(ground),
    /** The public line about a version; null where it changed nothing. */
    async changeCard(agencyId: string, creatorId: string, version: number): Promise<Card | null> {
      const { database } = ground
      const creator = await agencies.creator(database, agencyId, creatorId)
      const change = await readChange(database, agencyId, creatorId, version)
      if (!creator || !change) return null
      const operators = await agencies.operators(agencyId)
      const byName = operators.find(({ id }) => id === change.setById)?.name ?? null
      return changeCard(creator, { now: change.now, before: change.before ?? DEFAULT_GUARDRAILS, byName })
    },
    ...limitsOf(ground),
  }
}
