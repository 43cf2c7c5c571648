import { expect, it } from 'vitest'
import { createWrongKeys } from './wrong-keys.ts'

it('looks at no further key of an address that was wrong too often, for a minute, but for one that was let in before', () => {
  let now = 0
  const keys = createWrongKeys(() => now)
  keys.succeeded('good')
  for (let n = 0; n < 20; n += 1) {
    expect(keys.waitMs('10.0.0.1', 'guess')).toBe(0)
    keys.failed('10.0.0.1')
  }
  now = 20_000
  expect(keys.waitMs('10.0.0.1', 'guess')).toBe(40_000)
  expect(keys.waitMs('10.0.0.1', 'good')).toBe(0)
  expect(keys.waitMs('10.0.0.2', 'guess')).toBe(0)
  now = 60_000
  expect(keys.waitMs('10.0.0.1', 'guess')).toBe(0)
})

it('counts a network of IPv6 as one source, and keeps no more than it has room for', () => {
  const keys = createWrongKeys(() => 0)
  for (let n = 0; n < 20; n += 1) keys.failed(`2001:db8:1:2::${n}`)
  expect(keys.waitMs('2001:db8:1:2:ffff::1', 'guess')).toBeGreaterThan(0)
  for (let n = 0; n < 20; n += 1) keys.failed(`2001:db8::${n}:1:1:1`)
  expect(keys.waitMs('2001:db8::77:1:1:1', 'guess'), 'zeros left out').toBeGreaterThan(0)
  expect(keys.waitMs('2001:db8:0:1::1', 'guess')).toBe(0)
  for (let n = 0; n < 30_000; n += 1) keys.failed(`10.${n >> 16}.${(n >> 8) & 255}.${n & 255}`)
  for (let n = 0; n < 3_000; n += 1) keys.succeeded(`key ${n}`)
  expect(keys.size()).toBeLessThanOrEqual(11_000)
})
