import { afterEach, beforeEach, expect, test } from 'vitest'
import { type FakeDesk, fakeDesk } from '../fixtures.ts'
import { createWebDesk, type WebDesk } from '../index.ts'

let fake: FakeDesk
let desk: WebDesk

beforeEach(() => {
  fake = fakeDesk()
  desk = createWebDesk(fake.deps)
})
afterEach(() => desk.server.close())

const get = async (url: string, cookie = '') => (await desk.server.inject({ url, headers: { cookie } })).body

async function post(url: string, payload: object) {
  const page = await desk.server.inject({ url: '/' })
  const cookie = String(page.headers['set-cookie']).split(';')[0] ?? ''
  const token = page.body.match(/name="csrf-token" content="([0-9a-f]+)"/)?.[1] ?? ''
  const headers = {
    origin: 'http://localhost',
    host: 'localhost',
    cookie,
    'x-csrf-token': token,
    'x-acting-as': 'agency/ana',
  }
  return desk.server.inject({ method: 'POST', url, payload, headers })
}

test('the cards page counts what is open in its title and lists what was just decided apart', async () => {
  const page = await get('/')
  expect(page).toContain('<title>(4) Cards · Northlight Agency</title>')
  const [open = '', decided = ''] = page.split('data-settled-list')
  expect(open).toContain('data-subject="marcus"')
  expect(open).not.toContain('data-subject="sent"')
  expect(decided).toContain('data-subject="sent"')
})

test('an empty queue says so in the words of the desk', async () => {
  fake.entries.length = 0
  const page = await get('/')
  expect(page).toContain('No cards wait.')
  expect(page).toContain('data-count="0"')
  expect(page).toContain('<title>Cards · Northlight Agency</title>')
})

test('every page says that decisions are recorded as unverified, and who acts', async () => {
  for (const path of ['/', '/today', '/simulator', '/gallery', '/desk']) {
    const page = await get(path)
    expect(page).toContain('recorded as “web, unverified”')
    expect(page).toContain('data-acting-as="agency/ana"')
    expect(page).toContain('data-command')
  }
})

test('the choice of who acts is kept, and a made-up choice falls back to a chatter', async () => {
  const response = await post('/acting', { as: 'agency/lena' })
  expect(response.headers['set-cookie']).toContain('huntaze_desk_acting=agency/lena; Path=/; HttpOnly; SameSite=Strict')
  expect(await get('/', 'huntaze_desk_acting=agency/lena')).toContain('data-acting-as="agency/lena"')
  expect(await get('/', 'huntaze_desk_acting=agency/"><script>')).toContain('data-acting-as="agency/ana"')
  expect((await post('/acting', { as: 'agency/nobody' })).statusCode).toBe(409)
})

test('a house without operators says what to do instead of failing', async () => {
  fake.deps.operators = async () => []
  const response = await desk.server.inject({ url: '/' })
  expect(response.statusCode).toBe(200)
  expect(response.body).toContain('npm run agency -- add')
})

test('the simulator shows a locked offer with its price and an unlocked one without a button', async () => {
  const page = await get('/simulator')
  expect(page).toContain('data-buy="ppv" data-amount-minor="2400">Unlock for $24</button>')
  expect(page).toContain('Unlocked · $24')
})

test('a fan’s words are text in the simulator too', async () => {
  await post('/simulator/write', { fan: 'marcus', text: '<img src=x onerror=alert(1)>' })
  const page = await get('/simulator/view?fan=marcus&part=conversation&as=agency/ana')
  expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;')
})

test('a fan can unlock only what is on offer at its price', async () => {
  const bought: number[] = []
  fake.deps.simulator.buy = async (_agencyId, _fanId, { amountMinor }) => {
    bought.push(amountMinor)
    return { kind: 'ok' }
  }
  expect((await post('/simulator/buy', { fan: 'marcus', kind: 'ppv', amountMinor: 100 })).statusCode).toBe(409)
  expect((await post('/simulator/buy', { fan: 'marcus', kind: 'ppv', amountMinor: 2_400 })).statusCode).toBe(200)
  expect((await post('/simulator/buy', { fan: 'marcus', kind: 'tip', amountMinor: -5 })).statusCode).toBe(400)
  expect(bought).toEqual([2_400])
})

test('the Desk page offers commands that exist, and no other', async () => {
  const offered = async () => [...(await get('/desk')).matchAll(/data-run="([^"]+)"/g)].map(([, line]) => line)
  expect(await offered()).toEqual(['/desk status', '/help'])
  const audit = { line: '/desk audit', summary: 'verifies the chain of facts', least: 'chatter' as const }
  fake.deps.commands = [audit, { ...audit, line: '/team add', least: 'admin' }]
  expect(await offered()).toEqual(['/desk audit', '/help'])
})

test('an empty queue points to the fan simulator, and to no command', async () => {
  const [, empty = ''] = (await get('/')).split('data-empty')
  expect(empty).toMatch(/^>.*?<a href="\/simulator">/)
  expect(empty.slice(0, empty.indexOf('</div>'))).not.toContain('/digest')
})

test('a command is answered as a panel', async () => {
  expect((await post('/command', { line: '/desk status' })).json()).toMatchObject({ kind: 'panel' })
  expect(fake.commands).toEqual(['/desk status'])
})
