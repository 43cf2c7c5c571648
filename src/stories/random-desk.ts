import fc from 'fast-check'
import type { Filled } from '../desk/index.ts'
import type { Scripted } from './fakes.ts'

/** One thing that happens to a desk. Numbers choose among what there is at that moment, so every sequence makes sense. */
export type Step =
  | { do: 'serve'; fan: number; who: number; text: string; outcome: Scripted }
  | { do: 'write'; fan: number; text: string }
  | { do: 'buy'; fan: number; amountMinor: number; asset: boolean }
  | { do: 'report'; fan: number; what: 'own words' | 'same text' | 'delivery id' | 'strange id' }
  | { do: 'approach'; fan: number; sells: boolean; template: string | null }
  | { do: 'delete'; fan: number }
  | { do: 'pass'; ms: number }
  | { do: 'script'; outcome: Scripted }
  | { do: 'writer'; away: boolean }
  | { do: 'repeat task'; pick: number }
  | { do: 'press'; fan: number; who: number; action: string; filled: Filled | null; stale: number }

export const FANS = 4
const fan = fc.nat({ max: FANS - 1 })
const who = fc.nat({ max: 3 })
const nothing = fc.constant(null)

const harmless = fc.constantFrom('hey you', 'how was your day', 'tell me about the trip', 'nice 😊', '…')
const texts = fc.oneof(
  { weight: 24, arbitrary: harmless },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 40 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('are you even real?', 'i want my money back, refund me', 'can we meet up irl?'),
  },
  { weight: 1, arbitrary: fc.constantFrom('i am 16 by the way', 'i want to kill myself') },
)
const outcomes = fc.constantFrom<Scripted>(
  'sent',
  'sent',
  'sent',
  'refused',
  'unknown',
  'throws',
  'refuses by throwing',
)
const replies = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom('so good to hear from you', '  tell me more  ', 'نعم ❤️', '\u202eyes\u202c, and?'),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('', '   ', 'send it to my paypal', 'x'.repeat(1_501), 'meet me at the hotel'),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }) },
)
const prices = fc.constantFrom(undefined, undefined, '', '24', '30.50', '1', '9999', '12,3.4', 'free')
const edited = fc
  .record({ text: replies, price: prices })
  .map(({ text, price }): Filled => (price === undefined ? { text } : { text, price }))

const press = (action: string, filled: fc.Arbitrary<Filled | null> = nothing) =>
  fc.record({
    do: fc.constant('press' as const),
    fan,
    who,
    action: fc.constant(action),
    filled,
    stale: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.integer({ min: 1, max: 3 }) }),
  })
const reason = fc.constantFrom<Filled>({ reason: 'checked' }, { reason: '' })

/** Everything that fans, operators, platforms and workers can do, often enough that replies leave. */
export const anyStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 30,
    arbitrary: fc.record({ do: fc.constant('serve' as const), fan, who, text: harmless, outcome: outcomes }),
  },
  { weight: 14, arbitrary: fc.record({ do: fc.constant('write' as const), fan, text: texts }) },
  {
    weight: 12,
    arbitrary: fc.record({ do: fc.constant('pass' as const), ms: fc.constantFrom(2_000, 5_000, 11_000, 11_000) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('pass' as const), ms: fc.constantFrom(700_000, 4_000_000) }) },
  { weight: 14, arbitrary: press('accept') },
  { weight: 6, arbitrary: press('edit', edited) },
  { weight: 3, arbitrary: press('mark-as-sent') },
  { weight: 2, arbitrary: press('undo') },
  { weight: 1, arbitrary: press('withdraw') },
  { weight: 2, arbitrary: press('try-again') },
  { weight: 1, arbitrary: press('send-by-hand') },
  { weight: 1, arbitrary: press('claim') },
  { weight: 1, arbitrary: press('let-go') },
  { weight: 1, arbitrary: press('another-draft') },
  {
    weight: 1,
    arbitrary: press(
      'change-price',
      prices.map((price): Filled => ({ price: price ?? '20', reason: 'mood' })),
    ),
  },
  { weight: 1, arbitrary: press('snooze', fc.constantFrom({ minutes: '30' }, { minutes: '7' })) },
  { weight: 1, arbitrary: press('wake') },
  { weight: 1, arbitrary: press('dismiss', reason) },
  { weight: 1, arbitrary: press('reopen') },
  {
    weight: 1,
    arbitrary: press('escalate', fc.constantFrom({ category: 'not-sure', note: 'hm' }, { category: 'meet-up' })),
  },
  { weight: 3, arbitrary: press('release', reason) },
  { weight: 4, arbitrary: press('agree') },
  { weight: 1, arbitrary: press('send-back', reason) },
  { weight: 1, arbitrary: press('freeze-fan', reason) },
  { weight: 1, arbitrary: press('edit') },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('buy' as const),
      fan,
      amountMinor: fc.integer({ min: 100, max: 50_000 }),
      asset: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('report' as const),
      fan,
      what: fc.constantFrom('own words', 'same text', 'delivery id', 'strange id'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('delete' as const), fan }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('approach' as const),
      fan,
      sells: fc.boolean(),
      template: fc.constantFrom(null, 'Hi {{fan}}, how are you?', 'pay me on paypal, {{fan}}'),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('script' as const),
      outcome: fc.constantFrom('refused', 'unknown', 'throws', 'refuses by throwing'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('writer' as const), away: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('repeat task' as const), pick: fc.nat() }) },
)
