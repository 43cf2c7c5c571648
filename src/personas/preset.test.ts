import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { judge } from '../guardrails/index.ts'
import { NICHES, presetOf } from './preset.ts'
import { templateProblems } from './template.ts'

const NO_LISTS = { forbiddenWords: [], escalationTriggers: [] }
const EXPLICIT = /\b(sex|nude|naked|porn|xxx|nsfw|orgasm|cum|dick|pussy|boobs?|tits|ass|horny|fuck)\b/i

describe('niche presets', () => {
  it('are eleven, each in a file of its own', () => {
    const files = readdirSync(new URL('./presets', import.meta.url)).map((name) => name.replace('.json', ''))
    expect(files.sort()).toEqual([...NICHES].sort())
    expect(NICHES).toHaveLength(11)
  })

  it.each(NICHES)('%s fits the schema, says nothing explicit, and nothing that a guardrail refuses', (niche) => {
    const preset = presetOf(niche)
    expect(preset?.id).toBe(niche)
    if (!preset) return
    expect(JSON.stringify(preset)).not.toMatch(EXPLICIT)
    const { sequence, welcome, upsell, reactivation, goodExamples } = preset
    const spoken = [...sequence.map(({ text }) => text), welcome, upsell, reactivation]
    for (const text of spoken) expect(templateProblems(text)).toEqual([])
    for (const text of [...spoken, ...goodExamples]) expect(judge(text, 'draft', NO_LISTS).findings, text).toEqual([])
    const [from, to] = preset.bands.ppvMinor
    expect(from).toBeGreaterThanOrEqual(300)
    expect(to).toBeLessThan(preset.bands.customMinor[1])
  })

  it('differ from each other in every part that is spoken', () => {
    const all = NICHES.map((niche) => presetOf(niche))
    for (const part of ['welcome', 'upsell', 'reactivation', 'style', 'tone'] as const)
      expect(new Set(all.map((preset) => preset?.[part])).size, part).toBe(NICHES.length)
  })

  it('are found by name, however it is written, and no other', () => {
    expect(presetOf('Soft Glam')?.id).toBe('soft-glam')
    expect(presetOf('../../secret')).toBeNull()
  })
})
