import type { Row } from '../card.ts'
import { button, main, type Sample, strong, time } from './sample.ts'

function fanRow(name: string, worth: string, why: string): Row {
  const subject = name.toLowerCase().replace(/[^a-z]/g, '')
  return { line: [strong(name), worth], soft: why, button: button('Draft', 'draft-approach', subject) }
}

/** What is read rather than decided: digests, alerts, health (cards.md §5, without charts). */
export const REPORTS: readonly Sample[] = [
  {
    name: 'Today',
    card: {
      tone: 'open',
      title: 'Today for Bella · Fri 20 Nov',
      summary: '14 fans are worth a message today.',
      body: [
        {
          kind: 'text',
          line: 'Yesterday 9 messages from this list were sent, and 4 fans have bought since, for $210.',
        },
        {
          kind: 'text',
          line: [
            strong('14 fans'),
            ' are worth a message today: about 24 minutes of work, and about ',
            strong('$610'),
            ' expected within 7 days. Best hours: 19:00 to 21:00, Bella’s time.',
          ],
        },
        {
          kind: 'list',
          ordered: true,
          rows: [
            fanRow('Felix B.', ' · Whale · $118', 'last bought 9 days ago, usually buys every 6 days'),
            fanRow('Ines P.', ' · VIP · $74', 'subscription ends in 2 days'),
            fanRow('Marcus T.', ' · Whale · $66', 'has waited 3 hours for an answer to 2 messages'),
            fanRow('Sana D.', ' · Churn risk · $41', '64% likely not to buy within 30 days'),
          ],
        },
        {
          kind: 'context',
          items: [
            '10 more follow once these are done',
            'amounts are what is expected within 7 days',
            'left out: 1 frozen, 2 at their limit of messages',
          ],
        },
      ],
    },
  },
  {
    name: 'Revenue alert',
    card: {
      tone: 'warn',
      title: '⚠️ Revenue far below usual · Bella',
      summary: 'Revenue of Bella is far below usual.',
      body: [
        {
          kind: 'fields',
          fields: [
            { label: 'Yesterday', value: strong('$182') },
            { label: 'Expected', value: strong('$410–690') },
            { label: 'Usual Thursday', value: strong('$545') },
            { label: 'How rare', value: strong('about 1 day in 200') },
          ],
        },
        {
          kind: 'list',
          ordered: true,
          rows: [
            {
              line: [strong('Fanvue sync'), ' stopped ', time('01:52'), ' to ', time('11:10')],
              soft: '31 messages still open',
              button: button('Open sync', 'open-sync', 'fanvue'),
            },
            {
              line: [strong('PPV unlocks'), ' down 81%'],
              soft: 'subscriptions and tips as usual',
              button: button('Show figures', 'show-figures', 'ppv'),
            },
            {
              line: [strong('No reply'), ' from 03:00 to 11:00'],
              soft: 'no operator on shift',
              button: button('Show team', 'show-team', 'night'),
            },
          ],
        },
        {
          kind: 'actions',
          buttons: [
            button('I am on it', 'claim-alert', 'revenue'),
            button('Explain…', 'explain-alert', 'revenue'),
            button('False alarm', 'dismiss-alert', 'revenue'),
          ],
        },
      ],
    },
  },
  {
    name: 'Why',
    card: {
      tone: 'open',
      title: 'Why · Marcus T.',
      summary: 'Why the draft for Marcus T. is as it is.',
      body: [
        { kind: 'meter', label: 'Will buy at $24', share: 0.31, word: '31%' },
        { kind: 'meter', label: 'Churn (30 days)', share: 0.08, word: '8%' },
        { kind: 'meter', label: 'Confidence', share: 0.86, word: '86%' },
        {
          kind: 'text',
          line: [strong('Not higher:'), ' 24% buy at $30, and the expected value falls from $7.40 to $7.20.'],
        },
        {
          kind: 'text',
          line: [strong('Not lower:'), ' floor $18, and fans of this segment buy as often at $24 as at $20.'],
        },
        {
          kind: 'list',
          head: 'Rules that looked at it',
          rows: [
            { mark: '✅', line: 'No word on the list' },
            { mark: '✅', line: 'No contact outside the platform', indent: 1 },
            { mark: '⚠️', line: 'Fourth priced message this week', soft: 'the limit is 5', indent: 1 },
          ],
        },
        {
          kind: 'actions',
          buttons: [button('History', 'show-history', 'marcus'), button('Fan', 'show-fan', 'marcus')],
        },
      ],
    },
  },
  {
    name: 'Fan',
    card: {
      tone: 'open',
      title: 'Marcus T. · Whale',
      summary: 'The profile of Marcus T.',
      body: [
        {
          kind: 'fields',
          fields: [
            { label: 'Spent', value: '$1,240' },
            { label: 'Last purchase', value: ['2 days ago, ', strong('$24')] },
            { label: 'Expected', value: '$66 in 30 days' },
            { label: 'Best hour', value: '20:00 to 21:00' },
          ],
        },
        { kind: 'meter', label: 'Will buy within 7 days', share: 0.62, word: '62%' },
        { kind: 'meter', label: 'Churn (30 days)', share: 0.08, word: '8%' },
        { kind: 'text', line: [strong('Why Whale:'), ' top 3% by spend'] },
        {
          kind: 'actions',
          buttons: [button('History', 'show-history', 'fan'), button('Tag…', 'tag-fan', 'fan')],
          menu: [
            button('Freeze…', 'freeze-fan', 'fan'),
            button('Export…', 'export-fan', 'fan'),
            button('Erase…', 'erase-fan', 'fan', {
              confirm: {
                title: 'Erase Marcus T.',
                text: 'All messages, drafts and figures of this fan are removed. This can’t be undone.',
                yes: 'Erase',
                no: 'Keep',
              },
            }),
          ],
        },
      ],
    },
  },
  {
    name: 'Desk',
    card: {
      tone: 'open',
      title: 'Desk · 12 waiting, 2 late',
      summary: 'Twelve cards wait, two are late.',
      body: [
        {
          kind: 'fields',
          fields: [
            { label: 'Answered', value: '84 today' },
            { label: 'Escalated', value: '3' },
            { label: 'Not sent', value: '1' },
          ],
        },
        {
          kind: 'list',
          head: 'Oldest',
          rows: [
            {
              line: [strong('Marcus T.'), ' · waiting since ', time('13:48')],
              button: button('Open', 'open-card', 'one'),
            },
            {
              line: [strong('Ines P.'), ' · waiting since ', time('13:51')],
              button: button('Open', 'open-card', 'two'),
            },
          ],
        },
        { kind: 'text', tone: 'warn', line: ['⚠️ ', strong('Ko-fi:'), ' no event for 26 hours'] },
      ],
    },
  },
  {
    name: 'Handover',
    card: {
      tone: 'info',
      title: 'Handover · Ana to Milo',
      summary: 'Ana hands nine cards over to Milo.',
      body: [
        {
          kind: 'fields',
          fields: [
            { label: 'From', value: 'Ana' },
            { label: 'To', value: 'Milo' },
            { label: 'Decided', value: '96' },
            { label: 'Answered in', value: '3 min 40 s' },
          ],
        },
        {
          kind: 'list',
          rows: [
            { mark: '⚠️', line: '2 late', button: button('Open', 'open-late', 'shift') },
            { mark: '⚠️', line: '3 not sent', button: button('Open', 'open-unsent', 'shift') },
          ],
        },
        {
          kind: 'quote',
          by: 'note',
          label: 'Note by Ana',
          text: 'Felix asked twice about payment elsewhere. Lena knows.',
        },
        {
          kind: 'actions',
          buttons: [main('Take over all 9', 'take-over', 'shift'), button('Add note…', 'add-note', 'shift')],
        },
      ],
    },
  },
]
