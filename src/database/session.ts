import type pg from 'pg'
import { rowTypes } from './row-types.ts'

const CONNECT_WITHIN_MS = 5_000
const STATEMENT_WITHIN_MS = 10_000
/**
 * The server ends a statement that takes too long, and says so. Where nothing is heard even then, the network swallows
 * what is sent: without a limit of our own, TCP would go on trying for a quarter of an hour.
 */
const ANSWER_WITHIN_MS = STATEMENT_WITHIN_MS + 2_000
/** No transaction may wait on anything outside the database; one that does loses its connection instead of keeping locks. */
const IDLE_IN_TRANSACTION_MS = 60_000

/**
 * Every statement finds its rows by a key, so one plan fits all parameters. Left to itself PostgreSQL plans statements
 * over `unnest` anew each time, which costs more than running them, and joins whole tables while it lacks statistics.
 */
const ONE_PLAN = '-c plan_cache_mode=force_generic_plan'

/** How every session of the program is opened: UTC, time limits, one plan a statement, and `rowTypes` for its rows. */
export function sessionConfig(url: string): pg.ClientConfig {
  return {
    connectionString: withOption(url, `-c TimeZone=UTC ${ONE_PLAN}`),
    application_name: 'huntaze-desk',
    connectionTimeoutMillis: CONNECT_WITHIN_MS,
    statement_timeout: STATEMENT_WITHIN_MS,
    query_timeout: ANSWER_WITHIN_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
    keepAlive: true,
    types: rowTypes,
  }
}

/** Adds to the `options` of an address, whose own would otherwise replace ours. */
export function withOption(url: string, option: string): string {
  const [address = '', query = ''] = url.split(/\?(.*)/s)
  const params = new URLSearchParams(query)
  const given = params.get('options')
  params.set('options', given ? `${given} ${option}` : option)
  // PostgreSQL's address parsers take `+` literally.
  return `${address}?${params.toString().replaceAll('+', '%20')}`
}
