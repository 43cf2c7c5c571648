import type { CardNode } from '../card.ts'
import { ago, button, MARCUS, main, REPLY, type Sample, said, time } from './sample.ts'

const NOTE: CardNode = { kind: 'quote', by: 'note', text: `${REPLY.slice(0, 98)} …` }
const ACCEPTED: CardNode = { kind: 'context', items: [['accepted by Ana ', time('14:01'), ', as drafted, $24']] }

/** What else becomes of a card, and what stands under it or behind its buttons (cards.md §2, §5 and §7). */
export const AFTERMATH: readonly Sample[] = [
  {
    name: 'Second person agreed',
    card: {
      tone: 'done',
      title: '✅ Marcus T. · accepted by Ana, agreed by Milo, sending',
      summary: 'A second person agreed to the reply for Marcus T.',
      body: [
        NOTE,
        { kind: 'context', items: [['agreed by Milo ', time('14:02')], '$32', ['out at ', time('14:02:10')]] },
        { kind: 'actions', buttons: [button('Undo', 'undo', 'agreed')] },
      ],
    },
  },
  {
    name: 'Sent back by the second person',
    card: {
      tone: 'open',
      title: 'Marcus T. · Whale',
      summary: 'A reply to Marcus T. was sent back.',
      body: [
        {
          kind: 'context',
          items: [
            ['answer by ', time('14:07')],
            ['sent back by Milo ', time('14:02')],
          ],
        },
        said,
        { kind: 'quote', by: 'note', label: 'Milo', text: 'too much after last week, ask for 24' },
        { kind: 'quote', by: 'reply', label: 'Draft', text: REPLY },
        { kind: 'actions', buttons: [main('Accept at $24', 'accept', 'back'), button('Edit…', 'edit', 'back')] },
      ],
    },
  },
  {
    name: 'Perhaps not sent',
    card: {
      tone: 'warn',
      title: '⚠️ Perhaps not sent · Marcus T. · Whale',
      summary: 'Nobody knows whether the reply to Marcus T. arrived.',
      body: [
        { kind: 'text', tone: 'warn', line: 'The platform did not answer clearly. It may have arrived.' },
        { kind: 'quote', by: 'reply', label: 'Reply', text: REPLY },
        ACCEPTED,
        {
          kind: 'actions',
          buttons: [
            button('It arrived', 'mark-as-sent', 'unknown'),
            button('Try again', 'try-again', 'unknown'),
            button('Send by hand', 'send-by-hand', 'unknown'),
            button('Withdraw', 'withdraw', 'unknown'),
          ],
        },
      ],
    },
  },
  {
    name: 'Stopped before it left',
    card: {
      tone: 'warn',
      title: '⚠️ Not sent · Marcus T. · Whale',
      summary: 'The reply to Marcus T. was stopped.',
      body: [{ kind: 'text', line: 'The fan wrote again before it left.' }, NOTE, ACCEPTED],
    },
  },
  {
    name: 'Withdrawn',
    card: { tone: 'quiet', title: 'Marcus T. · withdrawn', summary: 'A reply was withdrawn.', body: [NOTE, ACCEPTED] },
  },
  {
    name: 'Released',
    card: {
      tone: 'quiet',
      title: 'Felix B. · released',
      summary: 'Bella: a card was settled',
      body: [
        { kind: 'context', items: [['released by Lena ', time('14:02')]] },
        { kind: 'quote', by: 'note', text: 'he meant the museum' },
      ],
    },
  },
  {
    name: 'Answered elsewhere',
    card: {
      tone: 'quiet',
      title: 'Marcus T. · answered elsewhere',
      summary: 'Bella: a card was settled',
      body: [{ kind: 'context', items: [['answered elsewhere ', time('14:02')]] }],
    },
  },
  {
    name: 'Texts hidden, private answers too',
    card: {
      tone: 'open',
      title: 'Marcus T. · Whale',
      summary: 'Marcus T. waits for a reply.',
      body: [
        {
          kind: 'text',
          line: 'Texts are hidden here: the channel is not age-restricted. Open the card on the web desk.',
        },
        { kind: 'context', items: [['answer by ', time('14:07')], 'spent $1,240'] },
        {
          kind: 'actions',
          buttons: [button('Escalate…', 'escalate', 'unseen')],
          menu: [button('Claim for 10 minutes', 'claim', 'unseen'), button('Snooze…', 'snooze', 'unseen')],
        },
      ],
    },
  },
  {
    name: 'Under a card: to copy, what was changed, what was said before',
    card: {
      tone: 'quiet',
      title: 'More about this card',
      summary: 'Bella: more about a card',
      body: [
        { kind: 'quote', by: 'reply', label: 'To copy', text: 'Welcome home, Marcus. There is a second part.' },
        {
          kind: 'quote',
          by: 'note',
          label: 'Changed in the draft',
          text: '[– Hey Marcus, welcome home. You have a good memory. –] [+ Welcome home, Marcus. +] There is a second part.',
        },
        { kind: 'context', items: ['before that'] },
        { kind: 'context', items: [[ago('2026-11-18T15:10:00')]] },
        { kind: 'quote', by: 'fan', text: 'that set from the coast was lovely' },
        { kind: 'quote', by: 'note', label: 'Bella', text: 'You have a good eye. I was freezing.' },
      ],
    },
  },
  {
    name: 'Under a card, texts removed',
    card: {
      tone: 'quiet',
      title: 'More about this card',
      summary: 'More about this card',
      body: [{ kind: 'context', items: ['texts removed'] }],
    },
  },
  {
    name: 'History',
    card: {
      tone: 'info',
      title: 'History · Marcus T.',
      summary: 'Bella: what was said before',
      body: [
        { kind: 'context', items: [[ago('2026-11-18T15:10:00')]] },
        { kind: 'quote', by: 'fan', text: MARCUS },
        { kind: 'quote', by: 'note', label: 'Bella', text: REPLY },
      ],
    },
  },
]
