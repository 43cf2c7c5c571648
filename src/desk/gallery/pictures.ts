import { button, type Sample } from './sample.ts'

const dollars = (minor: number) => ({ at: minor, text: `$${minor / 100}` })
const days = (count: number) => ({ at: count, text: String(count) })

/** Reports with a picture; a desk that can't draw says its finding. */
export const PICTURES: readonly Sample[] = [
  {
    name: 'Segments',
    card: {
      tone: 'info',
      title: 'Segments',
      summary: 'Segments',
      body: [
        { kind: 'list', head: 'Bella', rows: [{ line: [{ strong: 'Regular' }, ' · 212'] }, { line: 'counted today' }] },
        {
          kind: 'chart',
          chart: {
            title: 'Segments of Bella',
            finding: 'Whale is 4% of the buyers and 33% of what was spent.',
            x: {
              ...{ label: 'days since the last purchase, in the middle', from: 1, to: 180, scale: 'log' },
              ticks: [1, 7, 30, 90, 180].map(days),
            },
            y: {
              ...{ label: 'spent, in the middle', from: 1_000, to: 100_000, scale: 'log' },
              ticks: [1_000, 10_000, 100_000].map(dollars),
            },
            layers: [
              {
                kind: 'dots',
                colour: 0,
                points: [
                  { x: 18, y: 5_400, size: 1, text: 'Regular · 212' },
                  { x: 131, y: 2_600, size: 0.75, text: 'Dormant · 160' },
                  { x: 4, y: 74_000, size: 0.1, text: 'Whale · 23' },
                ],
              },
            ],
          },
        },
      ],
    },
  },
  {
    name: 'Alert with its days',
    card: {
      tone: 'warn',
      title: '⚠️ Revenue far below usual · Bella',
      summary: 'Revenue of Bella is far below usual.',
      body: [
        {
          kind: 'chart',
          chart: {
            title: 'Revenue of Bella, 30 days',
            finding: 'Revenue: $182, where $410 to $690 was expected. The band is what was expected of each day.',
            x: { label: 'day', from: 0, to: 3, scale: 'linear', ticks: [{ at: 3, text: '19 Nov' }] },
            y: { label: 'Revenue', from: 0, to: 100_000, scale: 'linear', ticks: [0, 50_000, 100_000].map(dollars) },
            layers: [
              {
                ...{ kind: 'band', colour: 0, name: 'expected' },
                points: [0, 1, 2, 3].map((x) => ({ x, low: 41_000, high: 69_000 })),
              },
              {
                ...{ kind: 'line', colour: 0, name: 'came' },
                points: [52_000, 61_000, 47_000, 18_200].map((y, x) => ({ x, y })),
              },
              { kind: 'ring', colour: 1, x: 3, y: 18_200 },
            ],
          },
        },
        {
          kind: 'actions',
          buttons: [
            button('I am on it', 'take-insight', 'alert'),
            button('Explain…', 'explain-insight', 'alert'),
            button('False alarm', 'dismiss-insight', 'alert'),
          ],
          menu: [button('Done', 'done-insight', 'alert'), button('Mute for 7 days', 'mute-insight', 'alert')],
        },
      ],
    },
  },
]
