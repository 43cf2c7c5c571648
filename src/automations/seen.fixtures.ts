import type { StoryHouse } from '../stories/house.ts'
import type { Flow } from './flow.ts'

/** What flows left behind in a house: runs with their steps, fans' tags, approaches and facts. */
export function seenIn(house: () => StoryHouse) {
  const query = <Row>(text: string, params: unknown[] = []) => house().app.ground.database.query<Row>(text, params)
  const runs = (made: Flow) =>
    query<{
      fan: string
      status: string
      outcome: string | null
      version: number
      visits: number
      error: string | null
      log: string | null
      executed: string[] | null
    }>(
      `SELECT f.external_id AS fan, r.status, r.outcome, r.version, s.visits, s.error, s.status AS log, s.executed
     FROM flow_runs r JOIN fans f ON f.agency_id = r.agency_id AND f.id = r.fan_id
     LEFT JOIN flow_steps s ON s.agency_id = r.agency_id AND s.run_id = r.id
     WHERE r.agency_id = $1 AND r.flow_id = $2 ORDER BY r.entered_at, f.external_id, s.visits`,
      [house().agencyId, made.id],
    )
  const tagsOf = async (fan: string): Promise<string[]> =>
    (
      await query<{ tags: string[] }>('SELECT tags FROM fans WHERE agency_id = $1 AND external_id = $2', [
        house().agencyId,
        fan,
      ])
    )[0]?.tags ?? []
  const approaches = (fan: string) =>
    query<{ purpose: string; cause_kind: string; why: string }>(
      `SELECT a.purpose, a.cause_kind, a.why FROM approaches a JOIN fans f ON f.agency_id = a.agency_id AND f.id = a.fan_id
     WHERE a.agency_id = $1 AND f.external_id = $2 ORDER BY a.asked_at`,
      [house().agencyId, fan],
    )
  const facts = (name: string, subject: string) =>
    query<{ data: Record<string, unknown> }>(
      'SELECT data FROM facts WHERE agency_id = $1 AND name = $2 AND subject = $3',
      [house().agencyId, name, subject],
    )
  return { query, runs, tagsOf, approaches, facts }
}
