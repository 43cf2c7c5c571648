import { setTimeout as pause } from 'node:timers/promises'
import { sealFacts, verifyChain } from '../../facts/index.ts'
import type { EventInput } from '../../inbox/index.ts'
import type { World } from './world.ts'

const WAITING = `(d.state IN ('open', 'redrafting', 'snoozed', 'second', 'accepted'))`

/** What must hold once all is quiet, as queries for what breaks it. Each row says what, by its first column. */
const NEVER: Record<string, string> = {
  'a turn that needs an answer has not exactly one open or decided card': `
    SELECT f.external_id FROM conversations c JOIN fans f ON f.id = c.fan_id
    LEFT JOIN drafts d ON d.conversation_id = c.id AND ${WAITING}
    WHERE c.inbound_seq > c.answered_seq GROUP BY c.id, f.external_id HAVING count(d.id) <> 1`,
  'a card is open on an answered turn': `
    SELECT f.external_id FROM conversations c JOIN fans f ON f.id = c.fan_id
    JOIN drafts d ON d.conversation_id = c.id AND ${WAITING} WHERE c.inbound_seq = c.answered_seq`,
  'an open card does not cover the newest message': `
    SELECT f.external_id FROM conversations c JOIN fans f ON f.id = c.fan_id
    JOIN drafts d ON d.conversation_id = c.id AND d.state IN ('open', 'redrafting', 'snoozed', 'second')
    WHERE d.turn_to_seq <> c.inbound_seq`,
  'a card still waits for another draft': `SELECT id FROM drafts WHERE state = 'redrafting'`,
  'a superseded card does not link to its successor': `
    SELECT d.id FROM drafts d LEFT JOIN drafts s ON s.id = d.superseded_by_id AND s.supersedes_id = d.id
    WHERE d.state = 'superseded' AND s.id IS NULL`,
  'an escalated card has no successor': `
    SELECT d.id FROM drafts d WHERE d.state = 'escalated' AND NOT EXISTS (SELECT FROM drafts s WHERE s.supersedes_id = d.id)`,
  'an accepting decision has not exactly one delivery': `
    SELECT d.id FROM decisions d LEFT JOIN deliveries e ON e.decision_id = d.id
    WHERE d.outcome = 'accepting' GROUP BY d.id HAVING count(e.id) <> 1`,
  'a decision has not exactly one fact': `
    SELECT d.id FROM decisions d LEFT JOIN facts f ON f.data->>'decisionId' = d.id::text AND f.actor_kind = 'operator'
      AND f.name IN ('draft.accepted', 'draft.escalated', 'draft.dismissed', 'draft.released', 'draft.sent-back')
    GROUP BY d.id HAVING count(f.id) <> 1`,
  'a card and its delivery disagree': `
    SELECT d.id FROM drafts d CROSS JOIN LATERAL (
      SELECT state FROM deliveries WHERE draft_id = d.id ORDER BY created_at DESC, id DESC LIMIT 1) e
    WHERE (d.state = 'sent') <> (e.state = 'sent') OR (d.state = 'stopped') <> (e.state = 'stopped')
      OR (d.state = 'accepted') <> (e.state IN ('waiting', 'handing-over', 'by-hand', 'unknown', 'refused'))`,
  'an accepted card has no delivery': `
    SELECT id FROM drafts d WHERE state IN ('accepted', 'sent', 'stopped') AND NOT EXISTS (SELECT FROM deliveries WHERE draft_id = d.id)`,
  'a delivery hangs in the middle': `SELECT id FROM deliveries WHERE state IN ('waiting', 'handing-over')`,
  'a delivery was handed over twice without a person': `
    SELECT s.delivery_id FROM outside.sends s GROUP BY s.delivery_id
    HAVING count(*) > 1 + (SELECT count(*) FROM facts f WHERE f.name = 'delivery.waiting' AND f.subject = s.delivery_id::text
      AND f.actor_kind = 'operator')`,
  'a delivery that may have arrived is called otherwise': `
    SELECT e.id || ' ' || e.state FROM deliveries e JOIN outside.sends s ON s.delivery_id = e.id
    WHERE e.state NOT IN ('sent', 'unknown', 'refused')`,
  'a call was made without its attempt on record': `
    SELECT s.delivery_id FROM outside.sends s GROUP BY s.delivery_id
    HAVING count(*) > (SELECT count(*) FROM delivery_attempts a WHERE a.delivery_id = s.delivery_id)`,
  'an attempt has no end': 'SELECT delivery_id FROM delivery_attempts WHERE ended_at IS NULL',
  'a sent delivery is not one message in its conversation': `
    SELECT e.id FROM deliveries e LEFT JOIN messages m ON m.delivery_id = e.id
    WHERE e.state = 'sent' GROUP BY e.id HAVING count(m.id) <> 1`,
  'a card is not on record on both desks': `
    SELECT d.id FROM drafts d LEFT JOIN posted_cards p ON p.subject = d.id AND p.ref IS NOT NULL AND p.posted_at IS NOT NULL
    GROUP BY d.id HAVING count(p.id) <> 2`,
  'a card was never posted': `
    SELECT p.id FROM posted_cards p WHERE p.desk = 'slack'
      AND NOT EXISTS (SELECT FROM outside.drawings o WHERE o.posting_id = p.id AND o.kind = 'post')`,
  'a posting is on no record': `
    SELECT o.posting_id FROM outside.drawings o WHERE NOT EXISTS (SELECT FROM posted_cards p WHERE p.id = o.posting_id)`,
  'two desks show different cards': `
    SELECT subject FROM posted_cards GROUP BY subject HAVING count(DISTINCT drawn_hash) <> 1`,
  'a digest that fell due does not stand once on each desk': `
    SELECT d.id || ' ' || d.state FROM digest_posts d LEFT JOIN posted_cards p ON p.subject = d.id AND p.ref IS NOT NULL
    GROUP BY d.id, d.state, d.digest HAVING d.state <> 'posted' OR count(p.id) <> CASE d.digest WHEN 'today' THEN 2 ELSE 0 END`,
  'a digest did not fall due once': `SELECT count(*) FROM digest_posts HAVING count(*) <> 2`,
  'an event waits or was put aside': `SELECT event_id || ' ' || state FROM received WHERE state <> 'applied'`,
  'a message or purchase has not exactly one fact': `
    SELECT m.external_id FROM messages m LEFT JOIN facts f ON f.name = 'message.received' AND f.data->>'messageId' = m.id::text
    WHERE m.direction = 'inbound' GROUP BY m.id, m.external_id HAVING count(f.id) <> 1
    UNION ALL SELECT 'purchases' WHERE (SELECT count(*) FROM purchases) <>
      (SELECT count(*) FROM facts WHERE name = 'purchase.recorded')`,
  'a fan is counted wrongly': `
    SELECT f.external_id FROM fans f LEFT JOIN purchases p ON p.fan_id = f.id
    GROUP BY f.id, f.external_id, f.purchase_count, f.spent_minor
    HAVING f.purchase_count <> count(p.external_id) OR f.spent_minor <> coalesce(sum(p.amount_minor), 0)`,
  'a priced reply that stands has not one place under the limits': `
    SELECT d.id FROM decisions d JOIN deliveries e ON e.decision_id = d.id LEFT JOIN reservations r ON r.decision_id = d.id
    WHERE d.price_minor IS NOT NULL GROUP BY d.id, e.state
    HAVING count(r.decision_id) FILTER (WHERE r.released_at IS NULL) <> (e.state NOT IN ('withdrawn', 'stopped'))::int`,
  'a task died or hangs': `SELECT name || ' ' || state || ' ' || coalesce(last_error, '') FROM tasks WHERE state IN ('dead', 'running')`,
}

/** Every promise that is broken, each as a sentence with what broke it; empty when all hold. */
export async function brokenPromises(world: World): Promise<string[]> {
  const { query } = world.outside.database
  const broken: string[] = []
  for (const [sentence, sql] of Object.entries(NEVER)) {
    for (const row of await query(sql)) broken.push(`${sentence}: ${Object.values(row)[0]}`)
  }
  return [...broken, ...(await lostEvents(world)), ...(await staleCards(world)), ...(await badChain(world))]
}

/** What sources sent, against what is stored: nothing lost, nothing twice. */
async function lostEvents({ outside }: World): Promise<string[]> {
  const { query } = outside.database
  const bodies = await query<{ body: string }>('SELECT body FROM outside.requests')
  const sent = bodies.flatMap(({ body }) => (JSON.parse(body) as { events: EventInput[] }).events)
  const of = (type: EventInput['type']) => sent.filter((event) => event.type === type)
  const messages = of('message.received').map((event) => ('message' in event ? event.message.id : ''))
  const purchases = of('purchase').map((event) => ('purchase' in event ? event.purchase.id : ''))
  return [
    ...differ(
      'received',
      sent.map(({ id }) => id),
      await query('SELECT event_id AS id FROM received'),
    ),
    ...differ('messages', messages, await query(`SELECT external_id AS id FROM messages WHERE direction = 'inbound'`)),
    ...differ('purchases', purchases, await query('SELECT external_id AS id FROM purchases')),
  ]
}

function differ(what: string, wanted: string[], stored: Record<string, unknown>[]): string[] {
  const found = stored.map((row) => String(row.id)).sort()
  const same = JSON.stringify(found) === JSON.stringify([...wanted].sort())
  return same ? [] : [`${what}: sent ${wanted.length}, stored ${found.length}: ${found.join(' ')}`]
}

/** Each card as the desk shows it last must be the card as it stands now. */
async function staleCards({ app, outside, furnished }: World): Promise<string[]> {
  const { query } = outside.database
  const shown = await query<{ subject: string; card: unknown }>(
    `SELECT DISTINCT ON (p.id) p.subject, o.card FROM outside.drawings o JOIN posted_cards p ON p.id = o.posting_id
     ORDER BY p.id, o.n DESC`,
  )
  const stale: string[] = []
  for (const { subject, card } of shown) {
    const { database } = app.ground
    const draft = await app.replies.cardOf(database, furnished.agencyId, subject)
    const now = draft ?? (await app.digests.card(database, furnished.agencyId, subject))
    const plain = JSON.parse(JSON.stringify(now)) as { title: string } | null
    if (sorted(card) !== sorted(plain)) stale.push(`the desk shows an old picture of ${subject}: ${plain?.title}`)
  }
  return stale
}

/** jsonb orders keys its own way. */
function sorted(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
}

/** How long another database's transaction may hold the sealer back before that is a fault. */
const SEALED_WITHIN_MS = 30_000

/**
 * Seals, again and again until something is sealed: what the sealer may take ends at the oldest transaction of the whole
 * server, and other tests' databases are on it too.
 */
async function sealedChain({ app, furnished }: World): ReturnType<typeof verifyChain> {
  const until = performance.now() + SEALED_WITHIN_MS
  for (;;) {
    await sealFacts(app.ground.database.transaction, furnished.agencyId)
    const verdict = await verifyChain(app.ground.database, furnished.agencyId)
    if (!verdict.intact || verdict.sealed > 0 || performance.now() > until) return verdict
    await pause(20)
  }
}

async function badChain(world: World): Promise<string[]> {
  const { outside } = world
  const verdict = await sealedChain(world)
  if (!verdict.intact) return [`the chain of facts: ${verdict.problem}`]
  const [facts] = await outside.database.query<{ n: number }>('SELECT count(*) AS n FROM facts')
  // Transactions of other databases on this server may still hold the newest back.
  return verdict.sealed > 0 && verdict.sealed <= (facts?.n ?? 0) ? [] : ['the chain of facts is empty']
}
