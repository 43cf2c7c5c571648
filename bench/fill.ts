import pg from 'pg'

const AT_ONCE = 500_000
/** Conversations of the past; those of the benchmark's own fans come on top. */
const CONVERSATIONS = 20_000

/**
 * Stores `count` messages of the past as the program would have left them: applied journal rows, messages, facts that
 * are sealed already, and a done task for every tenth.
 */
export async function fill(
  url: string,
  agencyId: string,
  count: number,
  say: (line: string) => unknown,
): Promise<void> {
  // Its own session: the program's give a statement ten seconds. What it writes may be lost, the benchmark with it.
  const session = new pg.Client({ connectionString: url, statement_timeout: 0, options: '-c synchronous_commit=off' })
  await session.connect()
  const started = performance.now()
  try {
    for (let done = 0; done < count; done += AT_ONCE) {
      const size = Math.min(AT_ONCE, count - done)
      for (const statement of STATEMENTS)
        await session.query(statement, [agencyId, size, CONVERSATIONS].slice(0, argumentsOf(statement)))
      const seconds = Math.round((performance.now() - started) / 1000)
      say(`filled ${(done + size).toLocaleString('en')} of ${count.toLocaleString('en')}, ${seconds} s`)
    }
    await session.query(SEALED, [agencyId])
    for (const table of ['received', 'messages', 'facts', 'tasks']) await session.query(`VACUUM ANALYZE ${table}`)
  } finally {
    await session.end()
  }
}

const argumentsOf = (statement: string): number => (statement.includes('$3') ? 3 : 2)

const TEXT = `'and tell me more about the trip to the coast, the one with the boat and the long evening number ' || n`

/** Each over the numbers 1 to $2. */
const STATEMENTS = [
  `INSERT INTO received (agency_id, source_id, event_id, body_hash, payload, received_at, state, applied_at)
   SELECT $1, s.id, 'past-' || uuidv7(), sha256(n::text::bytea),
     jsonb_build_object('type', 'message.received', 'account', 'bella-account', 'message', jsonb_build_object('id', n, 'text', ${TEXT})),
     now() - n * interval '1 second', 'applied', now() - n * interval '1 second'
   FROM generate_series(1, $2::int) n, (SELECT id FROM event_sources WHERE agency_id = $1 LIMIT 1) s`,
  `INSERT INTO messages (agency_id, id, at, conversation_id, direction, seq, external_id, text)
   SELECT $1, uuidv7(), now() - n * interval '1 second', md5((n % $3::int)::text)::uuid, 'inbound', n,
     'past-' || uuidv7(), ${TEXT}
   FROM generate_series(1, $2::int) n`,
  `INSERT INTO facts (agency_id, name, subject, actor_kind, actor_id, data, at)
   SELECT $1, 'message.received', md5((n % $3::int)::text)::uuid::text, 'system', 'inbox',
     jsonb_build_object('fanId', uuidv7(), 'messageId', uuidv7(), 'fresh', true, 'seq', n), now() - n * interval '1 second'
   FROM generate_series(1, $2::int) n`,
  `INSERT INTO tasks (agency_id, name, key, input, due_at, state, fence, attempts, created_at, ended_at)
   SELECT $1, 'draft-reply', md5(n::text)::uuid::text, '{"fact":"message.received","subject":"","data":{}}',
     now() - n * interval '1 second', 'done', 1, 1, now() - n * interval '1 second', now() - n * interval '1 second'
   FROM generate_series(1, $2::int / 10) n`,
]

/** One seal over the last of them: the sealer goes on from there. Its hash stands for a chain that nobody verifies here. */
const SEALED = `INSERT INTO seals (agency_id, seq, fact_id, fact_xid, canonical, prev_hash, hash)
   SELECT $1, coalesce((SELECT max(seq) FROM seals WHERE agency_id = $1), 0) + 1, f.id, f.xid, '', sha256('past'), sha256('past')
   FROM facts f WHERE f.agency_id = $1 ORDER BY f.xid DESC, f.id DESC LIMIT 1`
