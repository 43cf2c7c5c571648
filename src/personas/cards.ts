import type { Creator } from '../agency/index.ts'
import type { Card, CardNode } from '../desk/index.ts'
import { formatMoney } from '../kernel/money.ts'
import type { PersonasDeps } from './deps.ts'
import type { Preset } from './preset.ts'
import { type Persona, personaVersions } from './store.ts'
import { words } from './words.ts'

/** A list holds so many rows on every desk. */
const SHOWN = 8
const VERSIONS_MAX = 200

/** Every creator with the newest versions of how they write. */
export async function listCard({ ground, agencies }: PersonasDeps, agencyId: string): Promise<Card> {
  const versions = await personaVersions(ground.database, agencyId, null, VERSIONS_MAX)
  const lists = (await agencies.creators(agencyId)).map(({ id, name }): CardNode => {
    const its = versions.filter(({ creatorId }) => creatorId === id).slice(0, SHOWN)
    const rows = its.map(({ version, name: title, active, createdAt }) => ({
      line: [{ strong: words.version(version) }, ` · ${title}${active ? ` · ${words.active}` : ''}`],
      soft: [{ at: createdAt, as: 'day' as const }],
    }))
    return { kind: 'list', head: name, rows: rows.length > 0 ? rows : [{ line: words.builtIn }] }
  })
  return { tone: 'info', title: words.title, summary: words.title, body: lists }
}

/** How one version writes, and what of it the rules refuse today. What an agency wrote stands in quotes, as every text does. */
export function personaCard(creator: Creator, persona: Persona, unfit: readonly string[]): Card {
  const note = (label: string, text: string): CardNode[] =>
    text === '' ? [] : [{ kind: 'quote', by: 'note', label, text }]
  return {
    tone: 'info',
    title: `${creator.name} · ${words.version(persona.version)}`,
    summary: `${creator.name}: how they write`,
    body: [
      ...(unfit.length > 0
        ? [{ kind: 'list' as const, head: words.unused, rows: unfit.slice(0, SHOWN).map((line) => ({ line })) }]
        : []),
      ...note('Name', persona.name),
      ...note('Tone', persona.tone),
      ...note('Style', persona.style),
      ...note('Languages', persona.languages.join(', ')),
      ...note('Never spoken of', persona.taboos.join(', ')),
      ...note('Doesn’t do', persona.boundaries.join(', ')),
      ...note('Welcome', persona.welcome),
      ...note('Upsell', persona.upsell),
      ...note('Reactivation', persona.reactivation),
      ...note('Last line of every reply', creator.disclosureLine ?? ''),
    ],
  }
}

/** What a preset suggests beside the persona: nothing of it is set or sent by itself. */
export function presetCard(preset: Preset, head: string): Card {
  const { bands, cadence, sequence, upsells, platforms, kpis, compliance } = preset
  const money = (minor: number) => formatMoney({ minor, currency: bands.currency })
  const band = ([from, to]: readonly [number, number]) => `${money(from)} to ${money(to)}`
  const list = (title: string, lines: string[]): CardNode => ({
    kind: 'list',
    head: title,
    rows: lines.map((line) => ({ line })),
  })
  return {
    tone: 'info',
    title: preset.title,
    summary: head,
    body: [
      { kind: 'text', line: head },
      {
        kind: 'fields',
        fields: [
          { label: 'Subscription', value: band(bands.subscriptionMinor) },
          { label: 'PPV', value: band(bands.ppvMinor) },
          { label: 'Custom', value: band(bands.customMinor) },
          { label: 'Posts a week', value: String(cadence.feedPerWeek) },
          { label: 'Best hours', value: cadence.bestHours },
        ],
      },
      list(
        'First seven days',
        sequence.map(({ day, goal }) => `day ${day}: ${goal}`),
      ),
      list(
        'Upsell menu',
        upsells.map(({ name, priceMinor }) => `${name} · ${money(priceMinor)}`),
      ),
      list(
        'Platforms',
        Object.entries(platforms).map(([name, how]) => `${name}: ${how}`),
      ),
      list(
        'Figures',
        kpis.map(({ name, target }) => `${name}: ${target}`),
      ),
      list('Compliance', compliance),
    ],
  }
}
