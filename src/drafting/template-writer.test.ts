import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { REPLY_MAX } from '../desk/index.ts'
import { judge } from '../guardrails/index.ts'
import { DEFAULT_TEMPLATES } from '../personas/index.ts'
import { SEGMENTS } from '../scoring/index.ts'
import { createTemplateWriter } from './template-writer.ts'
import type { WritingContext } from './writer.ts'

const writer = createTemplateWriter()
const context: WritingContext = {
  persona: { name: 'Bella v1', creatorName: 'Bella', templates: DEFAULT_TEMPLATES, disclosure: null },
  fan: { alias: 'Marcus T.', segment: 'Regular', purchases: 4, daysSincePurchase: 2, lastAsset: 'Coast' },
  turn: [{ text: 'hey, just got home', at: new Date('2025-11-20T12:00:00Z') }],
  asset: { title: 'Coast, part 2' },
  price: { minor: 2_400, currency: 'USD' },
  attempt: 0,
}
const fanned = (fan: Partial<WritingContext['fan']>) => ({ ...context, fan: { ...context.fan, ...fan } })
const saying = (...texts: string[]) => ({ ...context, turn: texts.map((text) => ({ text, at: new Date(0) })) })

describe('the built-in writer', () => {
  it('picks the situation from what is known of the purchases', async () => {
    const situation = async (given: WritingContext) => (await writer.write(given)).situation
    expect(await situation(fanned({ purchases: 0, daysSincePurchase: null }))).toBe('welcome')
    expect(await situation(context)).toBe('upsell')
    expect(await situation(fanned({ daysSincePurchase: 45 }))).toBe('reactivation')
    expect(await situation(fanned({ segment: 'Dormant' }))).toBe('reactivation')
    expect(await situation({ ...context, asset: null })).toBe('answer')
  })

  it('gives what an operator asked for: shorter, warmer, or without a sale', async () => {
    const first = await writer.write(context)
    const asked = async (variant: NonNullable<WritingContext['variant']>, more: Partial<WritingContext> = {}) =>
      writer.write({ ...context, attempt: 1, variant, ...more })
    const shorter = await asked('shorter')
    expect(shorter.text.length).toBeLessThan(first.text.length + 1)
    expect((await asked('warmer')).text).toMatch(/^(It is so good|Thank you for writing|I was hoping|You always pick)/)
    const unsold = await asked('no-sale', { asset: null, price: null })
    expect(unsold.upsell).toBe(false)
    for (const each of [shorter, unsold]) expect(each.reasons.join()).toContain('as asked')
  })

  it('tells a fan nothing that they were told lately, and another attempt gives a third text', async () => {
    const { text: told } = await writer.write(context)
    const background = (earlier: string[]) => ({
      ...{ agencyId: 'a', conversationId: 'c', bought: [], likes: [], assets: [], examples: [], forbiddenWords: [] },
      ...{ snippets: [], offers: [], before: null },
      style: {} as never,
      history: [{ by: 'creator' as const, text: told, at: new Date(0) }],
      ...{ earlier, localTime: 'Friday 10:00' },
    })
    const { text } = await writer.write({ ...context, background: background([]) })
    expect(text).not.toBe(told)
    const another = await writer.write({ ...context, attempt: 1, background: background([text]) })
    expect([told, text]).not.toContain(another.text)
  })

  it('greets by the given name and says what is offered', async () => {
    const { text, upsell } = await writer.write(context)
    expect(text).toMatch(/^\p{Lu}\p{L}+ Marcus[,.] .*“Coast, part 2”/u)
    expect(upsell).toBe(true)
  })

  it('begins at another variant for another fan, and always at the same one for the same', async () => {
    const nameless = async (alias: string) => (await writer.write(fanned({ alias }))).text.replaceAll(alias, '')
    const aliases = Array.from({ length: 12 }, (_, index) => `Fan${'abcdefghijkl'[index]}`)
    const texts = await Promise.all(aliases.map(nameless))
    expect(new Set(texts).size).toBeGreaterThan(1)
    expect(await Promise.all(aliases.map(nameless))).toEqual(texts)
  })

  it('drops the greeting of an alias that is no name', async () => {
    expect((await writer.write(fanned({ alias: 'Fan 4821' }))).text).not.toMatch(/Fan|4821/)
  })

  it('calls nothing an upsell that offers nothing', async () => {
    expect((await writer.write(fanned({ purchases: 0 }))).upsell).toBe(false)
  })

  it('gives a different text for each further attempt, also when a template has one variant', async () => {
    const single = {
      ...context,
      persona: { ...context.persona, templates: { ...DEFAULT_TEMPLATES, upsell: 'Want “{{asset}}”?' } },
    }
    for (const [given, attempts] of [
      [context, 15],
      [single, 5],
      [{ ...context, asset: null }, 12],
    ] as const) {
      const texts = []
      for (let attempt = 0; attempt < attempts; attempt += 1)
        texts.push((await writer.write({ ...given, attempt })).text)
      expect(new Set(texts).size).toBe(attempts)
    }
  })

  it('appends the disclosure line as it is, also to a reply at its limit', async () => {
    const disclosure = 'My team helps me write.'
    const upsell = `${'A long sentence about the sea. '.repeat(80)}`
    const { text } = await writer.write({
      ...context,
      persona: { ...context.persona, disclosure, templates: { ...DEFAULT_TEMPLATES, upsell } },
    })
    expect(text.endsWith(`sea.\n\n${disclosure}`)).toBe(true)
    expect(text.length).toBeLessThanOrEqual(REPLY_MAX)
  })

  it('refuses a template with an unknown placeholder by its name, for good', async () => {
    const broken = {
      ...context,
      persona: { ...context.persona, templates: { ...DEFAULT_TEMPLATES, upsell: 'Hi {{nick}}' } },
    }
    await expect(writer.write(broken)).rejects.toMatchObject({ code: 'writer_failed', retry: { kind: 'never' } })
    await expect(writer.write(broken)).rejects.toThrow('{{nick}}')
  })

  it('is less sure of questions, several messages and long ones, and says so with numbers', async () => {
    const calm = await writer.write(context)
    const asked = await writer.write(saying('what did you do today?', 'a'.repeat(300)))
    expect(asked.confidence).toBeLessThan(calm.confidence)
    expect(asked.warning).toBe('The fan asks something. A template cannot answer it.')
    expect(calm.warning).toBeUndefined()
    expect(asked.reasons).toEqual([
      'upsell: 1 asset to offer, “Coast, part 2”',
      'text 1 of 15',
      "1 question a template can't answer",
      '2 messages to answer at once',
      'a long message, 322 characters',
    ])
  })

  it.each(['', ' ', '\u200b\u2060'])('is not sure of a message without text (%j), and says so', async (blank) => {
    for (const given of [context, fanned({ purchases: 0 }), { ...context, asset: null }]) {
      const { confidence, reasons, warning } = await writer.write({
        ...given,
        turn: [{ text: blank, at: new Date(0) }],
      })
      expect(confidence).toBeLessThan(0.6)
      expect(reasons).toContain('0 characters of text to answer')
      expect(warning).toBe('The fan sent no text.')
    }
    expect((await writer.write(saying(blank, 'hey'))).warning).toBeUndefined()
  })

  it('stops when it is told to', async () => {
    await expect(writer.write(context, AbortSignal.abort())).rejects.toThrow()
  })

  const anyContext: fc.Arbitrary<WritingContext> = fc
    .record({
      alias: fc.string(),
      segment: fc.constantFrom(...SEGMENTS),
      purchases: fc.nat(3),
      daysSincePurchase: fc.option(fc.nat(400)),
      lastAsset: fc.option(fc.string()),
      turn: fc.array(fc.record({ text: fc.string(), at: fc.constant(new Date(0)) }), { maxLength: 4 }),
      asset: fc.option(fc.record({ title: fc.string({ maxLength: 2_000 }) })),
      disclosure: fc.option(fc.string({ maxLength: 300 })),
      attempt: fc.nat(40),
    })
    .map(({ alias, segment, purchases, daysSincePurchase, lastAsset, turn, asset, disclosure, attempt }) => ({
      ...context,
      persona: { ...context.persona, disclosure },
      fan: { alias, segment, purchases, daysSincePurchase, lastAsset },
      turn,
      asset,
      attempt,
    }))

  it('property shape: any context gives a non-empty reply within the limit, a confidence within 0 and 1, and reasons', async () => {
    await fc.assert(
      fc.asyncProperty(anyContext, async (any) => {
        const { text, confidence, reasons } = await writer.write(any)
        expect(text.trim()).not.toBe('')
        expect(text.length).toBeLessThanOrEqual(REPLY_MAX)
        expect(text.replace(any.persona.disclosure ?? '', '')).not.toMatch(/[{}]/)
        expect(confidence).toBeGreaterThan(0)
        expect(confidence).toBeLessThanOrEqual(1)
        expect(reasons.length).toBeGreaterThanOrEqual(2)
      }),
      { numRuns: 300 },
    )
  })

  it("property words: the fan's words never change the text of the reply", async () => {
    await fc.assert(
      fc.asyncProperty(anyContext, fc.array(fc.string()), async (any, said) => {
        const other = { ...any, turn: said.map((text) => ({ text, at: new Date(0) })) }
        expect((await writer.write(other)).text).toBe((await writer.write(any)).text)
      }),
      { numRuns: 100 },
    )
  })

  it('writes nothing in the default persona that its own guardrails would refuse', async () => {
    for (const fan of [{ purchases: 0 }, {}, { segment: 'Dormant' as const }]) {
      for (let attempt = 0; attempt < 15; attempt += 1) {
        const { text } = await writer.write({ ...fanned(fan), attempt })
        expect(judge(text, 'draft', { forbiddenWords: [], escalationTriggers: [] }).findings, text).toEqual([])
      }
    }
  })

  it('opens a talk for every purpose in words that answer nothing and that its own guardrails let pass', async () => {
    const purposes = ['reactivation', 'welcome', 'upsell', 'follow-up', 'free'] as const
    for (const purpose of purposes) {
      const texts = new Set<string>()
      for (let attempt = 0; attempt < 9; attempt += 1) {
        const { text } = await writer.write({
          ...{ ...context, turn: [], attempt },
          approach: { purpose, template: null, note: null },
        })
        expect(judge(text, 'draft', { forbiddenWords: [], escalationTriggers: [] }).findings, text).toEqual([])
        expect(text).not.toMatch(/thank you for writing|good to hear from you|message like this/i)
        texts.add(text)
      }
      expect(texts.size, purpose).toBeGreaterThanOrEqual(9)
    }
  })

  it('offers what it is to sell in every text, also to a fan without a name', async () => {
    const approach = { purpose: 'upsell' as const, template: null, note: null }
    for (let attempt = 0; attempt < 9; attempt += 1) {
      const nameless = { ...fanned({ alias: 'Fan 4821', lastAsset: null }), turn: [], attempt, approach }
      expect(await writer.write(nameless)).toMatchObject({ upsell: true, text: expect.stringContaining('“') })
    }
  })

  it('takes the words that were asked for, filled in, and offers only what they name', async () => {
    const approach = { purpose: 'free' as const, template: 'Hi {{fan}}. Look at “{{asset}}”.', note: null }
    const { text, upsell } = await writer.write({ ...context, turn: [], approach })
    expect(text).toMatch(/^Hi .+\. Look at “.+”\.$/)
    expect(upsell).toBe(true)
    const bare = await writer.write({ ...context, turn: [], asset: null, approach })
    expect(bare.text).not.toContain('Look at')
    expect(bare.upsell).toBe(false)
  })
})
