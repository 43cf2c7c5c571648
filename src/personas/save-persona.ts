import { z } from 'zod'
import { lockCreator } from '../agency/index.ts'
import { bySystem, type Cause } from '../facts/index.ts'
import type { PersonasDeps } from './deps.ts'
import { type Unfit, unfitTexts } from './fit.ts'
import { activate, insertPersona, newestVersion, type Persona } from './store.ts'
import { templateProblems } from './template.ts'

const template = z
  .string()
  .trim()
  .min(1)
  .max(8_000)
  .superRefine((text, context) => {
    for (const problem of templateProblems(text)) context.addIssue({ code: 'custom', message: problem })
  })
const phrases = z.array(z.string().trim().min(1).max(200)).max(40).default([])
const examples = z.array(z.string().trim().min(1).max(1_000)).max(20).default([])

/** A persona as it is written down, without the creator and the version. */
export const PersonaFields = z.strictObject({
  name: z.string().trim().min(1).max(80),
  welcome: template,
  upsell: template,
  reactivation: template,
  tone: z.string().trim().max(200).default(''),
  style: z.string().trim().max(2_000).default(''),
  languages: z
    .array(z.string().regex(/^[a-z]{2,3}$/, { error: 'a language such as en or pt' }))
    .max(20)
    .default([]),
  taboos: phrases,
  boundaries: phrases,
  goodExamples: examples,
  badExamples: examples,
  preset: z.string().max(40).nullable().default(null),
})

const NewPersona = PersonaFields.extend({ agencyId: z.uuid(), creatorId: z.uuid() })
export type NewPersona = z.input<typeof NewPersona>

export interface Saving {
  /** False: stored beside the active one. */
  active?: boolean
  /** The newest version that the writer has seen; another one by now, and nothing is stored. */
  seen?: number
  /** The version it was made from: a text taken over as it was is not refused again, though no writer uses an unfit one. */
  from?: Persona
}

export type Saved =
  | { kind: 'saved'; version: number }
  | { kind: 'unknown-creator' }
  | { kind: 'changed'; newest: number }

/**
 * Stores how a creator writes as a new version, active unless said otherwise. Bad input throws a `ZodError` that names the
 * field, as does a text that the rules refuse to put before a fan.
 */
export async function savePersona(
  { ground: { database, clock, facts }, rulesOf }: PersonasDeps,
  input: NewPersona,
  by: Cause = bySystem('setup'),
  { active = true, seen, from }: Saving = {},
): Promise<Saved> {
  const { agencyId, ...persona } = NewPersona.parse(input)
  return database.transaction('save-persona', async (sql): Promise<Saved> => {
    const at = clock.now()
    if (!(await lockCreator(sql, agencyId, persona.creatorId))) return { kind: 'unknown-creator' }
    const newest = await newestVersion(sql, agencyId, persona.creatorId)
    if (seen !== undefined && seen !== newest) return { kind: 'changed', newest }
    refuseUnfit(unfitTexts(persona, await rulesOf(sql, agencyId, persona.creatorId)), persona, from)
    const version = await insertPersona(sql, agencyId, persona, at)
    if (active) await activate(sql, agencyId, persona.creatorId, version)
    await facts.record(sql, [
      { agencyId, name: 'persona.saved', subject: persona.creatorId, by, data: { version, active }, at },
    ])
    return { kind: 'saved', version }
  })
}

function refuseUnfit(unfit: readonly Unfit[], persona: Omit<Persona, 'version'>, from: Persona | undefined): void {
  const isNew = ({ field }: Unfit) => JSON.stringify(persona[field]) !== JSON.stringify(from?.[field])
  const issues = unfit.filter(isNew).map(({ field, place, why }) => ({
    ...{ code: 'custom' as const, message: why, input: undefined },
    path: field === 'goodExamples' && place !== null ? [field, place] : [field],
  }))
  if (issues.length > 0) throw new z.ZodError(issues)
}

/** Lets a version write from now on; false when the creator has none of that number. */
export async function activatePersona(
  { ground: { database, clock, facts } }: PersonasDeps,
  { agencyId, creatorId, version }: { agencyId: string; creatorId: string; version: number },
  by: Cause,
): Promise<boolean> {
  return database.transaction('activate-persona', async (sql) => {
    await lockCreator(sql, agencyId, creatorId)
    if (!(await activate(sql, agencyId, creatorId, version))) return false
    const at = clock.now()
    await facts.record(sql, [{ agencyId, name: 'persona.activated', subject: creatorId, by, data: { version }, at }])
    return true
  })
}
