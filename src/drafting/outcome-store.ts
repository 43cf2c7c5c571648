import type { Sql } from '../database/sql.ts'

/** What a person did with a draft. */
export type DraftOutcome = 'accepted' | 'edited' | 'dismissed'

/** Decisions over drafts of which the writer was about equally sure. */
export interface Tenth {
  writer: string
  /** 0 is confidence below a tenth, 9 from nine tenths on. */
  tenth: number
  /** Of this creator, and of all of the agency's. */
  own: { decided: number; accepted: number }
  all: { decided: number; accepted: number }
}

/** Stores what became of a draft; what a person did last counts. */
export async function noteOutcome(
  sql: Sql,
  agencyId: string,
  noted: { draftId: string; creatorId: string; writer: string; said: number; outcome: DraftOutcome; at: Date },
): Promise<void> {
  await sql.query(
    `INSERT INTO draft_outcomes (agency_id, draft_id, creator_id, writer, said, outcome, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (agency_id, draft_id) DO UPDATE SET outcome = excluded.outcome, at = excluded.at`,
    [agencyId, noted.draftId, noted.creatorId, noted.writer, noted.said, noted.outcome, noted.at],
  )
}

/** What operators did since `since`, by writer and tenth of confidence. Null: all creators alike. */
export async function outcomesByTenth(
  sql: Sql,
  agencyId: string,
  creatorId: string | null,
  since: Date,
): Promise<Tenth[]> {
  const rows = await sql.query<
    Record<'writer', string> & Record<'tenth' | 'decided' | 'accepted' | 'own' | 'own_accepted', number>
  >(
    `SELECT writer, least(9, floor(said * 10 + 0.000001))::int AS tenth, count(*)::int AS decided,
       (count(*) FILTER (WHERE outcome = 'accepted'))::int AS accepted,
       (count(*) FILTER (WHERE creator_id = $2))::int AS own,
       (count(*) FILTER (WHERE creator_id = $2 AND outcome = 'accepted'))::int AS own_accepted
     FROM draft_outcomes WHERE agency_id = $1 AND at >= $3 GROUP BY 1, 2 ORDER BY 1, 2`,
    [agencyId, creatorId, since],
  )
  return rows.map(({ writer, tenth, decided, accepted, own, own_accepted }) => ({
    writer,
    tenth,
    own: { decided: own, accepted: own_accepted },
    all: { decided, accepted },
  }))
}

export interface Example {
  situation: string
  drafted: string
  approved: string
}

/** Keeps an accepted edit as an example; the last one of a draft counts. */
export async function keepExample(
  sql: Sql,
  agencyId: string,
  kept: Example & { draftId: string; creatorId: string; fanId: string; editShare: number; at: Date },
): Promise<void> {
  await sql.query(
    `INSERT INTO draft_examples (agency_id, draft_id, creator_id, fan_id, situation, drafted, approved, edit_share, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     ON CONFLICT (agency_id, draft_id) DO UPDATE SET approved = excluded.approved, edit_share = excluded.edit_share,
       at = excluded.at`,
    [
      agencyId,
      kept.draftId,
      kept.creatorId,
      kept.fanId,
      kept.situation,
      kept.drafted,
      kept.approved,
      kept.editShare,
      kept.at,
    ],
  )
}

/**
 * The best examples of a creator: of the newest hundred those of which a good part was changed, but not all (a rewrite
 * teaches what to say, an exchanged comma nothing), a few of each situation.
 */
export async function bestExamples(sql: Sql, agencyId: string, creatorId: string, each: number): Promise<Example[]> {
  return sql.query<Example>(
    `SELECT situation, drafted, approved FROM (
       SELECT *, row_number() OVER (PARTITION BY situation ORDER BY abs(edit_share - 0.35), at DESC, draft_id) AS place
       FROM (SELECT * FROM draft_examples WHERE agency_id = $1 AND creator_id = $2 ORDER BY at DESC LIMIT 100) newest
       WHERE edit_share BETWEEN 0.05 AND 0.9) ranked
     WHERE place <= $3 ORDER BY situation, place`,
    [agencyId, creatorId, each],
  )
}

/** Forgets examples: of a fan, or all of a creator. Returns how many. */
export async function forgetExamples(
  sql: Sql,
  agencyId: string,
  whose: { fanId: string } | { creatorId: string },
): Promise<number> {
  const rows = await sql.query(
    `DELETE FROM draft_examples WHERE agency_id = $1 AND (fan_id = $2::uuid OR creator_id = $3::uuid) RETURNING draft_id`,
    [agencyId, 'fanId' in whose ? whose.fanId : null, 'creatorId' in whose ? whose.creatorId : null],
  )
  return rows.length
}
