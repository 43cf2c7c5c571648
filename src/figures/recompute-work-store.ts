import { byHour } from './recompute-money-store.ts'
import { LONGEST_SHIFT_HOURS, QUICK_MS } from './rules.ts'
import { LAST_STEP, STEP } from './waits.ts'

/** `at` on the wall of the creator `c`, on an owed day of theirs. */
const onDay = (at: string) => `JOIN owed o ON o.creator_id = c.id AND o.day = (${at} AT TIME ZONE c.zone)::date`
const between = (at: string) => `${at} >= $4 AND ${at} < $5`

export const MESSAGES = `written AS (
    SELECT c.id AS creator_id, o.day, extract(hour FROM m.at AT TIME ZONE c.zone)::int4 AS hour,
      count(*) FILTER (WHERE m.direction = 'inbound') AS received, count(*) FILTER (WHERE m.direction = 'outbound') AS sent
    FROM messages m JOIN conversations v ON v.agency_id = m.agency_id AND v.id = m.conversation_id
    JOIN creators c ON c.agency_id = v.agency_id AND c.id = v.creator_id ${onDay('m.at')}
    WHERE m.agency_id = $1 AND ${between('m.at')} GROUP BY 1, 2, 3)
  INSERT INTO figure_messages (agency_id, creator_id, day, received, sent, received_by_hour)
  SELECT $1, creator_id, day, sum(received), sum(sent), ${byHour('received')}
  FROM written GROUP BY creator_id, day`

const counted = (what: string, from: string, at: string, where: string, count = 'count(*)') =>
  `SELECT o.creator_id, o.day, '${what}' AS what, ${count} AS n FROM ${from}
    ${onDay(at)} WHERE ${between(at)} AND ${where} GROUP BY o.creator_id, o.day`
const of = (table: string, alias: string) =>
  `${table} ${alias} JOIN creators c ON c.agency_id = ${alias}.agency_id AND c.id = ${alias}.creator_id AND c.agency_id = $1`
const REPLIES = `deliveries x JOIN conversations v ON v.agency_id = x.agency_id AND v.id = x.conversation_id
    JOIN creators c ON c.agency_id = v.agency_id AND c.id = v.creator_id AND c.agency_id = $1`

const COUNTS = [
  counted('shown', of('drafts', 'd'), 'd.created_at', `d.outcome = 'DRAFT'`),
  counted('raised', of('drafts', 'd'), 'd.created_at', `d.outcome = 'ESCALATE'`),
  counted('alarms', of('alarms', 'a'), 'a.at', `a.stage = 'fan'`),
  counted('violations', of('alarms', 'a'), 'a.at', `a.stage <> 'fan'`),
  counted(
    'overruled',
    of('alarms', 'a'),
    'a.settled_at',
    `a.outcome = 'overruled'`,
    'count(DISTINCT (a.conversation_id, a.turn_from_seq))',
  ),
  counted('replies', REPLIES, 'x.sent_at', `x.state = 'sent'`),
  counted('priced', REPLIES, 'x.sent_at', `x.state = 'sent' AND x.price_minor IS NOT NULL`),
]
const CARD_COLUMNS = ['shown', 'raised', 'alarms', 'violations', 'overruled', 'replies', 'priced']

/** Cards, alarms and replies. */
export const CARDS = `counts AS (${COUNTS.join('\n  UNION ALL ')})
  INSERT INTO figure_cards (agency_id, creator_id, day, ${CARD_COLUMNS.join(', ')})
  SELECT $1, creator_id, day, ${CARD_COLUMNS.map((what) => `coalesce(sum(n) FILTER (WHERE what = '${what}'), 0)`).join(', ')}
  FROM counts GROUP BY creator_id, day`

const ALARMS = (at: string) => `${of('alarms', 'a')} ${onDay(at)}`

/** What each rule found, and how often people overruled it. */
export const RULES = `noted AS (
    SELECT o.creator_id, o.day, a.rule, count(*) FILTER (WHERE a.stage = 'fan') AS alarms,
      count(*) FILTER (WHERE a.stage <> 'fan') AS violations, 0 AS overruled
    FROM ${ALARMS('a.at')} WHERE ${between('a.at')} GROUP BY 1, 2, 3
    UNION ALL
    SELECT o.creator_id, o.day, a.rule, 0, 0, count(DISTINCT (a.conversation_id, a.turn_from_seq))
    FROM ${ALARMS('a.settled_at')} WHERE ${between('a.settled_at')} AND a.outcome = 'overruled' GROUP BY 1, 2, 3)
  INSERT INTO figure_rules (agency_id, creator_id, day, rule, alarms, violations, overruled)
  SELECT $1, creator_id, day, rule, sum(alarms), sum(violations), sum(overruled) FROM noted GROUP BY creator_id, day, rule`

const DRAFTED = `outcome = 'DRAFT'`
const waits = (onShift: string) =>
  `coalesce(string_agg(set_byte('\\x00'::bytea, 0, step), ''::bytea ORDER BY step) FILTER (WHERE step IS NOT NULL AND ${onShift}), ''::bytea)`

/** What operators decided, and how long fans had waited at each approval: nobody waits for what they did not ask for. */
export const WORK = `decided AS (
    SELECT c.id AS creator_id, o.day, n.operator_id, n.kind, n.looked_ms, n.outcome = 'accepting' AS accepting, d.outcome,
      round(n.edit_share::numeric * 1000000)::int8 AS ppm,
      CASE WHEN n.outcome = 'accepting' AND d.approach_id IS NULL THEN least(${LAST_STEP},
        floor(ln(greatest(1, extract(epoch FROM n.at - d.turn_at)::float8)) / ln(${STEP}::float8)))::int4 END AS step,
      EXISTS (SELECT FROM shifts s WHERE s.agency_id = n.agency_id AND s.operator_id = n.operator_id AND s.began_at <= n.at
        AND n.at < least(coalesce(s.ended_at, 'infinity'), s.began_at + interval '${LONGEST_SHIFT_HOURS} hours')) AS on_shift
    FROM decisions n JOIN drafts d ON d.agency_id = n.agency_id AND d.id = n.draft_id
    JOIN creators c ON c.agency_id = d.agency_id AND c.id = d.creator_id ${onDay('n.at')}
    WHERE n.agency_id = $1 AND ${between('n.at')})
  INSERT INTO figure_work (agency_id, creator_id, day, operator_id, decisions, in_shift, accepted, edited, dismissed,
    escalated, answered, edit_ppm, waits_in, waits_out, looked, quick)
  SELECT $1, creator_id, day, operator_id, count(*), count(*) FILTER (WHERE on_shift),
    count(*) FILTER (WHERE accepting AND ${DRAFTED} AND kind = 'accept'),
    count(*) FILTER (WHERE accepting AND ${DRAFTED} AND kind <> 'accept'),
    count(*) FILTER (WHERE kind = 'dismiss' AND ${DRAFTED}), count(*) FILTER (WHERE kind = 'escalate'),
    count(*) FILTER (WHERE accepting AND NOT ${DRAFTED}),
    coalesce(sum(ppm) FILTER (WHERE accepting AND ${DRAFTED}), 0), ${waits('on_shift')}, ${waits('NOT on_shift')},
    count(looked_ms), count(*) FILTER (WHERE looked_ms < ${QUICK_MS})
  FROM decided GROUP BY creator_id, day, operator_id`

export const PRICES = `quoted AS (
    SELECT c.id AS creator_id, o.day, coalesce(q.segment, 'none') AS segment, q.currency, q.shown_minor::int8 AS minor,
      q.unlocked_at IS NOT NULL AS taken
    FROM quotes q JOIN fans f ON f.agency_id = q.agency_id AND f.id = q.fan_id
    JOIN creators c ON c.agency_id = f.agency_id AND c.id = f.creator_id ${onDay('q.shown_at')}
    WHERE q.agency_id = $1 AND ${between('q.shown_at')})
  INSERT INTO figure_prices (agency_id, creator_id, day, segment, currency, shown, shown_minor, unlocked, unlocked_minor)
  SELECT $1, creator_id, day, segment, currency, count(*), sum(minor), count(*) FILTER (WHERE taken),
    coalesce(sum(minor) FILTER (WHERE taken), 0)
  FROM quoted GROUP BY creator_id, day, segment, currency`

/** Facts are for ever: what they say of moves between segments is all that is kept of them. */
export const MOVES = `moves AS (
    SELECT c.id AS creator_id, o.day, t.data ->> 'from' AS left, t.data ->> 'to' AS entered
    FROM facts t JOIN creators c ON c.agency_id = t.agency_id AND c.id = (t.data ->> 'creatorId')::uuid ${onDay('t.at')}
    WHERE t.agency_id = $1 AND ${between('t.at')} AND t.name = 'fan.segment-changed')
  INSERT INTO figure_moves (agency_id, creator_id, day, "left", entered, fans)
  SELECT $1, creator_id, day, moves.left, entered, count(*) FROM moves GROUP BY creator_id, day, moves.left, entered`
