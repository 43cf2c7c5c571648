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
        { kind: 'text', line: [strong('9 fans'), ', ', strong('$840 a month.')] },
        {
          kind: 'list',
          ordered: true,
          rows: [
            leaves('Sana D.', 'churn 64% (30 days), was 22%', 'bought every 6 days, quiet for 19'),
            leaves('Ines P.', 'churn 58% (30 days), was 31%', 'renewal is off'),
          ],
        },
        {
          kind: 'fields',
          fields: [
            { label: 'Lost', value: '4 fans, $160 a month' },
            { label: 'Won back', value: '2 fans, $75 a month' },
            { label: 'Writing to them', value: '12 points more buy again (95%: −3 to 26)' },
          ],
        },
        { kind: 'context', items: ['7 more are not shown', 'of the last 9, 5 left'] },
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
        { kind: 'text', line: ['Vous avez gagné ', strong('$612'), ', 9 % au-dessus d’un jeudi habituel.'] },
        {
          kind: 'fields',
          fields: [
            { label: 'Contenus débloqués', value: '$402' },
            { label: 'Pourboires', value: '$90' },
            { label: 'Abonnements', value: '$120' },
          ],
        },
      ],
    },
  },
]
