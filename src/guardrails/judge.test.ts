import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { judge } from './judge.ts'
import { STAGES } from './verdict.ts'

const NONE = { forbiddenWords: [], escalationTriggers: [] }
const words = (...forbiddenWords: string[]) => ({ forbiddenWords, escalationTriggers: [] })

describe('judging a text', () => {
  it('says nothing of an ordinary message', () => {
    expect(judge('hey, how was the beach?', 'fan', NONE)).toEqual({ level: 0, findings: [] })
  })

  it('takes the highest level of what it found and says where', () => {
    const text = "refund me, i'm 16, on PayPal"
    const { level, findings } = judge(text, 'fan', NONE)
    expect(level).toBe(4)
    expect(findings.map(({ rule, matched }) => [rule, matched])).toEqual([
      ['refund-dispute', 'refund'],
      ['minor', "i'm 16"],
      ['off-platform-payment', 'PayPal'],
    ])
  })

  it('refuses payment and contact outside the platform in drafts, edits and the final text', () => {
    for (const stage of STAGES) {
      expect(judge('send it to my cashapp', stage, NONE).level, stage).toBe(3)
      expect(judge('text me at +44 7700 900123', stage, NONE).level, stage).toBe(3)
    }
  })

  it('holds forbidden words against outgoing text only, at level 3', () => {
    expect(judge('a secret deal', 'fan', words('secret')).level).toBe(0)
    for (const stage of ['draft', 'edit', 'final'] as const)
      expect(judge('a S3CRET deal', stage, words('secret')).level).toBe(3)
  })

  it("holds escalation triggers against the fan's message only, at level 2", () => {
    const lists = { forbiddenWords: [], escalationTriggers: ['my wife'] }
    expect(judge('then MY  wife came home', 'fan', lists)).toMatchObject({
      level: 2,
      findings: [{ rule: 'agency-trigger', matched: 'MY  wife' }],
    })
    expect(judge('then my wife came home', 'final', lists).level).toBe(0)
  })

  it("holds the creator's boundaries against both sides, at level 2, and lets a reply turn them down", () => {
    const lists = { forbiddenWords: [], escalationTriggers: [], outsideBoundaries: ['foot fetish', 'juggling'] }
    for (const stage of STAGES)
      expect(judge('some jugg1ing then?', stage, lists), stage).toMatchObject({
        level: 2,
        findings: [{ rule: 'outside-boundary', category: 'custom-content' }],
      })
    for (const text of [
      "i don't do any juggling",
      'no juggling here, sorry',
      'je ne fais pas de juggling',
      'kein juggling',
    ])
      expect(judge(text, 'edit', lists).level, text).toBe(0)
    expect(judge('no worries, juggling it is', 'edit', lists).level).toBe(2)
  })

  it('does not fire inside innocent words, and tells a doubled letter from a single one', () => {
    const lists = words('ass', 'sex', 'god', 'hell', 'cum')
    for (const text of ['classic', 'Essex', 'good', "he'll", 'shell', 'document', 'assess', 'cucumber']) {
      expect(judge(text, 'final', lists).findings, text).toEqual([])
    }
  })

  it('finds a forbidden word stretched, spaced out, in leet, in look-alikes and at punctuation', () => {
    for (const text of [
      'seccccret',
      's e c r e t',
      's3cr3t',
      'ѕесrет',
      '"secret!"',
      'my_secret_',
      'SECRET…',
      's\u00ade\u00adcret',
    ]) {
      expect(judge(text, 'final', words('secret')).level, text).toBe(3)
    }
  })

  it('takes list entries as plain text: signs have no meaning, and an empty entry finds nothing', () => {
    expect(judge('anything', 'final', words('', '  ', '.*', '(', '[a-z]', '\\')).level).toBe(0)
    expect(judge('what (x) is', 'final', words('(x)')).level).toBe(3)
    expect(judge('привет, друг', 'final', words('ПРИВЕТ')).level).toBe(3)
    expect(judge('🔞 only', 'final', words('🔞')).level).toBe(3)
  })

  it('ends on hostile messages of 100 kB', () => {
    const seeds = [
      'a',
      '1',
      ' ',
      'i ',
      '1 ',
      '+1 ',
      'p a y ',
      "i'm ",
      'my ',
      'a@',
      'x.x',
      '(1',
      'paypal ',
      '\u200b',
      'а',
      '𝓹',
      '!1',
      '6 years ',
      'p*p*p*',
      '*p *p ',
      'a* ',
    ]
    let ended = 0
    for (const seed of seeds) {
      judge(seed.repeat(Math.ceil(100_000 / seed.length)), 'fan', NONE)
      ended += 1
    }
    expect(ended).toBe(seeds.length)
  }, 120_000)

  const text = fc.array(
    fc.oneof(
      fc.string({ maxLength: 12 }),
      fc.constantFrom("i'm 16", 'paypal', 'kill myself', 'refund', 'are you real', 'ok', '😀'),
    ),
    { maxLength: 6 },
  )
  const lists = fc.record({
    forbiddenWords: fc.array(fc.string({ maxLength: 8 }), { maxLength: 4 }),
    escalationTriggers: fc.array(fc.string({ maxLength: 8 }), { maxLength: 4 }),
  })
  const stage = fc.constantFrom(...STAGES)

  it('property additive: no list takes a built-in finding away or lowers the level', () => {
    fc.assert(
      fc.property(text, stage, lists, (parts, at, own) => {
        const joined = parts.join(' ')
        const bare = judge(joined, at, NONE)
        const full = judge(joined, at, own)
        expect(full.level).toBeGreaterThanOrEqual(bare.level)
        for (const finding of bare.findings) expect(full.findings).toContainEqual(finding)
      }),
      { numRuns: 200 },
    )
  })

  it('property places: every finding names its own slice of the original text', () => {
    fc.assert(
      fc.property(text, stage, (parts, at) => {
        const joined = parts.join(' ')
        for (const { start, end, matched } of judge(joined, at, NONE).findings) {
          expect(matched).not.toBe('')
          expect(joined.slice(start, end)).toBe(matched)
        }
      }),
      { numRuns: 200 },
    )
  })

  it('property context: a sign is found whatever stands around it as words of its own', () => {
    const around = fc.array(fc.constantFrom('hey', 'so', 'tell', 'them', 'please', 'blue', 'beach'), { maxLength: 8 })
    const sign = fc.constantFrom('kill myself', 'paypal', 'sixteen years old', 'chargeback')
    fc.assert(
      fc.property(around, sign, around, (before, found, after) => {
        const joined = [...before, found, ...after].join(' ')
        expect(
          judge(joined, 'fan', NONE)
            .findings.map(({ matched }) => matched)
            .join(' '),
        ).toContain(found)
      }),
      { numRuns: 200 },
    )
  })
})
