import type { Preset } from '../personas/index.ts'
import type { FlowBody } from './flow-templates.ts'
import { words } from './template-words.ts'

/** When the last of a preset's best hours begins; the early evening where it names none. */
const EVENING = 18
/** So that the next hour of the evening is the next day's, whenever somebody subscribed. */
const HALF_A_DAY = 720

/** The first seven days of a niche as a flow of one creator: a draft card a day, each for a person to decide. Pure. */
export function presetFlow({ title, sequence, cadence }: Preset, creator: { id: string; name: string }): FlowBody {
  const hour = bestHour(cadence.bestHours)
  const days = sequence.flatMap(({ day, goal, text }): FlowBody['steps'] => [
    ...(day === 1
      ? []
      : [
          {
            ...{ id: `night-${day}`, type: 'action' as const, name: words.preset.night(day) },
            config: { do: 'wait' as const, minutes: HALF_A_DAY, untilHour: hour },
          },
        ]),
    {
      ...{ id: `day-${day}`, type: 'action' as const, name: words.preset.day(day, goal) },
      config: { do: 'send_message' as const, purpose: purposeOf(day, text), template: text, withinHours: 24 },
    },
  ])
  return {
    name: words.preset.name(title, creator.name),
    description: words.preset.description(title),
    creators: [creator.id],
    // A first week comes once.
    caps: { fanEveryDays: 366 },
    steps: [{ id: 'begin', type: 'trigger', name: words.begin, config: { on: 'new_subscriber' } }, ...days],
  }
}

/** What names something to buy sells; the others don't. */
const purposeOf = (day: number, text: string) =>
  day === 1 ? ('welcome' as const) : text.includes('{{asset}}') ? ('upsell' as const) : ('free' as const)

function bestHour(said: string): number {
  const hours = [...said.matchAll(/\b([01]?\d|2[0-3]):\d\d\s*[–-]/g)].map(([, hour]) => Number(hour))
  return hours.at(-1) ?? EVENING
}
