import { expect, it } from 'vitest'
import type { Guardrails } from '../guardrails/index.ts'
import { judgeBeside } from './offer-claims.ts'
import { anOffer } from './offers.fixtures.ts'

const RULES = { forbiddenWords: [], escalationTriggers: [], outsideBoundaries: [] } as unknown as Guardrails
const now = new Date('2026-11-24T12:00:00Z')
const FULL_MINOR = 2_000
const levelOf = (text: string, other: Parameters<typeof anOffer>[0] | null = {}, asksMinor?: number) => {
  const offer = anOffer(other ?? {})
  const beside = other === null ? null : { offer, fullMinor: FULL_MINOR, now, zone: 'Europe/Paris' }
  const minor = asksMinor ?? (FULL_MINOR * (100 - offer.discountValue)) / 100
  return judgeBeside(text, 'draft', RULES, { price: { minor, currency: 'USD' }, beside }).level
}

it('a discount may be named with exactly the percent of the offer that goes with the reply, and with none at all', () => {
  expect(levelOf('You get 20% off the new set.')).toBe(0)
  expect(levelOf('You get 20% off the new set.', null)).toBeGreaterThanOrEqual(2)
  expect(levelOf('You get 30% off the new set.')).toBeGreaterThanOrEqual(2)
  expect(levelOf('It is half the price now.')).toBeGreaterThanOrEqual(2)
  expect(levelOf('It is half the price now.', { discountValue: 50 })).toBe(0)
  expect(levelOf('20% off, and a special price for you.')).toBe(0)
  expect(levelOf('20% off now, 40% off tomorrow.')).toBeGreaterThanOrEqual(2)
})

it('a percent may be named only where the price is as low: not where a floor holds it up', () => {
  expect(levelOf('You get 20% off the new set.', {}, 1_600)).toBe(0)
  expect(levelOf('You get 20% off the new set.', {}, 1_500)).toBe(0)
  expect(levelOf('You get 20% off the new set.', {}, 1_601)).toBeGreaterThanOrEqual(2)
  expect(levelOf('It is half the price now.', { discountValue: 50 }, 1_400)).toBeGreaterThanOrEqual(2)
  expect(levelOf('A special price for you.', { discountValue: 50 }, 1_400)).toBe(0)
})

it('an end may be named only where it is the offer’s, by the creator’s clock; scarcity never', () => {
  const today = { validUntil: new Date('2026-11-24T22:30:00Z') }
  const tomorrow = { validUntil: new Date('2026-11-25T12:00:00Z') }
  expect(levelOf('The offer ends tonight.', today)).toBe(0)
  expect(levelOf('The offer ends tonight.', { validUntil: new Date('2026-11-24T23:30:00Z') })).toBeGreaterThanOrEqual(2)
  expect(levelOf('The offer ends tomorrow.', tomorrow)).toBe(0)
  expect(levelOf('The offer ends tomorrow.', today)).toBeGreaterThanOrEqual(2)
  expect(levelOf('It ends in 24 hours.', tomorrow)).toBe(0)
  expect(levelOf('It ends in 2 hours.', tomorrow)).toBeGreaterThanOrEqual(2)
  expect(levelOf('Only 3 left.', today)).toBeGreaterThanOrEqual(2)
  expect(levelOf('20% off, last chance.', today)).toBeGreaterThanOrEqual(2)
})

it('an offer excuses nothing else: other rules judge the reply as if there were none', () => {
  expect(levelOf('20% off if you text me on telegram.')).toBeGreaterThanOrEqual(2)
  expect(levelOf('It is $12 for you, 20% off.')).toBeGreaterThanOrEqual(2)
})
