import { expect, it } from 'vitest'
import type { Approach } from './approach-store.ts'
import type { Gathered } from './gather.ts'
import { aGathered } from './gathered.fixtures.ts'
import { type Known, obstacleTo } from './obstacle.ts'

const NOW = new Date('2026-11-20T14:00:00Z')
const LATER = new Date('2026-11-22T14:00:00Z')
const offer = (id: string) => ({ id }) as Gathered['offers'][number]

/** An approach that names the offer `autumn`, to a fan for whom these run. */
const known = (offers: Gathered['offers'], more: Partial<Known> = {}): Known => ({
  ...aGathered([]),
  rules: { ...aGathered([]).rules, quietFrom: null, quietTo: null },
  approach: { causeKind: 'flow', offerId: 'autumn', until: LATER } as Approach,
  ...{
    assetTrouble: null,
    isBeingAnswered: false,
    unanswered: null,
    isHeldOut: false,
    room: { kind: 'free' as const },
  },
  offers,
  ...more,
})

it('an approach that names an offer is made while that one runs for the fan, and left out when it does not', () => {
  expect(obstacleTo(known([offer('autumn')]), NOW)).toBeNull()
  expect(obstacleTo(known([offer('winter')]), NOW)).toEqual({ reason: 'offer-gone', dueAt: null })
})

it('an approach that names an offer waits where nothing is offered for now', () => {
  const brake = { until: new Date('2026-11-21T14:00:00Z') } as Known['brake']
  expect(obstacleTo(known([], { brake }), NOW)).toEqual({ reason: 'brake', dueAt: brake?.until })
})

it('who is held out is left alone by flows and digests, and a person may write to them', () => {
  const held = (causeKind: 'flow' | 'digest' | 'operator') =>
    known([], { isHeldOut: true, approach: { causeKind, offerId: null, until: LATER } as Approach })
  expect(obstacleTo(held('flow'), NOW)).toEqual({ reason: 'held-out', dueAt: null })
  expect(obstacleTo(held('digest'), NOW)).toEqual({ reason: 'held-out', dueAt: null })
  expect(obstacleTo(held('operator'), NOW)).toBeNull()
})
