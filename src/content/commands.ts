import { type Agencies, type Creator, creatorsLike, creatorTyped } from '../agency/index.ts'
import {
  type Actor,
  type Answer,
  type CommandDefinition,
  defineCommand,
  done,
  type Filled,
  type Option,
  refused,
} from '../desk/index.ts'
import type { Ground } from '../facts/index.ts'
import { formatMoney, parseMinor } from '../kernel/money.ts'
import { assetsCard, editForm } from './cards.ts'
import { Described, describeAsset, readTags, retire } from './change-asset.ts'
import { findAssets, type ListedAsset, listAssets } from './list-store.ts'
import { words } from './words.ts'

export interface CommandDeps {
  ground: Ground
  agencies: Agencies
}

/** `/content list`, `add`, `edit` and `retire`: what a creator has to offer, at what price, by which tags. */
export function contentCommands(deps: CommandDeps): CommandDefinition[] {
  const { ground } = deps
  const creator = {
    name: 'creator',
    summary: 'the creator’s name, in quotes when it has blanks',
    required: true,
    suggest: ({ actor, typed }: { actor: Actor; typed: string }) => suggestCreators(deps, actor, typed),
  }
  const asset = { name: 'content', summary: 'a part of its title, or its id', required: true }
  return [
    defineCommand({
      group: 'content',
      name: 'list',
      summary: 'What a creator has to offer',
      arguments: [creator],
      least: 'chatter',
      async run({ actor, arguments: given }) {
        const of = await creatorNamed(deps, actor, given)
        if (typeof of === 'string') return refused(of)
        return { kind: 'panel', card: assetsCard(of.name, await listAssets(ground.database, actor.agencyId, of.id)) }
      },
    }),
    defineCommand({
      group: 'content',
      name: 'add',
      summary: 'Add something to offer',
      arguments: [
        creator,
        { name: 'title', summary: 'as fans know it, in quotes when it has blanks', required: true },
        { name: 'price', summary: 'in the creator’s currency, like 24', required: true },
        { name: 'tags', summary: 'with commas between them', required: false },
      ],
      least: 'manager',
      run: ({ actor, arguments: given }) => add(deps, actor, given),
    }),
    defineCommand({
      group: 'content',
      name: 'edit',
      summary: 'Change title, price or tags',
      arguments: [asset],
      least: 'manager',
      run: ({ actor, arguments: given }) =>
        onAsset(deps, actor, given, async (found) => ({ kind: 'form', form: editForm(found) })),
    }),
    defineCommand({
      group: 'content',
      name: 'retire',
      summary: 'Offer something to nobody any more',
      arguments: [asset],
      least: 'manager',
      run: ({ actor, arguments: given }) =>
        onAsset(deps, actor, given, async (found) =>
          (await retire(ground, actor, found))
            ? done(words.retired(found.title))
            : refused(words.retiredAlready(found.title)),
        ),
    }),
  ]
}

async function add(deps: CommandDeps, actor: Actor, given: Filled): Promise<Answer> {
  const of = await creatorNamed(deps, actor, given)
  if (typeof of === 'string') return refused(of)
  const described = readDescribed(given, of.currency)
  if (typeof described === 'string') return refused(described)
  await describeAsset(deps.ground, actor, { ...described, creatorId: of.id, currency: of.currency })
  return done(words.added(described.title, formatMoney({ minor: described.priceMinor, currency: of.currency })))
}

/** What was typed about an asset; else a sentence that says what is wrong with it. */
export function readDescribed(given: Filled, currency: string): Described | string {
  const priceMinor = parseMinor(given.price ?? '', currency)
  if (priceMinor === null) return words.badPrice(currency)
  const typed = { title: given.title ?? '', priceMinor, tags: readTags(given.tags ?? '') }
  const { data, error } = Described.safeParse(typed)
  if (data) return data
  const at = error.issues[0]?.path[0]
  return at === 'title' ? words.badTitle : at === 'tags' ? words.badTags : words.badPrice(currency)
}

async function onAsset(
  { ground }: CommandDeps,
  { agencyId }: Actor,
  given: Filled,
  act: (asset: ListedAsset) => Promise<Answer>,
): Promise<Answer> {
  const text = (given.content ?? '').trim()
  const found = await findAssets(ground.database, agencyId, text, 11)
  const exact = found.filter(
    ({ title, externalId }) => externalId === text || title.toLowerCase() === text.toLowerCase(),
  )
  const [asset, second] = exact.length === 1 ? exact : found
  if (!asset) return refused(words.noAsset(text))
  return second ? refused(words.manyAssets(text, found.length)) : act(asset)
}

async function creatorNamed({ agencies }: CommandDeps, actor: Actor, given: Filled): Promise<Creator | string> {
  return creatorTyped(await agencies.creators(actor.agencyId), given.creator ?? '')
}

async function suggestCreators({ agencies }: CommandDeps, { agencyId }: Actor, typed: string): Promise<Option[]> {
  return creatorsLike(await agencies.creators(agencyId), typed)
}
