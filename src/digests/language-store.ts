import type { Sql } from '../database/sql.ts'
import { LANGUAGES, type Language } from './words.ts'

/** In which language a creator reads their digest; English until somebody says. */
export async function languageOf(sql: Sql, agencyId: string, creatorId: string): Promise<Language> {
  const [row] = await sql.query<{ language: string }>(
    'SELECT language FROM creator_languages WHERE agency_id = $1 AND creator_id = $2',
    [agencyId, creatorId],
  )
  return LANGUAGES.find((known) => known === row?.language) ?? 'en'
}

export async function writeLanguage(sql: Sql, agencyId: string, creatorId: string, language: Language): Promise<void> {
  await sql.query(
    `INSERT INTO creator_languages (agency_id, creator_id, language) VALUES ($1, $2, $3)
     ON CONFLICT (agency_id, creator_id) DO UPDATE SET language = excluded.language`,
    [agencyId, creatorId, language],
  )
}
