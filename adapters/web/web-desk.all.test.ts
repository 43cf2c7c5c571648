import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { GALLERY } from '../../src/desk/gallery.ts'
import { type FakeDesk, fakeDesk } from './fixtures.ts'
import { createWebDesk, type WebDesk } from './index.ts'

const ARGS =
  '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync'
/** Longer than the moment in which a card that has just been redrawn takes no press. */
const READ_MS = 1_200

let browser: Browser
let fake: FakeDesk
let desk: WebDesk
let address: string
let page: Page
let troubles: string[]

beforeAll(async () => {
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ARGS.split(' ') })
})
afterAll(() => browser.close())

beforeEach(async () => {
  fake = fakeDesk()
  desk = createWebDesk(fake.deps)
  address = await desk.server.listen({ host: '127.0.0.1', port: 0 })
  page = await browser.newPage({ viewport: { width: 1440, height: 900 }, timezoneId: 'Europe/Paris' })
  troubles = []
  page.on('console', (message) => message.type() === 'error' && troubles.push(message.text()))
  page.on('pageerror', (error) => troubles.push(error.message))
})
afterEach(async () => {
  await page.close()
  await desk.server.close()
  expect(troubles).toEqual([])
})

const entry = (subject: string) => page.locator(`.entry[data-subject="${subject}"]`)

async function open(path = '/') {
  // The first refresh follows the stream's opening: from then on changes are heard.
  const heard = path === '/' ? page.waitForResponse((response) => response.url().endsWith('/queue')) : null
  await page.goto(address + path)
  await heard
}

const focused = (what: string) => page.evaluate(`document.activeElement?.${what}`)

test('Accept is one key on the focused card; the card settles in place and the count falls', async () => {
  await open()
  await page.keyboard.press('j')
  await page.keyboard.press('a')
  await entry('marcus').getByText('accepted by Ana, sending').waitFor()
  expect(fake.presses.map(({ action, identity }) => [action, identity.externalId])).toEqual([
    ['accept-draft|marcus|1', 'ana'],
  ])
  expect(await page.title()).toBe('(3) Cards · Northlight Agency')
  await page.keyboard.press('j')
  expect(await focused("closest('.entry')?.dataset.subject")).toBe('felix')
})

test('a second press while the first is on its way reaches the gate once', async () => {
  const press = fake.deps.gate.press
  let reached = 0
  let letGo = () => {}
  const held = new Promise<void>((done) => {
    letGo = done
  })
  fake.deps.gate.press = async (...call) => {
    reached += 1
    await held
    return press(...call)
  }
  await open()
  await page.keyboard.press('j')
  await page.keyboard.press('a')
  await expect.poll(() => reached).toBe(1)
  await page.keyboard.press('a')
  letGo()
  await entry('marcus').getByText('sending').waitFor()
  expect(reached).toBe(1)
})

test('a refused edit comes back with the text and the reason under it', async () => {
  await open()
  await page.keyboard.press('j')
  await page.keyboard.press('e')
  await page.locator('textarea[name="reply"]').fill('send it by paypal')
  await page.getByRole('button', { name: 'Approve' }).click()
  await page.getByText('points outside the platform').waitFor()
  expect(await page.locator('textarea[name="reply"]').inputValue()).toBe('send it by paypal')
  expect(await focused('name')).toBe('reply')
  await page.locator('textarea[name="reply"]').fill('welcome home')
  await page.getByRole('button', { name: 'Approve' }).click()
  await entry('marcus').getByText('sending').waitFor()
  expect(fake.presses.at(-1)?.filled).toEqual({ reply: 'welcome home', price: '24', wrong: '', kind: 'small' })
})

test('a lost connection leaves what was typed in place and says so', async () => {
  await open()
  await page.keyboard.press('j')
  await page.keyboard.press('e')
  await page.locator('textarea[name="reply"]').fill('long work')
  await page.route('**/press', (route) => route.abort())
  await page.getByRole('button', { name: 'Approve' }).click()
  await page.getByText('What you typed is still here').waitFor()
  expect(await page.locator('textarea[name="reply"]').inputValue()).toBe('long work')
  await page.unroute('**/press')
  troubles.length = 0
})

test('a form closed by mistake, or a reload, gives back what was typed', async () => {
  await open()
  await page.keyboard.press('j')
  await page.keyboard.press('e')
  await page.locator('textarea[name="reply"]').fill('half a thought')
  await page.keyboard.press('Escape')
  await page.keyboard.press('e')
  expect(await page.locator('textarea[name="reply"]').inputValue()).toBe('half a thought')
  await page.reload()
  await page.keyboard.press('j')
  await page.keyboard.press('e')
  expect(await page.locator('textarea[name="reply"]').inputValue()).toBe('half a thought')
  await page.getByText('Your earlier text was kept').waitFor()
})

test('a card that changes elsewhere is redrawn live, while an open form keeps its text and focus', async () => {
  await open()
  await page.keyboard.press('j')
  await page.keyboard.press('e')
  await page.locator('textarea[name="reply"]').fill('typing')
  const late = fake.entries.find(({ subject }) => subject === 'late')
  if (late) late.card = { ...late.card, title: '✋ Milo is on it · Marcus T.' }
  fake.tell('late')
  await entry('late').getByText('Milo is on it').waitFor()
  expect(await page.locator('textarea[name="reply"]').inputValue()).toBe('typing')
  expect(await focused('name')).toBe('reply')
})

test('a new card appears at its place, and a card that has just changed takes no press until it could be read', async () => {
  await page.clock.install()
  await open()
  const [marcus] = fake.entries
  if (!marcus) throw new Error('no sample')
  fake.entries.splice(1, 0, { ...marcus, subject: 'fresh', card: { ...marcus.card, title: 'Nina O. · New' } })
  fake.tell('fresh')
  await entry('fresh').waitFor()
  expect(
    await page
      .locator('.entries[data-open] > .entry')
      .evaluateAll((all) => all.map((each) => each.getAttribute('data-subject'))),
  ).toEqual(['marcus', 'fresh', 'felix', 'claire', 'late'])
  marcus.card = { ...marcus.card, title: 'Marcus T. · VIP' }
  fake.tell('marcus')
  await entry('marcus').getByText('VIP').waitFor()
  await entry('marcus').getByRole('button', { name: 'Accept' }).click()
  await page.getByText('This card has just changed').waitFor()
  expect(fake.presses).toEqual([])
  await page.clock.fastForward(READ_MS)
  await entry('marcus').getByRole('button', { name: 'Accept' }).click()
  await entry('marcus').getByText('sending').waitFor()
})

test('after a restart of the desk the same page goes on, with a new token', async () => {
  await open()
  const port = Number(new URL(address).port)
  await desk.server.close()
  desk = createWebDesk(fake.deps)
  await desk.server.listen({ host: '127.0.0.1', port })
  await page.locator('[data-connection][data-state="live"]').waitFor()
  await page.locator('.entry article').first().focus()
  await page.keyboard.press('a')
  await entry('marcus').getByText('sending').waitFor()
  // The refused first attempt and the closed stream are told by the browser; nothing else may be.
  expect(troubles.filter((trouble) => !/Failed to load resource|ERR_/.test(trouble))).toEqual([])
  troubles.length = 0
})

test('hostile words make no element, run nothing and send nothing away, in any sample', async () => {
  const requests: string[] = []
  page.on('request', (request) => requests.push(new URL(request.url()).host))
  page.on('dialog', (dialog) => troubles.push(dialog.message()))
  await open('/gallery')
  await page.locator('.sample').last().waitFor()
  expect(await page.locator('.sample').count()).toBe(GALLERY.length)
  expect(await page.locator('.words *:not(bdi)').count()).toBe(0)
  expect(new Set(requests)).toEqual(new Set([new URL(address).host]))
  await page.locator('.sample button[data-action]').first().click()
  await page.getByText('nothing is pressed here').last().waitFor()
  expect(fake.presses).toEqual([])
})

test('a decision undone after it joined the decided ones stands in the queue again', async () => {
  const sent = fake.entries.find(({ subject }) => subject === 'sent')
  await open()
  expect(await page.locator('[data-settled-list] [data-subject="sent"]').count()).toBe(1)
  if (sent) sent.settled = false
  fake.tell('sent')
  await page.locator('[data-open] [data-subject="sent"]').waitFor()
  expect(await page.title()).toMatch(/^\(5\)/)
})

test('a card that waits beyond the list comes up when one is answered, and the count knows it all along', async () => {
  const beyond = fake.entries.pop()
  if (!beyond) throw new Error('no sample')
  let more = 1
  fake.deps.queue = async () => ({ entries: fake.entries, more })
  await open()
  await page.getByText('1 more wait').waitFor()
  expect(await page.title()).toBe('(5) Cards · Northlight Agency')
  fake.entries.push({ ...beyond, settled: false })
  more = 0
  await page.keyboard.press('j')
  await page.keyboard.press('a')
  await entry(beyond.subject).waitFor()
  expect(await page.getByText('more wait').count()).toBe(0)
  expect(await page.title()).toBe('(4) Cards · Northlight Agency')
})

test('a confirm acts only by its own button', async () => {
  const offers = GALLERY.find(({ name }) => name === 'Offers')
  const [first] = fake.entries
  if (offers && first) first.card = offers.card
  await open()
  await page.getByRole('button', { name: 'End offer' }).click()
  await page.getByRole('button', { name: 'Keep running' }).click()
  expect(fake.presses).toEqual([])
  await page.getByRole('button', { name: 'End offer' }).click()
  await page.locator('dialog[open]').getByRole('button', { name: 'End offer' }).click()
  await expect.poll(() => fake.presses.map(({ action }) => action)).toEqual(['end-offer|coast|1'])
})

test('shortcuts do nothing while something is typed', async () => {
  await open()
  await page.keyboard.press('j')
  await page.keyboard.press('/')
  await page.keyboard.type('/desk status aexw')
  expect(fake.presses).toEqual([])
  await page.keyboard.press('Enter')
  await page.locator('.drawer').getByText('Desk · 12 waiting').waitFor()
})

test('writing as a fan shows the message on the fan’s phone, and a failed one stays typed', async () => {
  await open('/simulator')
  await page.getByRole('button', { name: 'Markup' }).click()
  await page.keyboard.press('Enter')
  await page.locator('.bubble', { hasText: '<script>alert(1)</script>' }).waitFor()
  await page.route('**/simulator/write', (route) => route.abort())
  await page.locator('#compose').fill('lost?')
  await page.keyboard.press('Enter')
  await page.getByText('still here').waitFor()
  expect(await page.locator('#compose').inputValue()).toBe('lost?')
  troubles.length = 0
})

test('on a phone the name of the open page is in sight, and on a small screen the command box has room', async () => {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(`${address}/desk`)
  const current = await page.locator('.top nav [aria-current]').boundingBox()
  expect(current?.x).toBeGreaterThanOrEqual(0)
  expect((current?.x ?? 0) + (current?.width ?? 0)).toBeLessThanOrEqual(390)
  await page.setViewportSize({ width: 1280, height: 900 })
  expect((await page.locator('.command input').boundingBox())?.width).toBeGreaterThan(130)
})

test.each(['light', 'dark'] as const)(
  'every button and control is at least 40 pixels high, in %s and on a phone',
  async (colorScheme) => {
    const phone = await browser.newPage({ viewport: { width: 390, height: 844 }, colorScheme })
    for (const path of ['/', '/simulator', '/gallery', '/desk']) {
      await phone.goto(address + path)
      const small = await phone
        .locator('button, select, summary, textarea, .money, input[type="text"], nav a')
        .evaluateAll((all) =>
          all
            .filter((each) => each.getClientRects().length > 0 && each.getBoundingClientRect().height < 40)
            .map((each) => each.outerHTML.slice(0, 80)),
        )
      expect(small).toEqual([])
      expect(await phone.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0)
    }
    await phone.close()
  },
)
