import type { Sql } from '../database/sql.ts'
import type { FanStanding } from '../fans/index.ts'
import type { AutomationsDeps } from './deps.ts'
import type { Known } from './fields.ts'
import type { TriggerContext } from './trigger.ts'

const DAY_MS = 86_400_000
/** A message is answered, and read by a condition, within days; a purchase tells itself. */
const TEXT_WITHIN_MS = 40 * DAY_MS

/** What is known of a fan now, whatever began the run. */
export interface KnownFan {
  standing: FanStanding
  segment: string | null
  lastWrittenAt: Date | null
  /** IANA. */
  zone: string
}

/** Reads many fans at once; `zones` maps creators to theirs. Who isn't there is left out. */
export async function knowFans(
  deps: AutomationsDeps,
  sql: Sql,
  agencyId: string,
  standings: readonly FanStanding[],
  zones: ReadonlyMap<string, string>,
): Promise<Map<string, KnownFan>> {
  const ids = standings.map(({ id }) => id)
  const segments = await deps.scoring.segments(sql, agencyId, ids)
  const written = await deps.inbox.lastWritten(sql, agencyId, ids)
  return new Map(
    standings.map((standing) => [
      standing.id,
      {
        standing,
        segment: standing.profiled ? (segments.get(standing.id) ?? 'Prospect') : null,
        lastWrittenAt: written.get(standing.id) ?? null,
        zone: standing.zone ?? zones.get(standing.creatorId) ?? 'UTC',
      },
    ]),
  )
}

/** Message id → text, of those that began runs whose flows ask for words. */
export async function textsFor(
  deps: AutomationsDeps,
  sql: Sql,
  agencyId: string,
  data: readonly TriggerContext['data'][],
): Promise<Map<string, string>> {
  const asked = data.flatMap(({ messageId, conversationId }) =>
    messageId && conversationId ? [{ messageId, conversationId }] : [],
  )
  if (asked.length === 0) return new Map()
  const since = new Date(deps.ground.clock.now().getTime() - TEXT_WITHIN_MS)
  return deps.inbox.texts(sql, agencyId, asked, since)
}

/** Everything that a condition can ask at `now`, but what the run itself knows. */
export function knownAt(
  { standing, segment, lastWrittenAt, zone }: KnownFan,
  data: TriggerContext['data'],
  text: string | null,
  now: Date,
): Known {
  const days = (since: Date | null): number | null =>
    since === null ? null : Math.max(0, Math.floor((now.getTime() - since.getTime()) / DAY_MS))
  const { hour, weekday } = localTime(zone, now)
  return {
    'fan.segment': segment,
    'fan.spent': standing.spentMinor,
    'fan.purchases': standing.purchases,
    'fan.tags': standing.tags,
    'fan.subscription': standing.subscription ?? 'none',
    'fan.days_since_purchase': days(standing.lastPurchaseAt),
    'fan.days_since_message': days(lastWrittenAt),
    'fan.days_known': days(standing.firstSeenAt),
    'purchase.amount': data.amountMinor ?? null,
    'purchase.kind': data.purchaseKind ?? null,
    'message.text': text,
    'time.hour': hour,
    'time.weekday': weekday,
  }
}

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const formats = new Map<string, Intl.DateTimeFormat>()
let latest: { minute: number; byZone: Map<string, { hour: number; weekday: number }> } = {
  minute: 0,
  byZone: new Map(),
}

/** Asked for every fan of a batch at one moment: so it is worked out once for each zone. */
function localTime(zone: string, now: Date): { hour: number; weekday: number } {
  const minute = Math.floor(now.getTime() / 60_000)
  if (latest.minute !== minute) latest = { minute, byZone: new Map() }
  const known = latest.byZone.get(zone)
  if (known) return known
  let format = formats.get(zone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', hour: 'numeric', weekday: 'short' })
    formats.set(zone, format)
  }
  const parts = format.formatToParts(now)
  const part = (type: string): string => parts.find((p) => p.type === type)?.value ?? ''
  const made = { hour: Number(part('hour')), weekday: WEEKDAYS.indexOf(part('weekday')) + 1 }
  latest.byZone.set(zone, made)
  return made
}
