import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { PersonaFields } from './save-persona.ts'

export const NICHES = [
  ...['gfe', 'soft-glam', 'travel', 'cosplay', 'fitness', 'dominatrix'],
  ...['feet', 'milf', 'alt', 'gamer', 'couple'],
] as const

const text = (max: number) => z.string().trim().min(1).max(max)
/** Lowest and highest, in minor units. */
const band = z.tuple([z.int().min(0), z.int().min(0)]).refine(([from, to]) => from < to, { error: 'lowest first' })
const { welcome, upsell, reactivation } = PersonaFields.shape

/** What a niche begins with: a persona, and what goes with it. Data, checked here and in tests; nothing in it is explicit. */
const Preset = z.strictObject({
  id: z.string(),
  title: text(40),
  tone: text(200),
  traits: z.array(text(60)).min(3),
  style: text(2_000),
  bands: z.strictObject({ currency: z.literal('USD'), subscriptionMinor: band, ppvMinor: band, customMinor: band }),
  /** The first seven days of a fan, one message each; each is a card like any other. */
  sequence: z
    .array(z.strictObject({ day: z.int().min(1).max(7), goal: text(80), text: text(400) }))
    .length(7)
    .refine((days) => days.every(({ day }, n) => day === n + 1), { error: 'days 1 to 7 in order' }),
  cadence: z.strictObject({
    feedPerWeek: z.int().min(1).max(21),
    storiesPerDay: z.int().min(0).max(10),
    massMessagesPerWeek: z.int().min(0).max(3),
    bestHours: text(60),
  }),
  upsells: z.array(z.strictObject({ name: text(80), priceMinor: z.int().min(100) })).min(3),
  platforms: z.record(text(40), text(200)),
  kpis: z.array(z.strictObject({ name: text(60), target: text(60) })).min(4),
  compliance: z.array(text(200)).min(5),
  boundaries: z.array(text(200)).min(2),
  taboos: z.array(text(200)).min(2),
  goodExamples: z.array(text(1_000)).min(1),
  badExamples: z.array(text(1_000)).min(1),
  welcome,
  upsell,
  reactivation,
})
export type Preset = z.output<typeof Preset>

/** The preset of a niche; null when there is none of that name. Read when asked for: few are. */
export function presetOf(niche: string): Preset | null {
  const id = NICHES.find((known) => known === niche.trim().toLowerCase().replace(/\s+/g, '-'))
  if (id === undefined) return null
  return Preset.parse(JSON.parse(readFileSync(new URL(`./presets/${id}.json`, import.meta.url), 'utf8')))
}
