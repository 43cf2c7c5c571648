import { z } from 'zod'
import { bySystem, type Cause, type Ground } from '../facts/index.ts'
import { insertGuardrails } from './store.ts'

const phrases = z.array(z.string().trim().min(1).max(100)).max(500)

const NewGuardrails = z
  .strictObject({
    agencyId: z.uuid(),
    creatorId: z.uuid(),
    forbiddenWords: phrases.default([]),
    escalationTriggers: phrases.default([]),
    /** At least one: a limit of zero would be a ban, and bans are said, not counted. */
    maxPerHour: z.int().min(1).max(60).default(4),
    cooldownMinutes: z.int().min(0).max(1440).default(5),
    floorMinor: z.int().min(0).max(100_000_000),
    ceilingMinor: z.int().min(1).max(100_000_000),
    /** Null: every price is one person's to approve. Zero: every price takes two. */
    secondPersonAboveMinor: z.int().min(0).max(100_000_000).nullable().default(null),
    secondPersonForCustom: z.boolean().default(false),
  })
  .refine((rules) => rules.floorMinor <= rules.ceilingMinor, {
    error: 'floorMinor may not be above ceilingMinor',
    path: ['floorMinor'],
  })
export type NewGuardrails = z.input<typeof NewGuardrails>

/** Sets what an agency adds to the built-in rules for a creator. There is nothing here that could weaken a built-in one. */
export async function setGuardrails(
  { database, clock, facts }: Ground,
  input: NewGuardrails,
  by: Cause = bySystem('setup'),
): Promise<number> {
  const { agencyId, creatorId, ...rules } = NewGuardrails.parse(input)
  return database.transaction('set-guardrails', async (sql) => {
    const at = clock.now()
    const version = await insertGuardrails(sql, agencyId, creatorId, rules, at)
    await facts.record(sql, [{ agencyId, name: 'guardrails.set', subject: creatorId, by, data: { version }, at }])
    return version
  })
}
