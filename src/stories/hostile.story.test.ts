import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type StoryHouse, storyHouse } from './house.ts'

let house: StoryHouse
beforeAll(async () => {
  house = await storyHouse()
})
afterAll(() => house.close())

const LONE = String.fromCharCode(0xd800)
const HOSTILE: Record<string, { text: string; stored?: string; name?: string }> = {
  'a hundred kilobytes': { text: 'lorem ipsum '.repeat(8_600) },
  'one word without end': { text: 'a'.repeat(102_400) },
  'emoji only': { text: '😀🏳️‍🌈👩‍👩‍👧‍👦🇫🇷❤️' },
  'right to left': { text: 'مرحبا، كيف حالك؟', name: 'محمد' },
  'direction overrides': { text: 'safe \u202egnitirw\u202c text', name: '\u202eevil\u202c' },
  'a NUL byte': { text: 'be\u0000fore', stored: 'before', name: 'N\u0000UL' },
  'half a surrogate pair': { text: `half ${LONE} pair`, stored: 'half \ufffd pair', name: `half ${LONE}` },
  'zero-width characters': { text: 'pa\u200by\u200dp\u2060al\ufeff' },
  html: { text: '<script>alert(1)</script><img src=x onerror=alert(1)>', name: '<b>Bold</b>' },
  'slack markup': { text: '<!channel> <@U123> *bold* `code` <http://evil|good>', name: '<@U123>' },
  'discord markup': { text: '@everyone **bold** ||spoiler|| [a](http://evil) <@123>', name: '@everyone' },
  'a template and a query': { text: "{{fan}} $(env) %s ' OR 1=1; DROP TABLE fans; --", name: '{{creator}}' },
  'json and backslashes': { text: '{"a":"\\u0000\\ud800"} \\x00 \\', name: '\\' },
  'line breaks of every kind': { text: 'a\r\nb\u2028c\u2029d\u0085e\u000bf' },
  'combining marks without end': { text: `z${'\u0301'.repeat(2_000)}` },
  'nothing at all': { text: '' },
  blanks: { text: ' \t\n\u3000' },
}
const fanOf = (name: string): string => `fan ${name}`
const harmless = ['before', 'after']

it('stores each hostile message in one batch with harmless ones, and quarantines none', async () => {
  const event = (id: string, fan: string, text: string, name?: string) => ({
    ...house.event(fan, { type: 'message.received', message: { id, text } }),
    fan: { id: fan, ...(name !== undefined && { name }) },
  })
  const events = Object.entries(HOSTILE).map(([key, { text, name }]) => event(`h ${key}`, fanOf(key), text, name))
  const [before, after] = harmless.map((name) => event(`m ${name}`, fanOf(name), 'hey you', 'Marcus'))
  if (!before || !after) throw new Error('two')
  const { status, results } = await house.post([before, ...events, after])
  expect(status).toBe(202)
  expect(new Set(results.map((result) => result.status))).toEqual(new Set(['accepted']))
  await house.pass(6_000)
  expect(await house.app.inbox.quarantined(house.agencyId)).toBe(0)
  const rows = await house.app.ground.database.query<{ external_id: string; text: string }>(
    'SELECT external_id, text FROM messages',
  )
  const stored = new Map(rows.map((row) => [row.external_id, row.text]))
  for (const [key, { text, stored: expected }] of Object.entries(HOSTILE)) {
    expect(stored.get(`h ${key}`), key).toBe(expected ?? text)
  }
})

describe.each([...Object.keys(HOSTILE), ...harmless])('%s', (key) => {
  it('has one card, which shows it as a fan’s words and nowhere else', async () => {
    const { draft } = await house.lastOf(fanOf(key))
    expect(draft?.state).toBe('open')
    const card = await house.app.replies.cardOf(house.app.ground.database, house.agencyId, draft?.id ?? '')
    if (!card) throw new Error('no card')
    const text = HOSTILE[key]?.text.trim() ?? ''
    const ours = { ...card, body: card.body.filter((node) => node.kind !== 'quote' || node.by !== 'fan') }
    if (text.length > 8) expect(JSON.stringify(ours)).not.toContain(JSON.stringify(text.slice(0, 30)).slice(1, -1))
    expect(card.title.replaceAll('\ufe0f', '')).toMatch(/^[\p{L}\p{M}\p{N}\p{Extended_Pictographic} .·'’-]+$/u)
    for (const node of card.body) if (node.kind === 'quote') expect(node.text.isWellFormed()).toBe(true)
    expect(JSON.stringify(card).length).toBeLessThan(6_000)
  })
})

it.each(['nothing at all', 'blanks'])(
  'says in our words that %s has no text, and does not look sure of an answer',
  async (key) => {
    const { draft } = await house.lastOf(fanOf(key))
    const card = await house.app.replies.cardOf(house.app.ground.database, house.agencyId, draft?.id ?? '')
    expect(card?.body).toContainEqual({ kind: 'context', items: ['(no text)'] })
    expect(card?.body.filter((node) => node.kind === 'quote' && node.by === 'fan')).toEqual([])
    expect(card?.tone).toBe('warn')
    expect(JSON.stringify(card)).toContain('Low confidence.')
  },
)

it('quarantines exactly the row that the database refuses, and applies the rest of its batch', async () => {
  const { database } = house.app.ground
  // Stands for whatever a database may one day refuse in one row of a set.
  await database.query("ALTER TABLE messages ADD CONSTRAINT poison CHECK (text <> 'poison')")
  const texts = ['first', 'poison', 'second', 'poison', 'third']
  const events = texts.map((text, n) =>
    house.event(`batch ${n}`, { type: 'message.received', id: `batch-${n}`, message: { id: `batch-${n}`, text } }),
  )
  await house.post(events)
  await house.pass(6_000)
  const stored = await database.query<{ text: string }>(
    "SELECT text FROM messages WHERE external_id LIKE 'batch-%' ORDER BY external_id",
  )
  expect(stored.map(({ text }) => text)).toEqual(['first', 'second', 'third'])
  const quarantined = await database.query('SELECT event_id, reason FROM quarantine ORDER BY event_id')
  expect(quarantined).toEqual([
    { event_id: 'batch-1', reason: 'could not be applied (23514)' },
    { event_id: 'batch-3', reason: 'could not be applied (23514)' },
  ])
  for (const n of [0, 2, 4]) expect((await house.lastOf(`batch ${n}`)).draft?.state).toBe('open')
  await database.query('ALTER TABLE messages DROP CONSTRAINT poison')
})
