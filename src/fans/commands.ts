import { type CommandDefinition, defineCommand, done, refused } from '../desk/index.ts'
import type { Ground } from '../facts/index.ts'
import { oneFan } from './one-fan.ts'
import { readTags, TAG_MAX, TAGS_MAX, tagFan } from './tag-fan.ts'
import { words } from './words.ts'

/** `/fan tag`: a team's own words for a fan. */
export function fanCommands(ground: Ground): CommandDefinition[] {
  return [
    defineCommand({
      group: 'fan',
      name: 'tag',
      summary: 'Add tags to a fan, or take them away with -tag',
      arguments: [
        { name: 'fan', summary: 'a part of the name, in quotes when it has blanks, or the id there', required: true },
        { name: 'tags', summary: 'with commas between them; -tag takes one away', required: true },
      ],
      least: 'chatter',
      async run({ actor, arguments: given }) {
        const fan = await oneFan(ground.database, actor.agencyId, given.fan ?? '')
        if (typeof fan === 'string') return refused(fan)
        const read = readTags(given.tags ?? '')
        if (!read) return refused(words.badTags(TAG_MAX))
        const tags = await tagFan(ground, actor, { fanId: fan.id, ...read })
        return tags === null ? refused(words.tooManyTags(TAGS_MAX)) : done(words.tagged(fan.name, tags))
      },
    }),
  ]
}
