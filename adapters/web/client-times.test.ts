import { afterEach, expect, it, vi } from 'vitest'

const TIMES = new URL('./client/times.js', import.meta.url).href

interface Time {
  dateTime: string
  dataset: { as: string }
  textContent: string
  title: string
  closest: () => null
  previousElementSibling: Time | null
}

const time = (dateTime: string, as: string, previousElementSibling: Time | null = null): Time => ({
  ...{ dateTime, dataset: { as }, textContent: '', title: '', closest: () => null, previousElementSibling },
})

afterEach(() => vi.unstubAllGlobals())

it('a day that stands before its time is said once, whichever day it is', async () => {
  vi.stubGlobal('document', { querySelector: () => null })
  const { localiseTimes } = await import(TIMES)
  const day = time('2026-01-05T08:00:00Z', 'day')
  const after = time('2026-01-05T08:00:00Z', 'time', day)
  const alone = time('2026-01-05T08:00:00Z', 'time')
  const another = time('2026-01-06T08:00:00Z', 'time', day)
  localiseTimes({ querySelectorAll: () => [day, after, alone, another] })
  expect(day.textContent).toMatch(/^\d Jan$/)
  expect(after.textContent).toMatch(/^\d\d:00$/)
  expect(alone.textContent).toMatch(/^\d Jan, \d\d:00$/)
  expect(another.textContent).toMatch(/^\d Jan, \d\d:00$/)
})
