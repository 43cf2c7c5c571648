import { afterEach, expect, test } from 'vitest'
import { fakeDesk } from './fixtures.ts'
import { createDesk, createWebDesk, type WebDesk } from './index.ts'

let desk: WebDesk | undefined
afterEach(() => desk?.server.close())

async function start() {
  const fake = fakeDesk()
  desk = createWebDesk(fake.deps)
  const address = await desk.server.listen({ host: '127.0.0.1', port: 0 })
  return { fake, address }
}

/** Reads a stream until it has said `words`; fails with what was said instead. */
async function readUntil(reader: ReadableStreamDefaultReader<Uint8Array>, words: string): Promise<string> {
  let said = ''
  while (!said.includes(words)) {
    const { done, value } = await reader.read()
    if (done) throw new Error(`ended after: ${said}`)
    said += new TextDecoder().decode(value)
  }
  return said
}

test('a change is told to every open page of the agency, by its subject alone', async () => {
  const { fake, address } = await start()
  const streams = await Promise.all(
    [1, 2].map(async () => (await fetch(`${address}/live?as=agency/ana`)).body?.getReader()),
  )
  for (const reader of streams) if (reader) await readUntil(reader, 'retry')
  fake.tell('marcus')
  for (const reader of streams) {
    expect(reader && (await readUntil(reader, '\n\n'))).toBe('event: card\ndata: marcus\n\n')
    await reader?.cancel()
  }
})

test('posting and updating announce the card, and post returns where it stands', async () => {
  const told: string[] = []
  const posts = createDesk(async ({ subject }) => void told.push(subject))
  const posting = { agencyId: 'agency', postingId: 'p', channel: 'web', subject: 'felix' }
  const card = { tone: 'open' as const, title: 't', summary: 's', body: [] }
  expect(await posts.post(posting, card)).toBe('web:felix')
  await posts.update(posting, 'web:felix', card)
  expect(told).toEqual(['felix', 'felix'])
})

test('closing the server ends open streams at once and stops listening for changes', async () => {
  const { fake, address } = await start()
  const reader = (await fetch(`${address}/live?as=agency/ana`)).body?.getReader()
  if (reader) await readUntil(reader, 'retry')
  expect(fake.listeners()).toBe(1)
  const before = performance.now()
  await desk?.server.close()
  expect(performance.now() - before).toBeLessThan(2_000)
  expect((await reader?.read())?.done).toBe(true)
  expect(fake.listeners()).toBe(0)
})

test('a stream is opened for nobody that the agency does not know', async () => {
  const { address } = await start()
  expect((await fetch(`${address}/live?as=agency/nobody`)).status).toBe(409)
})

test('a card that left the queue answers 204, one that stays its fragment', async () => {
  const { address } = await start()
  const get = (subject: string) => fetch(`${address}/cards/${subject}?as=agency/ana`)
  expect((await get('nothing')).status).toBe(204)
  const drawn = await (await get('marcus')).text()
  expect(drawn).toMatch(/^<li class="entry" data-subject="marcus" data-mark="[\w-]{12}"><article/)
})
