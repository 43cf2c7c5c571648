import { AFTER_REPLY_HOURS, AFTER_REPLY_KINDS } from './rules.ts'

const KINDS = AFTER_REPLY_KINDS.map((kind) => `'${kind}'`).join(', ')
const PAID = `p.kind <> 'refund' AND p.amount_minor > 0`

/** The reply that a person approved and that reached the fan last before the purchase, within the time. */
const REPLY = `SELECT n.operator_id FROM conversations v
  JOIN deliveries x ON x.agency_id = v.agency_id AND x.conversation_id = v.id AND x.state = 'sent'
    AND x.sent_at <= p.at AND x.sent_at > p.at - interval '${AFTER_REPLY_HOURS} hours'
  JOIN decisions n ON n.agency_id = x.agency_id AND n.id = x.decision_id
  WHERE v.agency_id = f.agency_id AND v.account_id = f.account_id AND v.fan_id = f.id
    AND ${PAID} AND p.kind IN (${KINDS})
  ORDER BY x.sent_at DESC, x.id DESC LIMIT 1`

/** Whether the fan paid in this currency on an earlier day of the same calendar month. */
const PAID_BEFORE = `EXISTS (SELECT FROM purchases e WHERE e.agency_id = p.agency_id AND e.fan_id = p.fan_id
  AND e.at < p.at AND e.at > p.at - interval '33 days' AND e.currency = p.currency
  AND e.kind <> 'refund' AND e.amount_minor > 0 AND (e.at AT TIME ZONE c.zone)::date < o.day
  AND (e.at AT TIME ZONE c.zone)::date >= date_trunc('month', o.day)::date)`

const kindMinor = (kind: string) => `coalesce(sum(amount) FILTER (WHERE kind = '${kind}'), 0)`

/** Of rows that count an `hour` each: an array of all 24. */
export const byHour = (count: string): string =>
  `ARRAY[${Array.from({ length: 24 }, (_, hour) => `coalesce(sum(${count}) FILTER (WHERE hour = ${hour}), 0)`).join(', ')}]::int4[]`

/** Purchases of the owed days: money by account and currency, what was sold of each asset, who paid, and what came after replies. */
export const MONEY = `moved AS MATERIALIZED (
    SELECT f.creator_id, f.account_id, p.fan_id, o.day, p.currency, p.kind, p.amount_minor::int8 AS amount, p.asset_id,
      ${PAID} AS paid, ${PAID} AND NOT ${PAID_BEFORE} AS first_of_month, r.operator_id,
      extract(hour FROM p.at AT TIME ZONE c.zone)::int4 AS hour
    FROM purchases p JOIN fans f ON f.agency_id = p.agency_id AND f.id = p.fan_id
    JOIN creators c ON c.agency_id = f.agency_id AND c.id = f.creator_id
    JOIN owed o ON o.creator_id = f.creator_id AND o.day = (p.at AT TIME ZONE c.zone)::date
    LEFT JOIN LATERAL (${REPLY}) r ON true
    WHERE p.agency_id = $1 AND p.at >= $4 AND p.at < $5),
  hours AS (
    SELECT creator_id, day, account_id, currency, ${byHour('n')} AS by_hour
    FROM (SELECT creator_id, day, account_id, currency, hour, count(*) FILTER (WHERE paid) AS n FROM moved
      GROUP BY 1, 2, 3, 4, 5) counted GROUP BY 1, 2, 3, 4),
  by_asset AS (
    INSERT INTO figure_assets (agency_id, creator_id, day, asset_id, currency, sales, amount_minor)
    SELECT $1, creator_id, day, asset_id, currency, count(*), sum(amount) FROM moved
    WHERE paid AND asset_id IS NOT NULL GROUP BY 2, 3, 4, 5),
  by_fan AS (
    INSERT INTO figure_buyers (agency_id, creator_id, day, fan_id, currency, sales, amount_minor)
    SELECT $1, creator_id, day, fan_id, currency, count(*), sum(amount) FROM moved WHERE paid GROUP BY 2, 3, 4, 5),
  after_reply AS (
    INSERT INTO figure_after_reply (agency_id, creator_id, day, operator_id, currency, sales, amount_minor)
    SELECT $1, creator_id, day, operator_id, currency, count(*), sum(amount) FROM moved
    WHERE operator_id IS NOT NULL GROUP BY 2, 3, 4, 5)
  INSERT INTO figure_money (agency_id, creator_id, day, account_id, currency, subscription_minor, renewal_minor, tip_minor,
    ppv_minor, product_minor, refunded_minor, sales, refunds, payers, month_payers, after_reply_minor, after_reply_sales,
    sales_by_hour)
  SELECT $1, m.*, h.by_hour FROM (SELECT creator_id, day, account_id, currency, ${['subscription', 'renewal', 'tip', 'ppv', 'product'].map(kindMinor).join(', ')},
    -${kindMinor('refund')}, count(*) FILTER (WHERE paid), count(*) FILTER (WHERE kind = 'refund'),
    count(DISTINCT fan_id) FILTER (WHERE paid), count(DISTINCT fan_id) FILTER (WHERE first_of_month),
    coalesce(sum(amount) FILTER (WHERE operator_id IS NOT NULL), 0), count(*) FILTER (WHERE operator_id IS NOT NULL)
    FROM moved GROUP BY creator_id, day, account_id, currency) m
  JOIN hours h USING (creator_id, day, account_id, currency)`
