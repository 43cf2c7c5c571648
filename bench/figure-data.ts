import pg from 'pg'

/** How large the agency is, and how much a day of it holds. */
export interface Size {
  creators: number
  days: number
  /** Of all creators together, a day. */
  messages: number
  purchases: number
}

/** Of each creator. */
const FANS = 200
const ASSETS = 20
/** Of each creator's cards, a day. */
const OPERATORS = 4
const DECISIONS = 25
const SEGMENTS = `ARRAY['Whale', 'VIP', 'Regular', 'New', 'ChurnRisk', 'Dormant', 'Prospect']`
const RULES = `ARRAY['threat', 'chargeback', 'age', 'meeting', 'address', 'promise', 'price', 'drugs']`
/** Filled so many days at a time. */
const CHUNK_DAYS = 5

const PEOPLE = [
  `INSERT INTO operators (agency_id, id, name, role, created_at)
   SELECT $1, md5('operator' || n)::uuid, 'Operator ' || n, 'chatter', now() FROM generate_series(1, ${2 * OPERATORS}) n`,
  `INSERT INTO accounts (agency_id, id, creator_id, platform, external_id, created_at)
   SELECT $1, id, id, 'onlyfans', id::text, now() FROM creators WHERE agency_id = $1`,
  `INSERT INTO assets (agency_id, id, creator_id, external_id, title, price_minor, currency, tags, created_at)
   SELECT $1, md5(c.id || 'asset' || n)::uuid, c.id, n, 'Set ' || n, 900, c.currency, '{}', now()
   FROM creators c, generate_series(1, ${ASSETS}) n WHERE c.agency_id = $1`,
  `INSERT INTO fans (agency_id, id, account_id, creator_id, external_id, name, tags, first_seen_at, spent_minor, last_purchase_at)
   SELECT $1, md5('fan' || n)::uuid, c.id, c.id, 'f' || n, 'Fan ' || n, '{}', now(), n, now() - n % 200 * interval '1 day'
   FROM (SELECT id, row_number() OVER (ORDER BY id) AS r, count(*) OVER () AS all_of_them FROM creators WHERE agency_id = $1) c
   JOIN generate_series(1, (SELECT ${FANS} * count(*) FROM creators WHERE agency_id = $1)) n ON n % c.all_of_them + 1 = c.r`,
  `INSERT INTO conversations (agency_id, id, account_id, creator_id, fan_id) SELECT agency_id, id, account_id, creator_id, id FROM fans WHERE agency_id = $1`,
  `INSERT INTO rfm_bounds (agency_id, creator_id, bounds, computed_at) SELECT $1, id, '{}', now() FROM creators WHERE agency_id = $1`,
  `INSERT INTO fan_scores (agency_id, fan_id, creator_id, segment, segmented_at)
   SELECT $1, id, creator_id, (${SEGMENTS})[1 + abs(hashtext(id::text)) % 7], now() FROM fans WHERE agency_id = $1`,
]

/** The nth thing of a day `d` is about a fan of any creator; so many as `$4` a day. */
const FAN_OF_ANY = `md5('fan' || (1 + (n * 7919 + extract(doy FROM d.day)::int * 31) % (SELECT count(*) FROM fans WHERE agency_id = $1)))::uuid`
const EACH = `FROM generate_series($2::date, $3::date, '1 day') AS d(day) CROSS JOIN generate_series(1, $4::int) n`
const OF_FAN = `${EACH} JOIN fans f ON f.agency_id = $1 AND f.id = ${FAN_OF_ANY} JOIN creators c ON c.agency_id = $1 AND c.id = f.creator_id`
const AT = `d.day + (n * 7919 % 79200) * interval '1 second'`
const called = (what: string) => `md5('${what}' || d.day || n)::uuid`
/** What was erased since: no text, and nothing to guess it by. */
const HASH = `sha256('erased')`

/** What a day left in the tables of other slices: statement, and how many of it a day. */
const rawRows = ({ creators, messages, purchases }: Size): [string, number][] => [
  [
    `INSERT INTO messages (agency_id, id, at, conversation_id, direction, external_id, text)
     SELECT $1, ${called('message')}, ${AT}, ${FAN_OF_ANY}, CASE n % 2 WHEN 0 THEN 'inbound' ELSE 'outbound' END, 'm' || d.day || n, 'hey' ${EACH}`,
    messages,
  ],
  [
    `INSERT INTO purchases (agency_id, fan_id, external_id, kind, amount_minor, currency, asset_id, at)
     SELECT $1, f.id, 'p' || d.day || n, (ARRAY['ppv', 'tip', 'renewal', 'subscription', 'refund', 'product'])[1 + n % 6],
       CASE n % 6 WHEN 4 THEN -100 ELSE 900 END, c.currency, CASE n % 6 WHEN 0 THEN md5(c.id || 'asset' || 1 + n % ${ASSETS})::uuid END, ${AT} ${OF_FAN}`,
    purchases,
  ],
  [
    `INSERT INTO subscription_events (agency_id, fan_id, external_id, at, state, until, price_minor, currency)
     SELECT $1, f.id, 's', ${AT}, 'active', ${AT} + interval '30 days', 900, c.currency ${OF_FAN} ON CONFLICT DO NOTHING`,
    10 * creators,
  ],
  [
    `INSERT INTO drafts (agency_id, id, conversation_id, fan_id, creator_id, account_id, state, outcome, reasons, currency, knowledge,
       writer, turn_from_seq, turn_to_seq, turn_at, due_at, created_at, drawn_at)
     SELECT $1, ${called('draft')}, f.id, f.id, c.id, c.id, 'sent', CASE n % 40 WHEN 0 THEN 'ESCALATE' ELSE 'DRAFT' END, '[]', c.currency, '[]',
       'built-in writer', n, n, ${AT} - interval '50 seconds', ${AT}, ${AT} - interval '40 seconds', ${AT} ${OF_FAN}`,
    OPERATORS * DECISIONS * creators,
  ],
  [
    `INSERT INTO decisions (agency_id, id, draft_id, draft_version, operator_id, via, verified, kind, outcome, conversation_id, account_id,
       asset_ids, content_hash, edit_share, looked_ms, at, erased_at)
     SELECT $1, ${called('decision')}, ${called('draft')}, 1, md5('operator' || (1 + n % ${2 * OPERATORS}))::uuid, 'web', false,
       CASE WHEN n % 10 = 0 THEN 'dismiss' WHEN n % 3 = 0 THEN 'edit' ELSE 'accept' END, CASE n % 10 WHEN 0 THEN 'declining' ELSE 'accepting' END,
       f.id, c.id, '{}', CASE n % 10 WHEN 0 THEN NULL ELSE ${HASH} END, 0.1, n % 20000, ${AT}, ${AT} ${OF_FAN}`,
    OPERATORS * DECISIONS * creators,
  ],
  [
    `INSERT INTO deliveries (agency_id, id, decision_id, decision_outcome, content_hash, draft_id, conversation_id, account_id, price_minor,
       currency, asset_ids, state, turn_to_seq, created_at, undo_until, changed_at, sent_at, erased_at)
     SELECT $1, ${called('delivery')}, ${called('decision')}, 'accepting', ${HASH}, ${called('draft')}, f.id, c.id,
       CASE n % 8 WHEN 1 THEN 900 END, c.currency, '{}', 'sent', n, ${AT}, ${AT}, ${AT}, ${AT}, ${AT} ${OF_FAN} WHERE n % 10 <> 0`,
    OPERATORS * DECISIONS * creators,
  ],
  [
    `INSERT INTO quotes (agency_id, id, draft_id, fan_id, asset_id, price_minor, currency, basis, suggested_at, shown_minor, shown_at, unlocked_at, segment)
     SELECT $1, ${called('quote')}, ${called('draft')}, f.id, md5(c.id || 'asset' || 1 + n % ${ASSETS})::uuid, 900, c.currency, '{}', ${AT}, 900, ${AT},
       CASE n % 4 WHEN 0 THEN ${AT} END, (${SEGMENTS})[1 + n % 7] ${OF_FAN}`,
    10 * creators,
  ],
  [
    `INSERT INTO facts (agency_id, name, subject, actor_kind, actor_id, data, at)
     SELECT $1, 'fan.segment-changed', f.id, 'system', 'scoring', jsonb_build_object('creatorId', c.id, 'from', (${SEGMENTS})[1 + n % 7],
       'to', (${SEGMENTS})[1 + (n + 1 + n % 3) % 7]), ${AT} ${OF_FAN}`,
    6 * creators,
  ],
]

/** What the rules found: the one page that also reads raw rows. */
const ALARMS = `INSERT INTO alarms (agency_id, conversation_id, turn_from_seq, stage, rule, creator_id, draft_id, category, level, rules_version, at,
     outcome, settled_by_id, settled_at)
   SELECT $1, ${called('turn')}, n, CASE n % 3 WHEN 0 THEN 'edit' ELSE 'fan' END, (${RULES})[1 + n % 8], c.id, ${called('draft')}, (${RULES})[1 + n % 8],
     1 + n % 4, 1, ${AT}, CASE n % 5 WHEN 0 THEN 'overruled' ELSE 'confirmed' END, md5('operator' || (1 + n % ${2 * OPERATORS}))::uuid, ${AT} ${OF_FAN}`
const ALARMS_A_CREATOR = 12

const EACH_DAY = `FROM creators c, generate_series($2::date, $3::date, '1 day') AS d(day) WHERE c.agency_id = $1`
const hours = `ARRAY(SELECT (random() * 9)::int FROM generate_series(1, 24))`
const operator = `md5('operator' || (1 + (n + ascii(c.name)) % ${2 * OPERATORS}))::uuid`
const ROLLED_UP = [
  `INSERT INTO figure_money SELECT $1, c.id, d.day, c.id, c.currency, 5000, 9000, 3000, 20000, 0, 400, 40, 1, 30, 8, 12000, 12, ${hours} ${EACH_DAY}`,
  `INSERT INTO figure_assets SELECT $1, a.creator_id, d.day, a.id, a.currency, 1 + abs(hashtext(a.id::text)) % 9, 900
     FROM generate_series($2::date, $3::date, '1 day') AS d(day) JOIN assets a ON a.agency_id = $1 AND hashtext(a.id::text || d.day::text) % 3 = 0`,
  `INSERT INTO figure_buyers SELECT $1, c.id, d.day, f.id, c.currency, 1, 900 FROM generate_series($2::date, $3::date, '1 day') AS d(day)
     JOIN creators c ON c.agency_id = $1 JOIN fans f ON f.agency_id = $1 AND f.creator_id = c.id AND hashtext(f.id::text || d.day::text) % 5 = 0`,
  `INSERT INTO figure_after_reply SELECT $1, c.id, d.day, ${operator}, c.currency, 3, 3000
     FROM creators c, generate_series($2::date, $3::date, '1 day') AS d(day), generate_series(1, ${OPERATORS}) n WHERE c.agency_id = $1`,
  `INSERT INTO figure_messages SELECT $1, c.id, d.day, 800, 700, ${hours} ${EACH_DAY}`,
  `INSERT INTO figure_subscribers SELECT $1, c.id, d.day, c.currency, 9, 2, 7, 1800 ${EACH_DAY}`,
  `INSERT INTO figure_cards SELECT $1, c.id, d.day, 300, 9, 12, 3, 2, 240, 60 ${EACH_DAY}`,
  `INSERT INTO figure_rules SELECT $1, c.id, d.day, r, 2, 1, 1
     FROM creators c, generate_series($2::date, $3::date, '1 day') AS d(day), unnest(${RULES}) r WHERE c.agency_id = $1`,
  `INSERT INTO figure_prices SELECT $1, c.id, d.day, s, c.currency, 12, 28000, 4, 9000
     FROM creators c, generate_series($2::date, $3::date, '1 day') AS d(day), unnest(${SEGMENTS}) s WHERE c.agency_id = $1`,
  `INSERT INTO figure_moves SELECT $1, c.id, d.day, s, (${SEGMENTS})[1 + (i % 7)], 1
     FROM creators c, generate_series($2::date, $3::date, '1 day') AS d(day), unnest(${SEGMENTS}) WITH ORDINALITY AS m(s, i) WHERE c.agency_id = $1`,
  `INSERT INTO figure_work SELECT $1, c.id, d.day, ${operator}, ${DECISIONS}, 20, 12, 8, 3, 1, 1, 900000,
     decode(repeat('303742', ${DECISIONS / 5}), 'hex'), decode('5a60', 'hex')
     FROM creators c, generate_series($2::date, $3::date, '1 day') AS d(day), generate_series(1, ${OPERATORS}) n WHERE c.agency_id = $1`,
]
const MONTHS = `INSERT INTO figure_buyer_months SELECT agency_id, creator_id, date_trunc('month', day)::date, fan_id, currency, sum(sales), sum(amount_minor), max(day)
   FROM figure_buyers WHERE agency_id = $1 GROUP BY 1, 2, 3, 4, 5`

const FIGURES = [
  'money',
  'assets',
  'buyers',
  'buyer_months',
  'after_reply',
  'messages',
  'subscribers',
  'cards',
  'rules',
  'prices',
  'moves',
  'work',
]

/** Fills an agency's past, as the program would have left it. Nothing of it goes through the program, so no task is owed. */
export async function filler(url: string, agencyId: string, size: Size) {
  // Its own session: the program's give a statement ten seconds. As a replica no row is checked against what it refers to.
  const options = '-c synchronous_commit=off -c session_replication_role=replica'
  const session = new pg.Client({ connectionString: url, statement_timeout: 0, options })
  await session.connect()
  const today = new Date().toISOString().slice(0, 10)
  const dayBefore = (days: number) => new Date(Date.parse(today) - days * 86_400_000).toISOString().slice(0, 10)

  /** Each statement for all days from so many days ago to so many days ago. */
  async function each(statements: readonly [string, number | null][], from: number, to: number): Promise<void> {
    for (let days = from; days >= to; days -= CHUNK_DAYS) {
      const bounds = [agencyId, dayBefore(days), dayBefore(Math.max(to, days - CHUNK_DAYS + 1))]
      for (const [statement, count] of statements)
        await session.query(statement, count === null ? bounds : [...bounds, count])
    }
  }
  const alarms = [ALARMS, ALARMS_A_CREATOR * size.creators] as [string, number]
  return {
    people: async () => {
      for (const statement of PEOPLE) await session.query(statement, [agencyId])
      await session.query('ANALYZE')
    },
    /** What so many days left in the tables of other slices, until yesterday. */
    raw: async (days: number) => {
      await each([...rawRows(size), alarms], days, 1)
      await session.query('VACUUM ANALYZE')
    },
    /** The figures of all days until today instead of those there are, and the alarms of those that had none. */
    figures: async (rawDays: number) => {
      for (const name of FIGURES) await session.query(`TRUNCATE figure_${name}`)
      await each(
        ROLLED_UP.map((statement): [string, null] => [statement, null]),
        size.days - 1,
        0,
      )
      await session.query(MONTHS, [agencyId])
      await each([alarms], size.days - 1, rawDays + 1)
      await session.query('VACUUM ANALYZE')
    },
    end: () => session.end(),
  }
}
