import type { Sql } from '../database/sql.ts'
import { aroundDays, type CreatorDay } from './days.ts'
import { addUpMonths, dropOtherMonths } from './months-store.ts'
import { MONEY } from './recompute-money-store.ts'
import { SUBSCRIBERS } from './recompute-subscribers-store.ts'
import { CARDS, MESSAGES, MOVES, PRICES, RULES, WORK } from './recompute-work-store.ts'

/** Every table of daily figures; each has the agency, the creator and the day in its key. */
export const TABLES = [
  'figure_money',
  'figure_assets',
  'figure_buyers',
  'figure_after_reply',
  'figure_messages',
  'figure_subscribers',
  'figure_cards',
  'figure_rules',
  'figure_work',
  'figure_prices',
  'figure_moves',
] as const

const OWED = 'owed AS (SELECT * FROM unnest($2::uuid[], $3::date[]) AS o(creator_id, day))'
const STATEMENTS = [MONEY, SUBSCRIBERS, MESSAGES, CARDS, RULES, WORK, PRICES, MOVES]

/** One roll-up of an agency at a time: whoever comes second sees what the first one wrote. */
export async function lockFigures(sql: Sql, agencyId: string): Promise<void> {
  await sql.query(`SELECT 1 FROM (SELECT pg_advisory_xact_lock(hashtextextended('figures ' || $1, 0))) locked`, [
    agencyId,
  ])
}

/**
 * Part: makes these days of these creators anew from the raw rows, set by set; the one way in which figures come to be. The
 * days are a run (`runsOf`), and the caller holds `lockFigures`.
 */
export async function recomputeDays(sql: Sql, agencyId: string, run: readonly CreatorDay[]): Promise<void> {
  const days = run.map(({ day }) => day).toSorted()
  const [first, last] = [days[0], days.at(-1)]
  if (first === undefined || last === undefined) return
  // Planned for how much these days hold: a plan for any days would visit each day's rows once a creator.
  await sql.query('SET LOCAL plan_cache_mode = force_custom_plan')
  const owed = [agencyId, run.map(({ creatorId }) => creatorId), run.map(({ day }) => day)]
  for (const table of TABLES) {
    await sql.query(
      `WITH ${OWED} DELETE FROM ${table} t USING owed o
       WHERE t.agency_id = $1 AND t.creator_id = o.creator_id AND t.day = o.day`,
      owed,
    )
  }
  const { from, until } = aroundDays(first, last)
  for (const statement of STATEMENTS) await sql.query(`WITH ${OWED}, ${statement}`, [...owed, from, until])
  await addUpMonths(sql, agencyId, run)
}

/** Takes an agency's, or a creator's, figures of all other days away: nothing is left of them to count. */
export async function dropOtherDays(
  sql: Sql,
  agencyId: string,
  creatorId: string | null,
  kept: readonly CreatorDay[],
): Promise<void> {
  await dropOtherMonths(sql, agencyId, creatorId, kept)
  for (const table of TABLES) {
    await sql.query(
      `WITH kept AS (SELECT * FROM unnest($2::uuid[], $3::date[]) AS k(creator_id, day))
       DELETE FROM ${table} t WHERE agency_id = $1 AND ($4::uuid IS NULL OR creator_id = $4)
         AND NOT EXISTS (SELECT FROM kept k WHERE k.creator_id = t.creator_id AND k.day = t.day)`,
      [agencyId, kept.map((k) => k.creatorId), kept.map((k) => k.day), creatorId],
    )
  }
}
