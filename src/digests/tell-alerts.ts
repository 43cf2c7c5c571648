import type { Creator } from '../agency/index.ts'
import { bySystem, type TaskRun } from '../facts/index.ts'
import { plusDays } from '../figures/index.ts'
import { alertCard, isAlert } from './alert-card.ts'
import type { DigestsDeps } from './deps.ts'
import { readInsight, tellAlerts, toldWhere } from './insight-store.ts'
import { lookForUnusual } from './look-for-unusual.ts'
import { type DigestPost, dayPosted, endPost, readCard, readPost } from './post-store.ts'
import { saysMoneyAt } from './says-money.ts'

/** What was found so long ago and told nowhere is no news. */
const NEWS_DAYS = 3
const DAY_MS = 86_400_000

/**
 * The look at a creator's day before, or days since the last look, that a schedule owes: what is unusual is kept, and each open alert that was told nowhere
 * yet is owed its card on the schedule's channel. Told once for ever, whoever finds it again and however often this runs.
 */
export async function lookAndTell(
  deps: DigestsDeps,
  creator: Creator,
  post: DigestPost,
  whole: Date,
  commit: TaskRun['commit'],
): Promise<void> {
  const { clock, facts } = deps.ground
  const { agencyId, place, creatorId, scheduleId, digest, day, late } = post
  await lookForUnusual(deps, agencyId, creator, { whole, days: await daysSinceLook(deps, post) })
  await commit('tell-alerts', async (sql) => {
    const at = clock.now()
    if (!(await endPost(sql, agencyId, post.id, { state: 'posted', late, at }))) return
    const told = await tellAlerts(sql, agencyId, creatorId, { place, since: plusDays(day, -NEWS_DAYS), at })
    const by = bySystem('digests')
    const data = { scheduleId, creatorId, digest, day, late, alerts: told.length }
    await facts.record(sql, [
      ...told.map((subject) => ({ agencyId, name: 'alert.told', subject, by, data: { creatorId }, at })),
      { agencyId, name: 'digest.posted', subject: post.id, by, data, at },
    ])
  })
}

/** How many days a look judges: those since the look before, as far as they are news; the day before alone where there was none. */
async function daysSinceLook({ ground }: DigestsDeps, post: DigestPost): Promise<number> {
  const last = await dayPosted(ground.database, post)
  if (last === null) return 1
  return Math.min(NEWS_DAYS, Math.max(1, Math.round((Date.parse(post.day) - Date.parse(last)) / DAY_MS)))
}

/**
 * Draws an alert's card where it was told, as it stands now, or a digest's anew where it stands; false when the subject is
 * neither. An alert that waits for somebody is made up for where a channel missed it.
 */
export async function drawAgain(deps: DigestsDeps, { task, commit }: TaskRun): Promise<boolean> {
  const { ground, agencies, channels } = deps
  const { agencyId, input } = task
  const { subject } = input
  const { database } = ground
  const alert = await readInsight(database, agencyId, subject)
  if (!alert || !isAlert(alert)) return drawPost(deps, agencyId, subject, commit)
  const place = await toldWhere(database, agencyId, subject)
  const creator = await agencies.creator(database, agencyId, alert.creatorId)
  if (place === undefined || !creator) return true
  const card = alertCard(creator.name, alert, 'en', await saysMoneyAt(deps, agencyId, place))
  const waits = alert.status === 'new' || alert.status === 'taken'
  const drawn = { agencyId, subject, creatorId: place ? null : creator.id, card, waits }
  await channels.draw({ ...drawn, ...(place && { escalated: { home: place, aside: card, announce: false } }) }, commit)
  return true
}

async function drawPost(
  { ground, channels }: DigestsDeps,
  agencyId: string,
  subject: string,
  commit: TaskRun['commit'],
): Promise<boolean> {
  const post = await readPost(ground.database, agencyId, subject)
  const card = post && (await readCard(ground.database, agencyId, subject))
  // One that is owed is drawn by its own task.
  if (card && post.state === 'posted')
    await channels.draw({ agencyId, subject, creatorId: null, card, waits: false }, commit)
  return post !== null
}
