import {
  type Actor,
  type Answer,
  type CommandDefinition,
  defineCommand,
  done,
  type Option,
  refused,
} from '../desk/index.ts'
import type { Ground } from '../facts/index.ts'
import { shortName } from './add-agency.ts'
import { isCurrency } from './add-creator.ts'
import { addOwnCreator, setDeadline } from './change-creators.ts'
import { creatorsLike, creatorTyped } from './creator-typed.ts'
import { isZone } from './schedule.ts'
import { listCreators } from './store.ts'
import { words } from './words.ts'

/** Minutes: from at once to a whole day. */
const DEADLINE = { least: 1, most: 1_440 }

/** `/creator add` and `deadline`: the creators of an agency, and how soon their fans get an answer. */
export function creatorCommands(ground: Ground): CommandDefinition[] {
  return [
    defineCommand({
      group: 'creator',
      name: 'add',
      summary: 'Add a creator to the agency',
      arguments: [
        { name: 'name', summary: 'what they are called here, in quotes when it has blanks', required: true },
        { name: 'currency', summary: 'of their prices, such as USD', required: true },
        { name: 'zone', summary: 'their time zone, such as Europe/Paris', required: true },
      ],
      least: 'admin',
      async run({ actor, arguments: given }) {
        const name = shortName.safeParse(given.name)
        const currency = (given.currency ?? '').trim().toUpperCase()
        const zone = (given.zone ?? '').trim()
        if (!name.success) return refused(words.badName)
        if (!isCurrency(currency)) return refused(words.badCurrency(given.currency ?? ''))
        if (!isZone(zone)) return refused(words.badZone(zone))
        const added = await addOwnCreator(ground, actor, { name: name.data, currency, zone })
        return added ? done(words.creatorAdded(name.data)) : refused(words.creatorTaken(name.data))
      },
    }),
    defineCommand({
      group: 'creator',
      name: 'deadline',
      summary: 'How soon a creator’s fans get an answer; a card that waits longer is raised',
      arguments: [
        {
          name: 'creator',
          summary: 'the creator’s name',
          required: true,
          suggest: ({ actor, typed }: { actor: Actor; typed: string }) => suggestCreators(ground, actor, typed),
        },
        { name: 'minutes', summary: `${DEADLINE.least} to ${DEADLINE.most}`, required: true },
      ],
      least: 'manager',
      run: ({ actor, arguments: given }) => deadline(ground, actor, given.creator ?? '', given.minutes ?? ''),
    }),
  ]
}

async function deadline(ground: Ground, actor: Actor, typed: string, minutes: string): Promise<Answer> {
  const all = await listCreators(ground.database.prisma, actor.agencyId)
  const creator = creatorTyped(all, typed)
  if (typeof creator === 'string') return refused(creator)
  const count = /^\d{1,4}$/.test(minutes.trim()) ? Number(minutes) : Number.NaN
  if (!(count >= DEADLINE.least && count <= DEADLINE.most)) return refused(words.badMinutes(minutes, DEADLINE))
  await setDeadline(ground, actor, { creatorId: creator.id, minutes: count })
  return done(words.deadlineSet(creator.name, count))
}

async function suggestCreators({ database }: Ground, { agencyId }: Actor, typed: string): Promise<Option[]> {
  return creatorsLike(await listCreators(database.prisma, agencyId), typed)
}
