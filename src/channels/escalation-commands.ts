import { type Creator, creatorsLike, creatorTyped } from '../agency/index.ts'
import {
  type Actor,
  type Answer,
  type CommandDefinition,
  defineCommand,
  done,
  type Option,
  refused,
} from '../desk/index.ts'
import { type CommandDeps, parsePlace } from './commands.ts'
import { deleteEscalation, putEscalation } from './escalation-store.ts'
import { lookAtChannel } from './watch-channels.ts'
import { words } from './words.ts'

/** Stands for the whole agency where a creator could be named. */
const ALL = 'all'

/** `/desk escalations` and `escalations-off`: where cards go that a manager must see. */
export function escalationCommands(deps: CommandDeps): CommandDefinition[] {
  const whose = {
    name: 'whose',
    summary: 'all for the agency, or a creator’s name',
    required: true,
    suggest: ({ actor, typed }: { actor: Actor; typed: string }) => suggestWhose(deps, actor, typed),
  }
  return [
    defineCommand({
      group: 'desk',
      name: 'escalations',
      summary: 'Move escalated cards to a channel of their own',
      arguments: [
        whose,
        { name: 'channel', summary: 'this channel when left out', required: true, as: 'channel' as const },
      ],
      least: 'manager',
      run: ({ actor, arguments: given }) =>
        onWhose(deps, actor, given.whose ?? '', (creator) => move(deps, actor, creator, given.channel ?? '')),
    }),
    defineCommand({
      group: 'desk',
      name: 'escalations-off',
      summary: 'Leave escalated cards on the creator’s channels again',
      arguments: [whose],
      least: 'manager',
      run: ({ actor, arguments: given }) =>
        onWhose(deps, actor, given.whose ?? '', (creator) => stay(deps, actor, creator)),
    }),
  ]
}

async function suggestWhose({ agencies }: CommandDeps, { agencyId }: Actor, typed: string): Promise<Option[]> {
  return creatorsLike(await agencies.creators(agencyId), typed, [ALL])
}

async function onWhose(
  { agencies }: CommandDeps,
  { agencyId }: Actor,
  typed: string,
  act: (creator: Creator | null) => Promise<Answer>,
): Promise<Answer> {
  if (typed.trim().toLowerCase() === ALL) return act(null)
  const creator = creatorTyped(await agencies.creators(agencyId), typed, [ALL])
  return typeof creator === 'string' ? refused(creator) : act(creator)
}

async function move(deps: CommandDeps, actor: Actor, creator: Creator | null, typed: string): Promise<Answer> {
  const { ground, desks } = deps
  const { agencyId } = actor
  const place = parsePlace(typed)
  if (!place) return refused(words.noChannel(typed))
  if (place.desk === 'web') return refused(words.webShowsAll)
  const desk = desks.find(({ name }) => name === place.desk)
  if (!desk) return refused(words.noDesk(place.desk))
  const seen = await lookAtChannel(ground, desk, agencyId, place.channel)
  if (seen.verdict === 'gone') return refused(words.gone(seen.why))
  await ground.database.transaction('set-escalations', async (sql) => {
    const at = ground.clock.now()
    await putEscalation(sql, agencyId, { creatorId: creator?.id ?? null, ...place }, at)
    const by = { kind: 'operator' as const, id: actor.operatorId }
    const subject = creator?.id ?? agencyId
    await ground.facts.record(sql, [{ agencyId, name: 'escalations.moved', subject, by, data: { ...place }, at }])
  })
  const whose = creator?.name ?? null
  return done(seen.verdict === 'safe' ? words.escalationsTo(whose) : words.escalationsToUnsafe(whose, seen.why))
}

async function stay({ ground }: CommandDeps, actor: Actor, creator: Creator | null): Promise<Answer> {
  const { agencyId } = actor
  const ended = await ground.database.transaction('end-escalations', async (sql) => {
    if (!(await deleteEscalation(sql, agencyId, creator?.id ?? null))) return false
    const by = { kind: 'operator' as const, id: actor.operatorId }
    const subject = creator?.id ?? agencyId
    const at = ground.clock.now()
    await ground.facts.record(sql, [{ agencyId, name: 'escalations.stayed', subject, by, data: {}, at }])
    return true
  })
  return ended ? done(words.escalationsStay) : refused(words.noEscalations)
}
