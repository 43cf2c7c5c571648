import type { Creator } from '../agency/index.ts'
import type { InTransaction, Sql } from '../database/sql.ts'
import type { Card } from '../desk/index.ts'
import { bySystem, type TaskRun } from '../facts/index.ts'
import { waitForFigures } from './caught-up.ts'
import type { DigestsDeps } from './deps.ts'
import { LATE_AFTER_MS } from './digest-rule.ts'
import { languageOf } from './language-store.ts'
import { LIST_WORDS } from './list-words.ts'
import { type DigestPost, endPost, isWanted, type PostState, readPost, sendingOf, writeCard } from './post-store.ts'
import { previewDigest } from './preview-digest.ts'
import { whyNotThere } from './read-schedule.ts'
import { saysMoneyAt } from './says-money.ts'
import type { Digest } from './scheduled.ts'
import { lookAndTell } from './tell-alerts.ts'
import { type Language, WORDS, weekdayName } from './words.ts'

/**
 * Posts a digest that is owed, as its figures are now, by the way of every card: recorded before it is posted, found again
 * after an unknown outcome, tried again where a desk is away. One that its schedule no longer wants, or that a newer one has
 * overtaken, is skipped: nobody reads five at once.
 */
export async function sendDigest(deps: DigestsDeps, run: TaskRun): Promise<void> {
  const { task, commit } = run
  const { agencyId, input } = task
  const { ground, agencies, channels } = deps
  const { database, clock } = ground
  const post = await readPost(database, agencyId, input.subject)
  if (post?.state !== 'owed') return
  const creator = await agencies.creator(database, agencyId, post.creatorId)
  const isOwed = creator !== null && (post.scheduleId === null || (await isWanted(database, post)))
  if (!isOwed) return commit('skip-digest', (sql) => end(deps, sql, post, 'skipped'))
  // Its schedule was given a later time meanwhile.
  if (clock.now() < post.postAt) return commit('put-off-digest', (sql) => ground.facts.owe(sql, [sendingOf(post)]))
  // What tells the day before waits until that day is whole.
  const whole =
    post.digest === 'alerts' || post.digest === 'morning' ? await waitForFigures(deps, post, run) : post.dueAt
  if (whole === null) return
  if (whole === 'given-up') return commit('skip-digest', (sql) => end(deps, sql, post, 'failed'))
  // Other creators' cards may go to that channel by now, or another creator reads it.
  if ((await whyNotThere(deps, agencyId, post)) !== null)
    return commit('skip-digest', (sql) => end(deps, sql, post, 'failed'))
  if (post.digest === 'alerts') return lookAndTell(deps, creator, post, whole, commit)
  const late = post.late || clock.now().getTime() - post.postAt.getTime() > LATE_AFTER_MS
  const card = await cardOf(deps, creator, { ...post, digest: post.digest, late })
  const { place } = post
  await database.transaction('compose-digest', async (sql) => {
    await writeCard(sql, agencyId, post.id, card)
    await channels.dropElsewhere(sql, agencyId, { subject: post.id, creatorId: creator.id, place })
  })
  const commitToo: InTransaction = (name, work) =>
    commit(name, async (sql) => {
      const worked = await work(sql)
      const stands = (await channels.postings(sql, agencyId, post.id)).some(({ ref }) => ref !== null)
      await end(deps, sql, { ...post, late }, stands ? 'posted' : 'failed')
      return worked
    })
  const drawn = { agencyId, subject: post.id, creatorId: place ? null : creator.id, card, waits: false }
  await channels.draw(
    { ...drawn, ...(place && { escalated: { home: place, aside: card, announce: false } }) },
    commitToo,
  )
}

async function cardOf(
  deps: DigestsDeps,
  creator: Creator,
  { agencyId, digest, day, dueAt, late, place }: DigestPost & { digest: Digest },
): Promise<Card> {
  // The team's are in English, the creator's in theirs.
  const { database } = deps.ground
  const language: Language = digest === 'morning' ? await languageOf(database, agencyId, creator.id) : 'en'
  const card = await previewDigest(deps, agencyId, creator, digest, {
    ...{ language, at: dueAt },
    seesMoney: await saysMoneyAt(deps, agencyId, place),
  })
  if (!late) return card
  const said = LIST_WORDS[language].late(weekdayName(WORDS[language], day))
  return { ...card, body: [{ kind: 'context', items: [said] }, ...card.body] }
}

const FACTS: Record<Exclude<PostState, 'owed'>, string> = {
  posted: 'digest.posted',
  skipped: 'digest.skipped',
  failed: 'digest.failed',
}

async function end(
  { ground }: DigestsDeps,
  sql: Sql,
  { agencyId, id, scheduleId, creatorId, digest, day, late }: DigestPost,
  state: Exclude<PostState, 'owed'>,
): Promise<void> {
  const at = ground.clock.now()
  if (!(await endPost(sql, agencyId, id, { state, late, at }))) return
  const data = { scheduleId, creatorId, digest, day, late }
  await ground.facts.record(sql, [{ agencyId, name: FACTS[state], subject: id, by: bySystem('digests'), data, at }])
}
