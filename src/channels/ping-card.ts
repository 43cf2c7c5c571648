import type { Agencies } from '../agency/index.ts'
import type { Desk } from '../desk/index.ts'
import { keysAtWork } from '../facts/index.ts'
import { Failure } from '../kernel/failure.ts'
import { boundTo, type Place } from './channel-store.ts'
import type { ChannelsDeps } from './draw-card.ts'
import { DRAWING, MOVING } from './owe-drawings.ts'
import { beginPing, undoPing } from './ping-store.ts'
import { markGone, type PostedCard, postingsEver } from './store.ts'
import { lookAtChannel } from './watch-channels.ts'

export interface CardPing {
  agencyId: string
  subject: string
  creatorId: string
  /** Why, and how often it was said before: once for each, on each channel. */
  stage: string
  round: number
  operatorIds: readonly string[]
  /** One sentence of ours, without a word of a fan. */
  summary: string
  /** Where an escalated card stands whole: nobody is called to where it stands aside, unless this channel is gone. */
  home: Place | null
}

type Told = 'said' | 'not posted yet' | 'gone'

/** What is known when a call begins. */
interface Scene {
  accounts: Awaited<ReturnType<Agencies['accounts']>>
  postings: readonly PostedCard[]
  /** A drawing is owed or at work: where no posting is on record, one may follow. */
  drawing: boolean
}

/**
 * Mentions operators where a card stands, by their accounts on that desk; a channel where none of them is known stays
 * silent. At most once: it is written down before it is said, and taken back only when the desk promises that nothing
 * was said; then the task comes again. `not posted yet`: the card is still to come where they are to be called. Where the
 * escalation channel is gone, they are called on the creator's.
 */
export async function pingCard(
  deps: ChannelsDeps & { agencies: Agencies },
  ping: CardPing,
): Promise<'said' | 'not posted yet'> {
  const { ground, agencies } = deps
  const { agencyId, subject, creatorId, home } = ping
  // Before the postings are read: a drawing that ends in between has left them all.
  const drawing = await isDrawn(deps, agencyId, subject)
  const postings = await postingsEver(ground.database, agencyId, subject)
  const scene = { accounts: await agencies.accounts(agencyId), postings, drawing }
  const told = home ? await callAt(deps, [home], ping, scene) : 'gone'
  if (told !== 'gone') return told
  const bound = [...postings, ...(await boundTo(ground.database, agencyId, creatorId))]
  const places = new Map(bound.map(({ desk, channel }) => [`${desk}:${channel}`, { desk, channel }]))
  if (home) places.delete(`${home.desk}:${home.channel}`)
  const there = await callAt(deps, [...places.values()], ping, scene)
  return there === 'not posted yet' ? there : 'said'
}

async function isDrawn({ ground }: ChannelsDeps, agencyId: string, subject: string): Promise<boolean> {
  const { database } = ground
  const [moved, drawn] = [
    await keysAtWork(database, agencyId, MOVING, [agencyId]),
    await keysAtWork(database, agencyId, DRAWING, [subject]),
  ]
  return moved.size + drawn.size > 0
}

/** `gone`: those who are meant have accounts there, and the channel is no more. */
async function callAt(deps: ChannelsDeps, places: readonly Place[], ping: CardPing, scene: Scene): Promise<Told> {
  const told = new Set<Told>()
  for (const place of places) {
    const desk = deps.desks.find(({ name }) => name === place.desk)
    const its = scene.accounts.filter((each) => each.desk === place.desk && ping.operatorIds.includes(each.operatorId))
    if (!desk?.ping || its.length === 0) continue
    const accounts = its.map(({ externalId }) => externalId)
    told.add(await callOn(deps, desk, place, ping, { ...scene, accounts }))
  }
  if (told.has('not posted yet')) return 'not posted yet'
  return told.has('gone') && !told.has('said') ? 'gone' : 'said'
}

async function callOn(
  deps: ChannelsDeps,
  desk: Desk,
  { channel }: Place,
  ping: CardPing,
  { accounts, postings, drawing }: Pick<Scene, 'postings' | 'drawing'> & { accounts: readonly string[] },
): Promise<Told> {
  const posting = postings.find((each) => each.desk === desk.name && each.channel === channel)
  if (!posting) return drawing ? 'not posted yet' : 'gone'
  if (posting.gone) return 'gone'
  if (posting.ref === null) return 'not posted yet'
  return say(deps, desk, { ...posting, ref: posting.ref }, ping, accounts)
}

async function say(
  { ground }: ChannelsDeps,
  desk: Desk,
  { id: postingId, channel, ref }: PostedCard & { ref: string },
  { agencyId, subject, stage, round, summary }: CardPing,
  accounts: readonly string[],
): Promise<Told> {
  const { database, clock } = ground
  const named = { postingId, stage, round }
  if (!(await database.transaction('begin-ping', (sql) => beginPing(sql, agencyId, named, clock.now())))) return 'said'
  try {
    await desk.ping?.({ agencyId, postingId, channel, subject }, ref, { accounts, summary })
    return 'said'
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    const isGone = error.code === 'desk_gone'
    // Whatever else went wrong, it may have been said: being called twice would teach people not to listen.
    if (!isGone && error.code !== 'desk_slow_down') return 'said'
    await database.transaction('undo-ping', async (sql) => {
      await undoPing(sql, agencyId, named)
      if (isGone) await markGone(sql, agencyId, postingId, clock.now())
    })
    if (!isGone) throw error
    await lookAtChannel(ground, desk, agencyId, channel)
    return 'gone'
  }
}
