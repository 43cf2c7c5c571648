import { type Chart, logTicks } from '../charts/index.ts'
import { formatMoney, minorDigits } from '../kernel/money.ts'
import type { Segment } from './segment.ts'
import { words } from './words.ts'

/** One segment of a creator's buyers, in the middle. Money in minor units of the creator's currency. */
export interface SegmentPlace {
  segment: Segment
  fans: number
  spentMinor: number
  middleSpentMinor: number
  middleDaysSince: number
}

const DAYS = [1, 3, 7, 14, 30, 60, 90, 180, 365, 730, 1_825, 3_650]

/** A creator's segments by how long ago and how much their fans bought in the middle; a dot's area is how many they are. */
export function segmentMap(creator: string, places: readonly SegmentPlace[], currency: string): Chart {
  const most = Math.max(1, ...places.map(({ fans }) => fans))
  const longest = Math.max(7, ...places.map(({ middleDaysSince }) => middleDaysSince))
  const last = DAYS.findIndex((days) => days >= longest)
  const days = DAYS.slice(0, last < 0 ? DAYS.length : last + 1)
  const unit = 10 ** minorDigits(currency)
  const x = { from: 1, to: days.at(-1) ?? 7, ticks: days.map((at) => ({ at, text: String(at) })) }
  return {
    title: words.segmentMap.title(creator),
    finding: findingOf(places),
    x: { ...x, label: words.segmentMap.daysSince, scale: 'log' },
    y: {
      ...logTicks(
        places.map(({ middleSpentMinor }) => middleSpentMinor),
        unit,
        (minor) => formatMoney({ minor, currency }),
      ),
      label: words.segmentMap.spent,
    },
    layers: [
      {
        kind: 'dots',
        colour: 0,
        points: places.map(({ segment, fans, middleDaysSince, middleSpentMinor }) => ({
          ...{ x: Math.max(1, middleDaysSince), y: middleSpentMinor, size: fans / most },
          text: `${words.segment(segment)} · ${fans}`,
        })),
      },
    ],
  }
}

/** Who brings most beside how many they are. */
function findingOf(places: readonly SegmentPlace[]): string {
  const fans = places.reduce((sum, each) => sum + each.fans, 0)
  const spent = places.reduce((sum, each) => sum + Math.max(0, each.spentMinor), 0)
  const [first] = places.toSorted((a, b) => b.spentMinor - a.spentMinor)
  if (!first || spent === 0) return words.segmentMap.none
  return words.segmentMap.finding(
    words.segment(first.segment),
    first.fans / fans,
    Math.max(0, first.spentMinor) / spent,
  )
}
