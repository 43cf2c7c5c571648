import { expect, test } from 'vitest'
import type { Card } from '../desk/index.ts'
import { actionList, type Chance } from './action-list.ts'
import { churnDigest } from './churn-digest.ts'
import { leavingCard, type Reader, todayCard } from './digest-cards.ts'
import { LIST_WORDS } from './list-words.ts'
import { spoken } from './spoken.fixtures.ts'
import { amountOf, WORDS } from './words.ts'

const textOf = (node: Card['body'][number] | undefined): string => spoken(node).join('')
const READER: Reader = { creator: 'Bella', language: 'en', currency: 'USD', day: '2026-11-20', seesMoney: true }
const FREE = { isFrozen: false, objects: false, isOverLimit: false, isHeldOut: false }
const chance = (fanId: string, more: Partial<Chance>): Chance => ({
  ...{
    fanId,
    name: fanId,
    segment: 'VIP',
    occasion: 'answer',
    worthMinor: 5_000,
    because: 'asked on Tuesday',
    ...FREE,
  },
  ...more,
})
const LIST = actionList([
  chance('felix', {
    name: 'Felix B.',
    segment: 'Whale',
    occasion: 'leaving',
    worthMinor: 11_800,
    because: 'last bought 9 days ago',
  }),
  chance('ines', { name: 'Ines P.', worthMinor: 7_400 }),
  chance('theo', { isFrozen: true }),
])

test('a minute of a cheap answer comes before three minutes of a dearer one, and each row asks for a draft', () => {
  const card = todayCard(READER, {
    ...{ list: LIST, measuredOn: 120, bestHours: { from: '19:00', to: '21:00' }, onCards: null },
    yesterday: { written: 9, buyers: 4, broughtMinor: 21_000 },
  })
  expect(card).toMatchObject({ title: 'Today for Bella · Fri 20 Nov', summary: '2 fans are worth a message today.' })
  expect(card.body[0]).toMatchObject({
    line: 'Yesterday 9 messages from this list were sent, and 4 fans have bought since, for $210.',
  })
  expect(textOf(card.body[1])).toBe(
    '2 fans are worth a message today: about 4 minutes of work, and about $192 expected within 7 days. Best hours: 19:00 to 21:00, Bella’s time.',
  )
  expect(card.body[2]).toMatchObject({
    rows: [
      { line: [{ strong: 'Ines P.' }, ' · VIP · $74'], button: { action: 'draft-listed|ines|0', label: 'Draft' } },
      { line: [{ strong: 'Felix B.' }, ' · Whale · $118'], soft: 'last bought 9 days ago' },
    ],
  })
  expect(card.body[3]).toMatchObject({
    items: [
      'amounts are what is expected within 7 days',
      'best first, by what a minute brings; minutes as measured on 120 cards',
      'left out: 1 frozen',
    ],
  })
})

test('who is likely to leave stands with why, what went and came back, and what is not known yet is said', () => {
  const digest = churnDigest({
    ...{ horizonDays: 30, lost: [{ fanId: 'a', minor: 4_000 }], wonBack: [], written: [], heldOut: [] },
    fans: [
      {
        ...{ fanId: 'sana', name: 'Sana D.', segment: 'VIP', risk: 0.64, before: { risk: 0.22, day: '2026-10-03' } },
        monthlyMinor: 9_000,
        reasons: [],
        everyDays: 20,
        ...FREE,
      },
    ],
  })
  const card = leavingCard(READER, { digest, last: { told: 9, left: 5 } })
  expect(textOf(card.body[0])).toBe('1 fan is likely to leave within 30 days, and with them $90 a month.')
  expect(card.body[1]).toMatchObject({
    rows: [
      {
        line: [{ strong: 'Sana D.' }, ' · 64% likely not to buy within 30 days (22% on Sat 3 Oct) · $90 a month'],
      },
    ],
  })
  expect(card.body[2]).toMatchObject({
    fields: [
      { label: 'Bought 30 to 60 days ago, not since', value: '1 fan, $40 then' },
      { label: 'Back after 30 days or more', value: 'nobody' },
      { label: 'What writing to them brings', value: 'not measured: nobody is held out (/digest holdout)' },
    ],
  })
  expect(JSON.stringify(card)).toContain('of 9 named 30 to 60 days ago, 4 bought again within 30 days')
  const lift = { ...digest.lift, written: { fans: 40, bought: 9 }, heldOut: { fans: 12, bought: 1 }, difference: null }
  const few = leavingCard(READER, { digest: { ...digest, lift }, last: null }, new Set(['sana']))
  expect(JSON.stringify(few)).toContain('too early to say: 40 fans to write to, 12 held out')
  expect(JSON.stringify(few)).toContain('1 of them stands on today’s list')
  expect(JSON.stringify(few)).not.toContain('Sana D.')
  // Held out for less than the horizon: nothing is known yet, but somebody is.
  const heldOut = digest.leaving.map((fan) => ({ ...fan, isHeldOut: true }))
  const young = JSON.stringify(leavingCard(READER, { digest: { ...digest, heldOut }, last: null }))
  expect(young).toContain('1 fan held out')
  expect(young).toContain('too early to say: 0 fans to write to, 0 held out')
  expect(young).not.toContain('nobody is held out')
})

test('amounts are said in whole units of their currency, however many digits it has', () => {
  const row = (currency: string, worthMinor: number) => {
    const list = actionList([chance('felix', { worthMinor })])
    const card = todayCard(
      { ...READER, currency },
      { list, measuredOn: 0, bestHours: null, onCards: null, yesterday: null },
    )
    return JSON.stringify(card.body[1])
  }
  expect(row('JPY', 1_234)).toContain('¥1,234')
  expect(row('KRW', 31_240)).toContain('₩31,240')
  expect(row('KWD', 12_640)).toMatch(/KWD.13"/)
  const [krw, kwd] = [amountOf(WORDS.en, 'revenue', 31_240, 'KRW'), amountOf(WORDS.en, 'revenue', 12_640, 'KWD')]
  expect([krw, kwd.replace(/\s/, ' ')]).toEqual(['₩31,240', 'KWD 13'])
})

test('every sentence is there in every language, and no list is an error when it is empty', () => {
  for (const words of Object.values(LIST_WORDS)) expect(Object.keys(words)).toEqual(Object.keys(LIST_WORDS.en))
  const empty = { list: actionList([]), measuredOn: 0, bestHours: null, onCards: null, yesterday: null }
  const none = todayCard({ ...READER, language: 'fr' }, empty)
  expect(none.body[0]).toMatchObject({ line: 'Personne n’a besoin d’un message aujourd’hui.' })
})

test('who waits on an open card is said first, and is no draft to ask for', () => {
  const said = (list: typeof LIST, fans: number, language: 'en' | 'fr') => {
    const onCards = { fans, first: 'Marcus' }
    return todayCard({ ...READER, language }, { list, measuredOn: 0, bestHours: null, onCards, yesterday: null })
  }
  expect(textOf(said(LIST, 2, 'en').body[0])).toBe('2 fans wait for an answer on open cards, Marcus first.')
  expect(said(actionList([]), 1, 'en')).toMatchObject({
    summary: 'Marcus waits for an answer on an open card.',
    body: [{}, { line: 'Nobody else needs a message today.' }],
  })
  expect(textOf(said(LIST, 1, 'fr').body[0])).toBe('Marcus attend une réponse sur une carte ouverte.')
})

test('no digest says an amount to whom reports say none', () => {
  const reader = { ...READER, seesMoney: false }
  const yesterday = { written: 9, buyers: 4, broughtMinor: 21_000 }
  const today = todayCard(reader, { list: LIST, measuredOn: 0, bestHours: null, onCards: null, yesterday })
  const moved = { fans: 3, paidMinor: 4_000 }
  const digest = {
    ...churnDigest({ horizonDays: 7, fans: [], lost: [], wonBack: [], written: [], heldOut: [] }),
    lost: moved,
  }
  for (const card of [today, leavingCard(reader, { digest, last: null })]) {
    expect(JSON.stringify(card)).not.toMatch(/\$|USD/)
  }
  expect(textOf(today.body[0])).toBe('Yesterday 9 messages from this list were sent, and 4 fans have bought since.')
  expect(textOf(today.body[1])).toBe('2 fans are worth a message today: about 4 minutes of work.')
})
