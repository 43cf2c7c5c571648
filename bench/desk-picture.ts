/**
 * `npm run picture:desk`: docs/desk.png, the README's picture, of the web desk that `npm start` runs, freshly made, in Chromium
 * (`CHROMIUM` names another one). `-- ADDRESS` where it isn't on http://127.0.0.1:4100.
 */
import { chromium } from 'playwright-core'

const FILE = 'docs/desk.png'
const [address = 'http://127.0.0.1:4100'] = process.argv.slice(2)

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--hide-scrollbars'],
})
try {
  const page = await browser.newPage({
    ...{ viewport: { width: 1440, height: 1240 }, deviceScaleFactor: 1.5 },
    ...{ colorScheme: 'light', timezoneId: 'Europe/Paris' },
  })
  await page.goto(address)
  const fans = page.locator('#simulator-aside select').first()
  const fan = await fans.locator('option', { hasText: 'Marcus T.' }).first().getAttribute('value')
  if (fan !== null) await fans.selectOption(fan)
  // The conversation of whom is chosen, and the live light.
  await page.waitForTimeout(1_500)
  await fans.blur()
  await page.screenshot({ path: FILE })
  process.stdout.write(`${FILE}: ${await page.title()}\n`)
} finally {
  await browser.close()
}
