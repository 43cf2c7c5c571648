import { button, MARCUS, main, REPLY, type Sample, strong, time } from './sample.ts'

/** A note is cut at 100 characters: the whole stands under Details. */
const NOTE = `${REPLY.slice(0, 98)} …`

/** What a decided card becomes (cards.md §2, the settled half). */
export const SETTLED: readonly Sample[] = [
  {
    name: 'Superseded',
    card: {
      tone: 'quiet',
      title: '🔁 Marcus T. · wrote again',
      summary: 'Marcus T. wrote again; the draft was withdrawn.',
      body: [{ kind: 'context', items: [['draft withdrawn at ', time('14:02')], 'newer card'] }],
    },
  },
  {
    name: 'Accepted',
    card: {
      tone: 'done',
      title: '✅ Marcus T. · accepted by Ana, sending',
      summary: 'Ana accepted the draft for Marcus T.',
      body: [
        { kind: 'quote', by: 'note', text: NOTE },
        { kind: 'context', items: ['as drafted, $24', ['out at ', time('14:02:10')]] },
        { kind: 'actions', buttons: [button('Undo', 'undo-decision', 'accepted')] },
      ],
    },
  },
  {
    name: 'Sent',
    card: {
      tone: 'done',
      title: '✅ Marcus T. · sent',
      summary: 'The reply to Marcus T. was sent.',
      body: [
        { kind: 'quote', by: 'note', text: NOTE },
        { kind: 'context', items: [['accepted by Ana ', time('14:01'), ', as drafted']] },
        { kind: 'actions', buttons: [button('Details', 'show-details', 'sent')] },
      ],
    },
  },
  {
    name: 'Edited and sent',
    card: {
      tone: 'done',
      title: '✅ Marcus T. · sent',
      summary: 'The edited reply to Marcus T. was sent.',
      body: [
        { kind: 'quote', by: 'note', text: 'Welcome home, Marcus. There is a second part, and it is the better one.' },
        { kind: 'context', items: [['edited by Milo ', time('14:01'), ', 62% changed']] },
        { kind: 'actions', buttons: [button('Details', 'show-details', 'edited')] },
      ],
    },
  },
  {
    name: 'Details of a sent reply',
    card: {
      tone: 'info',
      title: 'Details · Marcus T. · Whale',
      summary: 'What was sent to Marcus T.',
      body: [
        {
          kind: 'quote',
          by: 'reply',
          label: 'Sent',
          text: 'Welcome home, Marcus. There is a second part, and it is the better one.',
        },
        { kind: 'quote', by: 'note', label: 'Draft before it was changed', text: REPLY },
        { kind: 'text', line: [strong('$24'), ' for “Coast, part 2”'] },
        {
          kind: 'list',
          head: 'Record',
          rows: [
            { line: 'written by the built-in writer, persona v7, attempt 1' },
            { line: ['edited by Milo ', time('14:01'), ', 62% changed, on the web desk, unverified'] },
            { line: ['sent through Fanvue ', time('14:02')] },
          ],
        },
        {
          kind: 'list',
          head: 'Why $24 for “Coast, part 2”',
          rows: [
            { line: 'usually pays $20–30 (9 unlocks)' },
            { line: 'not higher: this fan usually pays $30 at most' },
            { line: 'not lower: this fan usually pays $20 at least' },
          ],
        },
        { kind: 'quote', by: 'fan', text: MARCUS },
      ],
    },
  },
  {
    name: 'To be sent by hand',
    card: {
      tone: 'info',
      title: '📋 Marcus T. · to be sent by hand',
      summary: 'An approved reply to Marcus T. is to be sent by hand.',
      body: [
        { kind: 'context', items: [['accepted by Ana ', time('14:01')], 'OnlyFans has no official way to send'] },
        { kind: 'quote', by: 'reply', label: 'Reply', text: REPLY },
        { kind: 'text', line: [strong('$24'), ' for “Coast, part 2”'] },
        {
          kind: 'actions',
          buttons: [
            main('Mark as sent', 'mark-sent', 'by-hand'),
            button('Copy', 'copy-reply', 'by-hand'),
            button('Withdraw', 'withdraw-reply', 'by-hand'),
          ],
        },
      ],
    },
  },
  {
    name: 'Wrote after approval',
    card: {
      tone: 'warn',
      title: '⚠️ Wrote again before you sent · Marcus T. · Whale',
      summary: 'Marcus T. wrote again before the approved reply was sent.',
      body: [
        {
          kind: 'context',
          items: [
            ['wrote at ', time('14:02')],
            ['accepted by Ana ', time('14:01')],
          ],
        },
        { kind: 'quote', by: 'fan', text: 'actually forget the set, how was your flight?' },
        { kind: 'quote', by: 'reply', label: 'Reply', text: REPLY },
        {
          kind: 'actions',
          buttons: [button('Withdraw', 'withdraw-reply', 'again'), button('Mark as sent', 'mark-sent', 'again')],
        },
      ],
    },
  },
  {
    name: 'Not delivered',
    card: {
      tone: 'warn',
      title: '⚠️ Not sent · Marcus T. · Whale',
      summary: 'The reply to Marcus T. was not sent.',
      body: [
        {
          kind: 'context',
          items: [
            ['accepted by Ana ', time('14:01')],
            ['refused at ', time('14:02')],
          ],
        },
        { kind: 'quote', by: 'fan', text: MARCUS },
        { kind: 'quote', by: 'reply', label: 'Reply', text: REPLY },
        { kind: 'text', tone: 'warn', line: [strong('Fanvue refused it:'), ' the subscription ended.'] },
        {
          kind: 'actions',
          buttons: [
            button('Try again', 'retry-delivery', 'not-sent'),
            button('Send by hand', 'send-by-hand', 'not-sent'),
            button('Withdraw', 'withdraw-reply', 'not-sent'),
          ],
        },
      ],
    },
  },
  {
    name: 'Snoozed',
    card: {
      tone: 'quiet',
      title: '💤 Marcus T. · snoozed',
      summary: 'Milo snoozed the draft for Marcus T.',
      body: [
        { kind: 'context', items: [['until ', time('16:00')], 'by Milo', 'asleep, writes in the evening'] },
        { kind: 'actions', buttons: [button('Wake now', 'wake-draft', 'snoozed')] },
      ],
    },
  },
  {
    name: 'Dismissed',
    card: {
      tone: 'quiet',
      title: '💤 Marcus T. · dismissed',
      summary: 'Ana dismissed the draft for Marcus T.',
      body: [
        { kind: 'context', items: [['at ', time('14:01')], 'by Ana', 'needs no answer'] },
        { kind: 'actions', buttons: [button('Reopen', 'reopen-draft', 'dismissed')] },
      ],
    },
  },
  {
    name: 'Erased',
    card: {
      tone: 'quiet',
      title: 'Erased fan',
      summary: 'A fan was erased on request.',
      body: [{ kind: 'context', items: ['texts removed 20 Nov'] }],
    },
  },
]
