import { chromium } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { connectRedis, type RedisServer } from '../../../jobs/redis.ts'
import { type TestRedis, testRedis } from '../../../jobs/redis-server.fixtures.ts'
import { type StoryHouse, storyHouse } from '../house.ts'

const ARGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking']

let redis: TestRedis
let server: RedisServer
let house: StoryHouse
beforeAll(async () => {
  redis = await testRedis()
  server = await connectRedis(redis.url, { warn() {}, error() {} })
  house = await storyHouse({ redis: server })
})
afterAll(async () => {
  await house.close()
  await server.close()
  await redis.remove()
})

it('an admin sees in the browser which claims wait in Redis, and can only look', async () => {
  await server.queue.add('draft-reply', { agencyId: house.agencyId, id: 7, fence: 1 }, { jobId: 't7-1' })
  const at = await house.app.web.listen({ host: '127.0.0.1', port: 0 })
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ARGS })
  try {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
    const value = `${house.agencyId}/${house.operators.admin}`
    await context.addCookies([{ name: 'huntaze_desk_acting', value, url: at }])
    const page = await context.newPage()
    await page.goto(`${at}/desk`)
    await page.getByRole('link', { name: 'The queue that carries tasks' }).click()
    await page.goto(`${at}/queues/queue/tasks?status=waiting`)
    await page.getByText('draft-reply').first().waitFor()
    await page.getByText('t7-1').first().waitFor()
    expect(
      await page.getByRole('button', { name: /promote|retry|clean|remove|delete|obliterate|add job/i }).count(),
    ).toBe(0)
    const refused = await page.request.put(`${at}/queues/api/queues/tasks/pause`)
    expect(refused.status()).toBe(403)
    const shot = process.env.SHOTS
    if (shot) await page.screenshot({ path: `${shot}/dashboard.png` })
  } finally {
    await browser.close()
  }
})
