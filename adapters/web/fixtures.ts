import { GALLERY } from '../../src/desk/gallery.ts'
import { type Answer, actionId, type Form, type Gate, type Identity, parseActionId } from '../../src/desk/index.ts'
import type { Change, QueueEntry, SimulatedMessage, WebDeskDeps } from './deps.ts'

const AT = new Date('2026-11-20T14:02:00Z')

/** The form that Edit opens, with one field of most kinds. */
function editForm(subject: string): Form {
  return {
    action: actionId('edit-draft', subject, 1),
    title: 'Edit reply',
    submit: 'Approve',
    intro: [
      { kind: 'context', items: ['Marcus T. wrote'] },
      { kind: 'quote', by: 'fan', text: 'hey, just got home. been thinking about that beach set since Tuesday.' },
    ],
    fields: [
      {
        id: 'reply',
        label: 'Reply',
        hint: 'Checked again before approval',
        input: { as: 'area', max: 1_500, value: 'Hey Marcus, welcome home. You have a good memory.' },
      },
      {
        id: 'price',
        label: 'Price',
        hint: 'Suggested $24. Empty: no price',
        optional: true,
        input: {
          as: 'money',
          from: { minor: 1_800, currency: 'USD' },
          to: { minor: 3_500, currency: 'USD' },
          value: { minor: 2_400, currency: 'USD' },
        },
      },
      {
        id: 'wrong',
        label: 'What was wrong',
        hint: 'Teaches the next draft',
        optional: true,
        input: {
          as: 'choice',
          options: ['Tone', 'Facts', 'Too long', 'Price', 'Other'].map((label) => ({ value: label, label })),
        },
      },
      {
        id: 'kind',
        label: 'Kind of change',
        input: {
          as: 'choice',
          value: 'small',
          options: [
            { value: 'small', label: 'A few words' },
            { value: 'whole', label: 'A new reply' },
          ],
        },
      },
    ],
  }
}

export interface Press {
  identity: Identity
  action: string
  filled: Record<string, string> | null
}

export interface FakeDesk {
  deps: WebDeskDeps
  presses: Press[]
  commands: string[]
  entries: QueueEntry[]
  /** Tells every open page that a card changed, as the database would. */
  tell(subject: string): void
  listeners(): number
}

/** The web desk's surroundings without a database: Accept settles a card, Edit refuses "paypal" and keeps the text. */
export function fakeDesk(entries: QueueEntry[] = queueOfSamples()): FakeDesk {
  const presses: Press[] = []
  const commands: string[] = []
  const heard = new Set<(change: Change) => void>()
  const said = new Map<string, SimulatedMessage[]>()
  const tell = (subject: string) => {
    for (const hear of heard) hear({ agencyId: 'agency', subject })
  }

  function answer(action: string, filled: Record<string, string> | null): Answer {
    const { name = '', subject = '' } = parseActionId(action) ?? {}
    const entry = entries.find((each) => each.subject === subject)
    if (name === 'edit-draft' && filled === null) return { kind: 'form', form: editForm(subject) }
    if (name === 'edit-draft' && filled?.reply?.includes('paypal')) {
      const errors = { reply: 'Not approved. “paypal” points outside the platform. Take it out or escalate.' }
      return { kind: 'form', form: editForm(subject), errors }
    }
    if (name === 'why-draft') return { kind: 'panel', card: cardNamed('Why') }
    if (!entry || entry.settled)
      return { kind: 'refused', line: 'Already accepted by Ana. Your click changed nothing.' }
    entry.card = cardNamed('Accepted')
    entry.settled = true
    tell(subject)
    return { kind: 'done' }
  }

  const gate: Gate = {
    modeOf: () => 'does',
    suggest: async () => [],
    async press(identity, action, filled) {
      presses.push({ identity, action, filled })
      return answer(action, filled)
    },
    async command(_identity, line) {
      commands.push(line)
      return line.startsWith('/desk status')
        ? { kind: 'panel', card: cardNamed('Desk') }
        : { kind: 'refused', line: 'No such command. There are: /desk status.' }
    },
  }

  const conversation = (fanId: string) => said.get(fanId) ?? said.set(fanId, sampleConversation(fanId)).get(fanId) ?? []
  const deps: WebDeskDeps = {
    gate,
    agencies: async () => [{ id: 'agency', name: 'Northlight Agency' }],
    operators: async () => [
      { id: 'lena', name: 'Lena', role: 'manager' },
      { id: 'ana', name: 'Ana', role: 'chatter' },
      { id: 'sofia', name: 'Sofia', role: 'admin' },
    ],
    queue: async () => ({ entries, more: 0 }),
    card: async (_agencyId, subject) => entries.find((entry) => entry.subject === subject) ?? null,
    isSubject: (text) => /^[a-z]+$/.test(text),
    changes(hear) {
      heard.add(hear)
      return () => heard.delete(hear)
    },
    health: async () => cardNamed('Desk'),
    commands: [
      { line: '/desk status', summary: 'health of the desk', least: 'chatter' },
      { line: '/fan find', summary: 'finds a fan by name', least: 'chatter' },
    ],
    simulator: {
      fans: async () => [
        { id: 'marcus', name: 'Marcus T.', creator: 'Bella', platform: 'Fanvue', segment: 'Whale' },
        { id: 'claire', name: 'Claire M.', creator: 'Bella', platform: 'Fansly', segment: 'Loyal', currency: 'EUR' },
      ],
      conversation: async (_agencyId, fanId) => conversation(fanId),
      async write(_agencyId, fanId, text) {
        conversation(fanId).push({ by: 'fan', text, at: AT })
        return { kind: 'ok' }
      },
      async buy(_agencyId, fanId, what) {
        for (const message of conversation(fanId))
          if (message.price?.minor === what.amountMinor) message.unlocked = true
        return { kind: 'ok' }
      },
      subscribe: async () => ({ kind: 'ok' }),
    },
    now: () => AT,
  }
  return { deps, presses, commands, entries, tell, listeners: () => heard.size }
}

function cardNamed(name: string) {
  const sample = GALLERY.find((each) => each.name === name)
  if (!sample) throw new RangeError(`no sample named ${name}`)
  return sample.card
}

function sampleConversation(fanId: string): SimulatedMessage[] {
  if (fanId !== 'marcus') return []
  const price = { minor: 2_400, currency: 'USD' }
  return [
    { by: 'fan', text: 'that beach set was something else', at: new Date('2026-11-18T15:02:00Z') },
    { by: 'creator', text: 'I hoped you would say that.', at: new Date('2026-11-18T15:09:00Z') },
    {
      by: 'creator',
      text: 'Here is the first evening.',
      at: AT,
      price,
      asset: { title: 'Coast, part 1' },
      unlocked: true,
    },
    { by: 'fan', text: 'hey, just got home. anything new from the trip?', at: new Date('2026-11-20T13:58:00Z') },
    { by: 'creator', text: 'There is a second part.', at: AT, price, asset: { title: 'Coast, part 2' } },
  ]
}

/** Some of the gallery as a queue, under the subjects of their own buttons. */
function queueOfSamples(): QueueEntry[] {
  const named: [string, string, boolean][] = [
    ['marcus', 'Draft', false],
    ['felix', 'Manager needed (L3)', false],
    ['claire', 'Draft without a price, three messages, translated', false],
    ['late', 'Late', false],
    ['sent', 'Sent', true],
    ['snoozed', 'Snoozed', true],
  ]
  return named.map(([subject, name, settled]) => ({ subject, card: cardNamed(name), settled, at: AT }))
}
