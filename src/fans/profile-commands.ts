import { isZone } from '../agency/index.ts'
import { type CommandDefinition, defineCommand, done, hasRole, refused } from '../desk/index.ts'
import type { Ground } from '../facts/index.ts'
import { oneFan } from './one-fan.ts'
import { objectToProfiling, setZone } from './profiling.ts'
import { words } from './words.ts'

const FAN = {
  name: 'fan',
  summary: 'a part of the name, in quotes when it has blanks, or the id there',
  required: true,
}

/** `/fan object`: whether a fan may be profiled. `/fan zone`: where it is evening for them. */
export function profileCommands(ground: Ground): CommandDefinition[] {
  return [
    defineCommand({
      group: 'fan',
      name: 'object',
      summary: 'Record that a fan objects to profiling, or doesn’t any more',
      arguments: [
        FAN,
        {
          name: 'switch',
          summary: 'on: no segment, score or price any more',
          required: true,
          options: [
            { value: 'on', label: 'on' },
            { value: 'off', label: 'off' },
          ],
        },
      ],
      least: 'chatter',
      async run({ actor, arguments: given }) {
        const fan = await oneFan(ground.database, actor.agencyId, given.fan ?? '')
        if (typeof fan === 'string') return refused(fan)
        const objects = given.switch === 'on'
        // An objection is recorded at once by whoever hears it; that it ended, somebody must answer for.
        if (!objects && !hasRole(actor.role, 'manager')) return refused(words.managerAllowsAgain)
        const changed = await objectToProfiling(ground, actor, fan, objects)
        if (!changed) return refused(words.objectsAlready(fan.name, objects))
        return done(objects ? words.objects(fan.name) : words.objectsNot(fan.name))
      },
    }),
    defineCommand({
      group: 'fan',
      name: 'zone',
      summary: 'Set a fan’s own time zone, for best hours',
      arguments: [FAN, { name: 'zone', summary: 'such as Europe/Paris; none for the creator’s', required: true }],
      least: 'chatter',
      async run({ actor, arguments: given }) {
        const fan = await oneFan(ground.database, actor.agencyId, given.fan ?? '')
        if (typeof fan === 'string') return refused(fan)
        const typed = (given.zone ?? '').trim()
        const zone = typed.toLowerCase() === 'none' ? null : typed
        if (zone !== null && !isZone(zone)) return refused(words.badZone(typed))
        await setZone(ground, actor, fan.id, zone)
        return done(zone === null ? words.zoneForgotten(fan.name) : words.zoneSet(fan.name, zone))
      },
    }),
  ]
}
