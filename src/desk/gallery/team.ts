import { button, main, type Sample, said, strong, time } from './sample.ts'

/** Cards between people: what was moved, claimed late, taken over, and long lists (cards.md §3, §5 and §7). */
export const TEAM: readonly Sample[] = [
  {
    name: 'Late, and somebody is on it',
    card: {
      tone: 'info',
      title: '✋ Ana is on it · Marcus T. · Whale',
      summary: 'Ana is on a late draft for Marcus T.',
      body: [
        {
          kind: 'context',
          items: [
            ['until ', time('14:10')],
            ['waiting since ', time('13:48')],
            ['due ', time('13:56')],
          ],
        },
        said,
        {
          kind: 'actions',
          buttons: [main('Accept', 'accept', 'late-claimed'), button('Edit…', 'edit', 'late-claimed')],
          menu: [button('Let go', 'let-go', 'late-claimed')],
        },
      ],
    },
  },
  {
    name: 'Escalated, on the creator’s channel',
    card: {
      tone: 'quiet',
      title: 'Felix B. · Whale · escalated',
      summary: 'Bella: a card went to the managers',
      body: [
        { kind: 'context', items: ['L3', 'went to the escalation channel on Slack', ['since ', time('14:01')]] },
        { kind: 'actions', buttons: [button('Open', 'open-card', 'felix')] },
      ],
    },
  },
  {
    name: 'Escalated by an operator',
    card: {
      tone: 'quiet',
      title: 'Kim L. · escalated',
      summary: 'Bella: a card was settled',
      body: [
        {
          kind: 'context',
          items: [['escalated by Ana ', time('14:01')], 'went to the escalation channel on Slack'],
        },
        { kind: 'quote', by: 'note', text: 'asks where she lives, twice' },
      ],
    },
  },
  {
    name: 'Taken over',
    card: {
      tone: 'done',
      title: '✅ Handover · Ana to Milo',
      summary: 'Ana hands the shift over',
      body: [
        {
          kind: 'fields',
          fields: [
            { label: 'From', value: 'Ana' },
            { label: 'To', value: 'Milo' },
            { label: 'Decided', value: '96' },
            { label: 'Answered in', value: '4 min' },
          ],
        },
        { kind: 'text', line: 'Nothing is late, and every reply was sent.' },
        {
          kind: 'context',
          items: [
            ['since ', time('06:00')],
            ['taken over ', time('14:02')],
          ],
        },
      ],
    },
  },
  {
    name: 'A page of a long list',
    card: {
      tone: 'info',
      title: 'Team',
      summary: 'Team',
      body: [
        {
          kind: 'list',
          rows: ['Ana', 'Ben', 'Cleo', 'Dan', 'Eve', 'Finn', 'Gus', 'Hana'].map((name) => ({
            line: [strong(name), ' · chatter'],
            soft: 'slack:T1:U2, discord:81384788765712384:80351110224678912',
          })),
        },
        { kind: 'context', items: ['9 to 16 of 19'] },
        {
          kind: 'actions',
          buttons: [
            { action: 'page|team-list|0', label: 'Previous' },
            { action: 'page|team-list|2', label: 'More' },
          ],
        },
      ],
    },
  },
]
