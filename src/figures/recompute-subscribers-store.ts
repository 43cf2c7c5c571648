import { GRACE_HOURS } from './rules.ts'

const GRACE = `interval '${GRACE_HOURS} hours'`

/** When a report's time is over: with the next report, or when nothing was heard of a renewal. */
const RUNS_UNTIL = `least(lead(e.at) OVER w, e.until + ${GRACE})`
const IN_ORDER = `WINDOW w AS (PARTITION BY e.agency_id, e.fan_id, e.external_id
  ORDER BY e.at, e.state = 'expired' DESC, e.until, e.state)`

/**
 * Who began to subscribe and who stopped on the owed days. A fan subscribes from the first report until nothing of theirs runs
 * any more; several subscriptions of one fan are one subscriber. Only fans of whom something was reported, or ran out, around
 * these days are looked at, but all of their reports.
 */
export const SUBSCRIBERS = `touched AS (
    SELECT fan_id FROM subscription_events WHERE agency_id = $1 AND at >= $4 AND at < $5
    UNION SELECT fan_id FROM subscription_events
      WHERE agency_id = $1 AND until >= $4::timestamptz - ${GRACE} AND until < $5),
  ran AS (
    SELECT e.fan_id, e.state, e.at, greatest(e.at, ${RUNS_UNTIL}) AS ends, e.price_minor::int8 AS price, e.currency
    FROM subscription_events e JOIN touched USING (fan_id) WHERE e.agency_id = $1 ${IN_ORDER}),
  running AS (SELECT * FROM ran WHERE state <> 'expired' AND ends > at),
  reached AS (
    SELECT *, max(ends) OVER (PARTITION BY fan_id ORDER BY at, ends ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS so_far
    FROM running),
  numbered AS (
    SELECT *, count(*) FILTER (WHERE so_far IS NULL OR at > so_far)
      OVER (PARTITION BY fan_id ORDER BY at, ends ROWS UNBOUNDED PRECEDING) AS stay FROM reached),
  stays AS (
    SELECT fan_id, stay, min(at) AS began, max(ends) AS ended, (array_agg(currency ORDER BY at, currency))[1] AS currency
    FROM numbered GROUP BY fan_id, stay),
  changes AS (
    SELECT fan_id, began AS at, currency, 1 AS gained, (stay > 1)::int4 AS regained, 0 AS lost, 0::int8 AS price FROM stays
    UNION ALL SELECT fan_id, ended, currency, 0, 0, 1, 0 FROM stays
    UNION ALL SELECT fan_id, at, currency, 0, 0, 0, price FROM running
    UNION ALL SELECT fan_id, ends, currency, 0, 0, 0, -price FROM running)
  INSERT INTO figure_subscribers (agency_id, creator_id, day, currency, gained, regained, lost, recurring_minor)
  SELECT $1, o.creator_id, o.day, x.currency, sum(x.gained), sum(x.regained), sum(x.lost), sum(x.price)
  FROM changes x JOIN fans f ON f.agency_id = $1 AND f.id = x.fan_id
  JOIN creators c ON c.agency_id = f.agency_id AND c.id = f.creator_id
  JOIN owed o ON o.creator_id = f.creator_id AND o.day = (x.at AT TIME ZONE c.zone)::date
  GROUP BY o.creator_id, o.day, x.currency`
