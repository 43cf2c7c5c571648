import { z } from 'zod'
import { lockCreator } from '../agency/index.ts'
import type { Cause } from '../facts/index.ts'
import { whyUnfit } from '../guardrails/index.ts'
import type { PersonasDeps } from './deps.ts'
import { words } from './words.ts'

const LINE_MAX = 200
const Line = z
  .string()
  .trim()
  .min(1, { error: words.disclosureLength(LINE_MAX) })
  .max(LINE_MAX, { error: words.disclosureLength(LINE_MAX) })

export type DisclosureSet = { kind: 'set' } | { kind: 'unknown-creator' } | { kind: 'bad'; why: string }

/** Sets the line that ends every reply of a creator; null takes it away. The rules judge it as they judge a draft. */
export async function setDisclosure(
  { ground, agencies, rulesOf }: PersonasDeps,
  { agencyId, creatorId, line }: { agencyId: string; creatorId: string; line: string | null },
  by: Cause,
): Promise<DisclosureSet> {
  const checked = Line.nullable().safeParse(line)
  if (!checked.success) return { kind: 'bad', why: checked.error.issues[0]?.message ?? '' }
  return ground.database.transaction('set-disclosure', async (sql): Promise<DisclosureSet> => {
    if (!(await lockCreator(sql, agencyId, creatorId))) return { kind: 'unknown-creator' }
    const why = checked.data === null ? null : whyUnfit(checked.data, await rulesOf(sql, agencyId, creatorId))
    if (why !== null) return { kind: 'bad', why }
    await agencies.changeDisclosure(sql, agencyId, { creatorId, line: checked.data }, by)
    return { kind: 'set' }
  })
}
