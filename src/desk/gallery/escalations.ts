import { ago, button, main, type Sample, strong, time } from './sample.ts'

/** Messages that must reach a person (cards.md §3): no price from L2 up, no draft of a model from L3 up. */
export const ESCALATIONS: readonly Sample[] = [
  {
    name: 'Manager needed (L3)',
    card: {
      tone: 'stop',
      title: '⚠️ Manager needed · Felix B. · Whale',
      summary: 'Felix B. needs a manager, L3, due 14:10 UTC.',
      body: [
        {
          kind: 'context',
          items: ['L3', ['answer by ', time('14:10')], 'spent $3,910', ['bought ', ago('2026-11-19T13:00:00')]],
        },
        {
          kind: 'text',
          tone: 'stop',
          line: [strong('Payment outside the platform.'), ' No draft, no price. Contact details were removed.'],
        },
        {
          kind: 'quote',
          by: 'fan',
          text: 'can i just send it to your [payment app removed]? easier for both of us, and you keep all of it',
        },
        {
          kind: 'quote',
          by: 'reply',
          label: 'Refusal template',
          text: 'That is kind of you, but I keep everything on here.',
        },
        {
          kind: 'actions',
          buttons: [
            main('Use refusal', 'use-template', 'felix'),
            button('Write reply…', 'write-reply', 'felix'),
            button('Release…', 'release-escalation', 'felix'),
            button('Why', 'why-escalation', 'felix'),
          ],
          menu: [
            button('Claim', 'claim-escalation', 'felix'),
            button('Freeze fan…', 'freeze-fan', 'felix'),
            button('Raise to L4…', 'raise-escalation', 'felix'),
            button('Dismiss…', 'dismiss-escalation', 'felix'),
          ],
        },
        { kind: 'context', items: ['rule off-platform-payment', 'third time in 30 days'] },
      ],
    },
  },
  {
    name: 'Stopped (L4)',
    card: {
      tone: 'stop',
      title: '⛔ Stopped · Fan 4821',
      summary: 'Fan 4821 is stopped, L4.',
      body: [
        { kind: 'context', items: ['L4', ['frozen since ', time('13:58')]] },
        {
          kind: 'text',
          tone: 'stop',
          line: [strong('Possible minor.'), ' Nothing is sold or sent. The message is not shown here.'],
        },
        {
          kind: 'actions',
          buttons: [
            main('Open evidence…', 'open-evidence', 'fan-4821'),
            button('Checklist…', 'open-checklist', 'fan-4821'),
            button('Release…', 'release-escalation', 'fan-4821'),
          ],
        },
      ],
    },
  },
  {
    name: 'At risk (L4)',
    card: {
      tone: 'stop',
      title: '⛔ At risk · Daniel R.',
      summary: 'Daniel R. may be at risk: send the support message now.',
      body: [
        { kind: 'context', items: ['L4', ['since ', time('13:59')]] },
        { kind: 'text', tone: 'stop', line: [strong('Selling has stopped.'), ' Send the support message now.'] },
        {
          kind: 'actions',
          buttons: [
            main('Send support message', 'send-support', 'daniel'),
            button('Open message…', 'open-evidence', 'daniel'),
          ],
        },
      ],
    },
  },
  {
    name: 'Billing question (L2)',
    card: {
      tone: 'warn',
      title: '⚠️ Billing question · Omar N.',
      summary: 'Omar N. has a billing question, L2.',
      body: [
        { kind: 'context', items: ['L2', ['answer by ', time('14:25')], 'spent $126'] },
        { kind: 'text', tone: 'warn', line: [strong('Refund or dispute.'), ' Offers stopped. No promise, no price.'] },
        { kind: 'quote', by: 'fan', text: 'i was charged twice this month, i want that back or i call my bank' },
        {
          kind: 'quote',
          by: 'reply',
          label: 'Template',
          text: 'I am sorry about the confusion. The platform handles payments and can look at both charges; their support answers within a day.',
        },
        {
          kind: 'actions',
          buttons: [
            main('Approve reply', 'use-template', 'omar'),
            button('Other template…', 'other-template', 'omar'),
            button('Release…', 'release-escalation', 'omar'),
          ],
        },
      ],
    },
  },
  {
    name: 'Asks who writes (L2)',
    card: {
      tone: 'warn',
      title: '⚠️ Asks who writes · Jonas K.',
      summary: 'Jonas K. asks who writes, L2.',
      body: [
        { kind: 'context', items: ['L2', ['answer by ', time('14:18')], 'spent $540'] },
        {
          kind: 'text',
          tone: 'warn',
          line: [strong('No false claim, no price.'), ' Bella allows: “my team helps me write”.'],
        },
        { kind: 'quote', by: 'fan', text: 'be honest, is this really you or someone from an agency?' },
        {
          kind: 'quote',
          by: 'reply',
          label: 'Template',
          text: 'Fair question. My team helps me write, and I read what you send.',
        },
        {
          kind: 'actions',
          buttons: [
            main('Approve reply', 'use-template', 'jonas'),
            button('Other template…', 'other-template', 'jonas'),
          ],
        },
      ],
    },
  },
  {
    name: 'Spending brake (L3)',
    card: {
      tone: 'stop',
      title: '⚠️ Spending brake · Theo M.',
      summary: 'Theo M. spends far above the usual, L3.',
      body: [
        { kind: 'context', items: ['L3', ['answer by ', time('14:30')], 'spent $2,310'] },
        {
          kind: 'text',
          tone: 'stop',
          line: [
            strong('$640 in 24 hours, usually $45 a week.'),
            ' No prices or offers until ',
            time('2026-11-23T14:04:00'),
            '.',
          ],
        },
        { kind: 'quote', by: 'fan', text: 'one more. i know i said that yesterday too' },
        {
          kind: 'quote',
          by: 'reply',
          label: 'Care reply',
          text: 'No rush at all, Theo. Nothing runs away. Tell me how your week was instead.',
        },
        {
          kind: 'actions',
          buttons: [
            main('Use care reply', 'use-template', 'theo'),
            button('Write reply…', 'write-reply', 'theo'),
            button('Release…', 'release-escalation', 'theo'),
          ],
        },
      ],
    },
  },
]
