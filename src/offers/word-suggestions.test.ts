import { expect, it } from 'vitest'
import type { LanguageModel } from '../language-model/index.ts'
import { anOffer } from './offers.fixtures.ts'
import type { Suggestion } from './suggest.ts'
import { termsOf } from './terms.ts'
import { wordSuggestions } from './word-suggestions.ts'

const METER = { tokensIn: 0, tokensOut: 0, costMicros: 0, tookMs: 0 }
const OURS = ['12 of 80 buyers bought both, 2.4 times as many as by chance', '$25.50 instead of $30 one by one']
const bundle: Suggestion = {
  ...{ kind: 'bundle', priceMinor: 2_550, confidence: 0.4, reasoning: OURS },
  terms: termsOf(anOffer({ name: 'Set 1 + Set 2' })),
}
/** What the list says when a model answers so; null: it answers nothing. */
async function worded(text: string | null, connected = true): Promise<string[]> {
  const model: Pick<LanguageModel, 'connected' | 'ask'> = {
    connected,
    ask: async () =>
      text === null
        ? { kind: 'unavailable', why: 'away', meter: METER }
        : { kind: 'answered', text, model: 'm', meter: METER },
  }
  const [first] = await wordSuggestions(model, 'agency', 'bella', [bundle])
  return first?.reasoning ?? []
}
const said = (text: string) => JSON.stringify({ texts: [{ key: 'S1', text }] })

it('a model’s words stand where every number in them is of the figures and no amount is left out', async () => {
  const good = 'Of 80 buyers 12 took both, so Set 1 and Set 2 go together: $25.50 instead of $30.'
  expect(await worded(said(good))).toEqual([good])
  expect(await worded(`Here it is: ${said(good)}`)).toEqual([good])
})

it('else our own stand: another number, another sign, an amount left out, a number written out, no answer, no model', async () => {
  const bad = [
    'Of 80 buyers 13 took both: $25.50 instead of $30.',
    'Of 80 buyers 12% took both: $25.50 instead of $30.',
    'Of 80 buyers 12 took both: $25.5 instead of $30.',
    'Of 80 buyers 12 took both: €25.50 instead of €30, $25.50, $30.',
    'Of 80 buyers 12 took both, at $30.',
    'Half of the buyers took both: $25.50 instead of $30.',
    'Twelve took both: $25.50 instead of $30.',
    '$25.50 instead of $30, see https://example.com.',
    '',
  ]
  for (const text of bad) expect(await worded(said(text)), text).toEqual(OURS)
  for (const text of [null, 'no JSON', '{"texts":[{"key":"S9","text":"x"}]}', '{"texts":7}'])
    expect(await worded(text), String(text)).toEqual(OURS)
  expect(await worded(said('$25.50 instead of $30.'), false)).toEqual(OURS)
})
