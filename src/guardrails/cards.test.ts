import { describe, expect, it } from 'vitest'
import { testCard } from './cards.ts'

const LISTS = { forbiddenWords: ['secret'], escalationTriggers: [], outsideBoundaries: ['feet'] }
const said = (text: string) => JSON.stringify(testCard(text, LISTS))

describe('the explanation of a verdict', () => {
  it('names category, level, rule, place, what was read there, and what would happen at each of the four points', () => {
    const card = said('send it to my p.a.y.p.a.l')
    for (const part of [
      'Payment outside the platform',
      ' · level 3 · rule off-platform-payment · characters 15 to 25',
      '“p.a.y.p.a.l”, read as “paypal” · at all four points',
      '"Written by a fan","value":"level 3: no draft of a model, a manager acts"',
      '"As a draft","value":"level 3: thrown away and written anew"',
      '"As an edit","value":"level 3: not approved"',
      '"Before it leaves","value":"level 3: not approved, not sent"',
    ])
      expect(card).toContain(part)
  })

  it('tells the points apart: own words count where they are judged, and a clean text passes everywhere', () => {
    const own = said('a s3cret about f e e t')
    expect(own).toContain('read as “secret” · as a draft, as an edit, before it leaves')
    expect(own).toContain('rule outside-boundary · characters 16 to 22')
    expect(own).toContain('read as “feet” · at all four points')
    expect(testCard('hey, how was the beach?', LISTS)).toMatchObject({ tone: 'info', summary: 'Nothing was found.' })
  })
})
