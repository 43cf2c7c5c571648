import { creatorsLike, creatorTyped } from '../agency/index.ts'
import { type Answer, type CommandCall, type CommandDefinition, defineCommand, done, refused } from '../desk/index.ts'
import type { DigestsDeps } from './deps.ts'
import { askDigest } from './digest-now.ts'
import { digestTyped, placeTyped } from './read-schedule.ts'
import { words } from './schedule-words.ts'
import { optionOf, SCHEDULED } from './scheduled.ts'

/** `/digest now`: a digest on the channel at once, beside what is scheduled. */
export function nowCommand(deps: DigestsDeps): CommandDefinition {
  return defineCommand({
    group: 'digest',
    name: 'now',
    summary: 'Post a creator’s digest on the channel now',
    arguments: [
      {
        name: 'creator',
        summary: 'the creator’s name, in quotes when it has blanks',
        required: true,
        suggest: async ({ actor, typed }) => creatorsLike(await deps.agencies.creators(actor.agencyId), typed),
      },
      {
        name: 'digest',
        summary: 'today when left out',
        required: false,
        options: SCHEDULED.map(optionOf),
      },
      {
        name: 'channel',
        summary: 'this channel when left out; theirs: the creator’s channels',
        required: false,
        as: 'channel',
      },
    ],
    least: 'manager',
    run: (call) => run(deps, call),
  })
}

async function run(deps: DigestsDeps, { actor, arguments: given }: CommandCall): Promise<Answer> {
  const { agencyId } = actor
  const digest = digestTyped(given.digest ?? 'today')
  if (!digest) return refused(words.noDigest(given.digest ?? '', SCHEDULED))
  const creator = creatorTyped(await deps.agencies.creators(agencyId), given.creator ?? '')
  if (typeof creator === 'string') return refused(creator)
  const place = await placeTyped(deps, agencyId, given.channel, null)
  if (typeof place === 'string') return refused(place)
  const asked = await askDigest(deps, actor, creator, { digest, place })
  if (asked.kind === 'refused') return refused(asked.why)
  const about = [words.digests[digest], creator.name] as const
  if (asked.kind === 'already') return refused(words.already(...about))
  return done(digest === 'alerts' ? words.lookAsked(creator.name) : words.asked(...about))
}
