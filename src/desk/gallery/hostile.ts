import type { Card } from '../card.ts'
import { button, decisions, main, type Sample } from './sample.ts'

function saying(subject: string, text: string, reply = 'Thanks for your message.'): Card {
  return {
    tone: 'open',
    title: 'Sam H. · New',
    summary: 'A draft for Sam H. waits for a decision.',
    body: [
      { kind: 'quote', by: 'fan', text },
      { kind: 'quote', by: 'reply', label: 'Draft', text: reply },
      decisions(subject, main('Accept', 'accept-draft', subject)),
    ],
  }
}

const LONG = Array.from({ length: 60 }, (_, at) => `line ${at + 1}: and then another thing happened`).join('\n')

/** A draft's card shows such a message like this; above is what a renderer does with a quote of nothing. */
const blank: Card = {
  tone: 'warn',
  title: 'Sam H. · New',
  summary: 'A draft for Sam H. waits for a decision.',
  body: [
    { kind: 'context', items: ['(no text)'] },
    { kind: 'quote', by: 'reply', label: 'Draft', text: 'Thanks for your message.' },
    { kind: 'text', tone: 'warn', line: ['⚠️ ', { strong: 'Low confidence.' }, ' The fan sent no text.'] },
    decisions('no-text', button('Accept', 'accept-draft', 'no-text')),
  ],
}

/** What fans write to break a desk, or just by being themselves. Every renderer shows it as text. */
export const HOSTILE: readonly Sample[] = [
  {
    name: 'Markup of HTML',
    card: saying(
      'html',
      '</bdi></blockquote><script>alert(1)</script><img src=x onerror="alert(1)"> <a href="javascript:alert(1)">free</a> &lt;b&gt;',
    ),
  },
  {
    name: 'Markup of Slack',
    card: saying(
      'slack',
      '<!channel> <@U123> *bold* _it_ ~no~ `code` <https://evil.example|your bank> :tada: &lt;!here&gt;',
    ),
  },
  {
    name: 'Markup of Discord',
    card: saying(
      'discord',
      '@everyone <@&123> **bold** ||spoiler|| [your bank](https://evil.example) ```js\nboom\n``` # head\n> quote\n-# small',
    ),
  },
  {
    name: 'Right to left',
    card: saying('rtl', 'مرحبا، هل عندك صور جديدة من الرحلة؟ 24$ فقط', 'أهلا بك. نعم، عندي جزء ثان.'),
  },
  {
    name: 'Bidi controls',
    card: saying(
      'bidi',
      'price is \u202e42$\u202c not \u2066\u202e001$\u2069 \u200f(really)',
      'It stays at \u202e42$\u202c.',
    ),
  },
  { name: 'Zero width', card: saying('zero', 'pay\u200bpal me at t\u200co\u200dm\ufeff\u2060\u00ad') },
  { name: 'Emoji only', card: saying('emoji', '🔥🔥👩‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿🇫🇷❤️‍🔥👍🏽') },
  {
    name: 'Stacked marks',
    card: saying(
      'marks',
      'h\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308\u0309\u030a\u030b\u030ce\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308l\u0301\u0302\u0303\u0304\u0305\u0306lo',
    ),
  },
  { name: 'One very long word', card: saying('word', 'a'.repeat(400)) },
  { name: 'Very long, many lines', card: saying('long', LONG, 'x'.repeat(20).concat(' and more. ').repeat(48)) },
  { name: 'Blank', card: saying('blank', ' \n\t\n ') },
  { name: 'No text, as cards show it', card: blank },
]
