import { type Agencies, type Creator, creatorsLike, creatorTyped } from '../agency/index.ts'
import {
  type Actor,
  type Answer,
  type Card,
  type CommandDefinition,
  DESK_NAMES,
  defineCommand,
  done,
  type Option,
  refused,
} from '../desk/index.ts'
import { bindChannel } from './bind-channel.ts'
import { deleteBinding, listBindings, type Place } from './channel-store.ts'
import type { ChannelsDeps } from './draw-card.ts'
import { listEscalations } from './escalation-store.ts'
import { lookAtChannel } from './watch-channels.ts'
import { words } from './words.ts'

export interface CommandDeps extends ChannelsDeps {
  agencies: Agencies
}

/** `/creator list`, `bind` and `unbind`: whose cards go to which channels. */
export function channelCommands(deps: CommandDeps): CommandDefinition[] {
  const creator = {
    name: 'creator',
    summary: 'the creator’s name',
    required: true,
    suggest: ({ actor, typed }: { actor: Actor; typed: string }) => suggestCreators(deps, actor, typed),
  }
  const channel = { name: 'channel', summary: 'this channel when left out', required: true, as: 'channel' as const }
  return [
    defineCommand({
      group: 'creator',
      name: 'list',
      summary: 'Creators and the channels their cards go to',
      arguments: [],
      least: 'manager',
      run: async ({ actor }) => ({ kind: 'panel', card: await creatorsCard(deps, actor.agencyId) }),
    }),
    defineCommand({
      group: 'creator',
      name: 'bind',
      summary: 'Show a creator’s cards on a channel',
      arguments: [creator, channel],
      least: 'manager',
      run: ({ actor, arguments: given }) => onPlace(deps, actor, given, bind),
    }),
    defineCommand({
      group: 'creator',
      name: 'unbind',
      summary: 'Show no more new cards of a creator on a channel',
      arguments: [creator, channel],
      least: 'manager',
      run: ({ actor, arguments: given }) => onPlace(deps, actor, given, unbind),
    }),
  ]
}

async function suggestCreators({ agencies }: CommandDeps, { agencyId }: Actor, typed: string): Promise<Option[]> {
  return creatorsLike(await agencies.creators(agencyId), typed)
}

type OnPlace = (deps: CommandDeps, actor: Actor, creator: Creator, place: Place) => Promise<Answer>

async function onPlace(deps: CommandDeps, actor: Actor, given: Record<string, string>, act: OnPlace): Promise<Answer> {
  const { creator: name = '', channel = '' } = given
  const creator = creatorTyped(await deps.agencies.creators(actor.agencyId), name)
  if (typeof creator === 'string') return refused(creator)
  const place = parsePlace(channel)
  return place ? act(deps, actor, creator, place) : refused(words.noChannel(channel))
}

/** `slack:T1:C2`: a desk, and its own name of a channel. */
export function parsePlace(typed: string): Place | null {
  const [, desk = '', channel = ''] = /^([a-z]+):([\w:-]{1,80})$/.exec(typed.trim()) ?? []
  const known = DESK_NAMES.find((name) => name === desk)
  return known && channel !== '' ? { desk: known, channel } : null
}

async function bind({ ground, desks }: CommandDeps, actor: Actor, creator: Creator, place: Place): Promise<Answer> {
  const { agencyId, operatorId } = actor
  const desk = desks.find(({ name }) => name === place.desk)
  if (!desk) return refused(words.noDesk(place.desk))
  const seen = await lookAtChannel(ground, desk, agencyId, place.channel)
  if (seen.verdict === 'gone') return refused(words.gone(seen.why))
  await bindChannel(ground, agencyId, { creatorId: creator.id, ...place }, { kind: 'operator', id: operatorId })
  return done(seen.verdict === 'safe' ? words.bound(creator.name) : words.boundUnsafe(creator.name, seen.why))
}

async function unbind({ ground }: CommandDeps, actor: Actor, creator: Creator, place: Place): Promise<Answer> {
  const { agencyId, operatorId } = actor
  const { database, facts, clock } = ground
  const ended = await database.transaction('unbind-channel', async (sql) => {
    if (!(await deleteBinding(sql, agencyId, { creatorId: creator.id, ...place }))) return false
    const by = { kind: 'operator' as const, id: operatorId }
    const fact = { agencyId, name: 'channel.unbound', subject: creator.id, by, data: { ...place }, at: clock.now() }
    await facts.record(sql, [fact])
    return true
  })
  return ended ? done(words.unbound(creator.name)) : refused(words.wasNotBound(creator.name))
}

async function creatorsCard({ ground, agencies }: CommandDeps, agencyId: string): Promise<Card> {
  const bindings = await listBindings(ground.database, agencyId)
  const escalations = await listEscalations(ground.database, agencyId)
  const rows = (await agencies.creators(agencyId)).map(({ id, name, replyWithinMinutes }) => {
    const its = bindings.filter(({ creatorId }) => creatorId === id)
    const places = its.map(({ desk, channel, why }) => `${desk}:${channel}${why ? ` (${why})` : ''}`)
    const away =
      escalations.find((each) => each.creatorId === id) ?? escalations.find((each) => each.creatorId === null)
    const troubled = its.some(({ verdict }) => verdict === 'gone')
    return {
      line: [{ strong: name }, ` · ${words.within(replyWithinMinutes)}`],
      soft: [
        places.length === 0 ? words.noChannels : places.join(', '),
        ...(away ? [` · ${words.escalationsAt(`${away.desk}:${away.channel}`)}`] : []),
      ],
      ...(troubled && { mark: '⚠️' as const }),
    }
  })
  return { tone: 'info', title: words.creators, summary: words.creators, body: [{ kind: 'list', rows }] }
}
