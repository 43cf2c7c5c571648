import { z } from 'zod'
import { bySystem, type Cause, type Ground } from '../facts/index.ts'
import { insertPersona, lockCreator } from './store.ts'
import { templateProblems } from './template.ts'

const template = z
  .string()
  .trim()
  .min(1)
  .max(8_000)
  .superRefine((text, context) => {
    for (const problem of templateProblems(text)) context.addIssue({ code: 'custom', message: problem })
  })

const NewPersona = z.strictObject({
  agencyId: z.uuid(),
  creatorId: z.uuid(),
  name: z.string().trim().min(1).max(80),
  welcome: template,
  upsell: template,
  reactivation: template,
})
export type NewPersona = z.input<typeof NewPersona>

/** Stores how a creator writes as a new version and activates it. Returns the version. */
export async function savePersona(
  { database, clock, facts }: Ground,
  input: NewPersona,
  by: Cause = bySystem('setup'),
): Promise<number> {
  const { agencyId, ...persona } = NewPersona.parse(input)
  return database.transaction('save-persona', async (sql) => {
    const at = clock.now()
    await lockCreator(sql, agencyId, persona.creatorId)
    const version = await insertPersona(sql, agencyId, persona, at)
    await facts.record(sql, [
      { agencyId, name: 'persona.saved', subject: persona.creatorId, by, data: { version }, at },
    ])
    return version
  })
}
