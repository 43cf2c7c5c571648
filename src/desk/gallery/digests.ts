import type { Row } from '../card.ts'
import { button, type Sample, strong } from './sample.ts'

const leaves = (name: string, churn: string, why: string): Row => ({
  ...{ line: [strong(name), ` · ${churn}`], soft: why },
  button: button('Draft', 'draft-for-fan', name.toLowerCase().replace(/[^a-z]/g, '')),
})

/** What is told in the morning: who may leave, and a creator's own day (cards.md §5). */
export const DIGESTS: readonly Sample[] = [
  {
    name: 'Likely to leave',
    card: {
      tone: 'open',
      title: 'Likely to leave · Bella',
      summary: '9 fans are likely to leave.',
      body: [
        {
          kind: 'text',
          line: [strong('9 fans'), ' are likely to leave within 30 days, and with them ', strong('$840'), ' a month.'],
        },
        {
          kind: 'list',
          ordered: true,
          rows: [
            leaves(
              'Sana D.',
              '64% likely not to buy within 30 days (22% on Sat 3 Oct) · $90 a month',
              'last bought 19 days ago, usually buys every 6 days',
            ),
            leaves(
              'Ines P.',
              '58% likely not to buy within 30 days · $60 a month',
              'last bought 31 days ago, usually buys every 20 days',
            ),
          ],
        },
        {
          kind: 'fields',
          fields: [
            { label: 'Bought 30 to 60 days ago, not since', value: '4 fans, $160 then' },
            { label: 'Back after 30 days or more', value: '2 fans, $75 since' },
            {
              label: 'What writing to them brings',
              value: 'of 100 fans written to 12 more buy again than of 100 left alone (95% sure: 3 fewer to 26 more)',
            },
          ],
        },
        {
          kind: 'context',
          items: ['7 more follow once these are done', 'of 9 named 30 to 60 days ago, 4 bought again within 30 days'],
        },
      ],
    },
  },
  {
    name: 'Good morning, in French',
    card: {
      tone: 'open',
      title: 'Bonjour Bella',
      summary: 'Bonjour Bella',
      body: [
        {
          kind: 'text',
          line: ['Vous avez gagné ', strong('612\u00a0$'), ' jeudi, 9\u00a0% de plus qu’un jeudi habituel.'],
        },
        {
          kind: 'list',
          rows: [
            { line: '3\u202f480\u00a0$ ces 7 derniers jours, 6\u00a0% de plus que d’habitude' },
            { line: 'Pourboires\u00a0: 90\u00a0$, contre 40\u00a0$ un jeudi habituel' },
            { line: '3 nouveaux abonnés' },
          ],
        },
        {
          kind: 'fields',
          fields: [
            { label: 'Contenus débloqués', value: '402\u00a0$' },
            { label: 'Pourboires', value: '90\u00a0$' },
            { label: 'Abonnements', value: '120\u00a0$' },
          ],
        },
      ],
    },
  },
]
