import {
  type Actor,
  type Answer,
  type CommandDefinition,
  defineCommand,
  type Filled,
  hasRole,
  type Option,
  refused,
} from '../desk/index.ts'
import { minorOfUnit } from '../pricing/index.ts'
import { aboutOf, offerPanel } from './about-offer.ts'
import { afterChange } from './actions.ts'
import { listCard, RUNNING_FIRST } from './cards.ts'
import { duplicateOffer, endOffer } from './change-offer.ts'
import type { OffersDeps } from './deps.ts'
import { pageForm } from './forms.ts'
import { OFFER_STATUSES, type Offer, statusOf } from './offer.ts'
import { askRedemption } from './redeem-command.ts'
import { earnedByOffer } from './redemption-store.ts'
import { figuresOf } from './stats-store.ts'
import { offersNamed, pageOfOffers } from './store.ts'
import { suggestFor } from './suggest-offers.ts'
import { statsCard, suggestionsCard } from './suggestion-cards.ts'
import { words } from './words.ts'

const byOf = ({ operatorId }: Actor) => ({ kind: 'operator' as const, id: operatorId })
const NAMED = 4
/** A menu and a list hold no more. */
const CHOICES = 25
const LISTED = 50

/** `/offer list`, `show`, `create`, `edit`, `duplicate`, `end`, `redeem`, `suggest` and `stats`. */
export function offerCommands(deps: OffersDeps): CommandDefinition[] {
  return [
    defineCommand({
      group: 'offer',
      name: 'list',
      summary: 'Offers and bundles, the running ones first',
      arguments: [
        {
          ...{ name: 'status', summary: OFFER_STATUSES.join(', '), required: false },
          options: OFFER_STATUSES.map((status) => ({ value: status, label: status })),
        },
      ],
      least: 'chatter',
      run: ({ actor, arguments: given }) => list(deps, actor, given.status),
    }),
    aboutCreator(
      deps,
      'create',
      'A new offer or bundle, a draft until somebody starts it',
      async (agencyId, creator) => {
        const about = await aboutOf(deps, agencyId, { creatorId: creator.id })
        return about ? { kind: 'form', form: pageForm('offer-basics', null, creator.id, about) } : refused(words.gone)
      },
    ),
    aboutCreator(
      deps,
      'suggest',
      'Prices, bundles and discounts that the figures propose',
      async (agencyId, creator) => ({
        kind: 'panel',
        card: suggestionsCard(creator.name, await suggestFor(deps, agencyId, creator.id)),
      }),
    ),
    aboutOffer(
      deps,
      'stats',
      'What came of an offer, and what those fans would have spent',
      'manager',
      (actor, offer) => stats(deps, actor, offer),
    ),
    aboutOffer(deps, 'show', 'What an offer says, for whom and until when', 'chatter', (actor, offer) =>
      offerPanel(deps, actor.agencyId, offer),
    ),
    aboutOffer(deps, 'edit', 'Change an offer that isn’t over', 'manager', (actor, offer) => edit(deps, actor, offer)),
    aboutOffer(deps, 'duplicate', 'The same offer anew, as a draft', 'manager', async (actor, { id }) =>
      afterChange(deps, actor, id, await duplicateOffer(deps, actor.agencyId, id, byOf(actor))),
    ),
    aboutOffer(deps, 'end', 'End an offer at once and for good', 'manager', async (actor, offer) =>
      afterChange(deps, actor, offer.id, await endOffer(deps, actor.agencyId, offer, byOf(actor))),
    ),
    redeemCommand(deps),
  ]
}

async function list(deps: OffersDeps, { agencyId, role }: Actor, typed: string | undefined): Promise<Answer> {
  const { database, clock } = deps.ground
  const now = clock.now()
  const wanted = OFFER_STATUSES.find((status) => status === typed)
  const shown: Offer[] = []
  for (const status of wanted ? [wanted] : RUNNING_FIRST)
    if (shown.length < LISTED)
      shown.push(...(await pageOfOffers(database, agencyId, { status, limit: LISTED - shown.length }, now)))
  const byOffer = await earnedByOffer(
    database,
    agencyId,
    shown.map(({ id }) => id),
  )
  // Who can't make one isn't asked to.
  const creators = hasRole(role, 'manager') ? await deps.agencies.creators(agencyId) : []
  return { kind: 'panel', card: listCard(shown, { byOffer }, creators, now, wanted) }
}

function aboutCreator(
  deps: OffersDeps,
  name: string,
  summary: string,
  does: (agencyId: string, creator: { id: string; name: string }) => Promise<Answer>,
): CommandDefinition {
  return defineCommand({
    ...{ group: 'offer', name, summary, least: 'manager' },
    arguments: [
      {
        ...{ name: 'creator', summary: 'the creator’s name', required: true },
        suggest: ({ actor, typed }) => suggestCreators(deps, actor, typed),
      },
    ],
    async run({ actor: { agencyId }, arguments: { creator: typed = '' } }) {
      const all = await deps.agencies.creators(agencyId)
      const found = all.find((each) => each.name.toLowerCase() === typed.trim().toLowerCase())
      const known = all.map((each) => each.name)
      return found ? does(agencyId, found) : refused(words.noCreator(typed, known))
    },
  })
}

async function stats({ ground }: OffersDeps, { agencyId }: Actor, offer: Offer): Promise<Answer> {
  const figures = await figuresOf(ground.database, agencyId, offer, {
    now: ground.clock.now(),
    unitMinor: minorOfUnit(offer.currency),
  })
  return { kind: 'panel', card: statsCard(offer, figures) }
}

async function edit(deps: OffersDeps, { agencyId }: Actor, offer: Offer): Promise<Answer> {
  const about = await aboutOf(deps, agencyId, offer)
  if (!about) return refused(words.gone)
  if (['ended', 'expired'].includes(statusOf(offer, deps.ground.clock.now()))) return refused(words.over)
  return { kind: 'form', form: pageForm('offer-basics', offer, offer.creatorId, about) }
}

function redeemCommand(deps: OffersDeps): CommandDefinition {
  return defineCommand({
    group: 'offer',
    name: 'redeem',
    summary: 'Note that a fan made use of an offer',
    arguments: [
      offerArgument(deps),
      { name: 'fan', summary: 'a part of the name, or the id on the platform', required: true },
      { name: 'amount', summary: 'what was paid, like 24', required: true },
    ],
    least: 'manager',
    run: ({ actor, arguments: given }) =>
      onOffer(deps, actor, given, (offer) =>
        askRedemption(deps, actor, offer, { fan: given.fan ?? '', paid: given.amount ?? '' }),
      ),
  })
}

const offerArgument = (deps: OffersDeps) => ({
  ...{ name: 'offer', summary: 'a part of its name, in quotes when it has blanks, or its id', required: true },
  async suggest({ actor, typed }: { actor: Actor; typed: string }): Promise<Option[]> {
    const found = await offersNamed(deps.ground.database, actor.agencyId, typed, CHOICES)
    return found.map(({ id, name }) => ({ value: id, label: name }))
  },
})

function aboutOffer(
  deps: OffersDeps,
  name: string,
  summary: string,
  least: CommandDefinition['least'],
  does: (actor: Actor, offer: Offer) => Promise<Answer>,
): CommandDefinition {
  return defineCommand({
    ...{ group: 'offer', name, summary, least },
    arguments: [offerArgument(deps)],
    run: ({ actor, arguments: given }) => onOffer(deps, actor, given, (offer) => does(actor, offer)),
  })
}

/** The one offer that a person means; what is over gives way to what isn't. */
async function onOffer(
  { ground }: OffersDeps,
  { agencyId }: Actor,
  given: Filled,
  does: (offer: Offer) => Promise<Answer>,
): Promise<Answer> {
  const typed = (given.offer ?? '').trim()
  const wanted = typed.toLowerCase()
  const all = await offersNamed(ground.database, agencyId, typed, CHOICES)
  const exact = all.filter(({ id, name }) => id === wanted || name.toLowerCase() === wanted)
  const found = exact.length > 0 ? exact : all
  const now = ground.clock.now()
  const alive = found.filter((offer) => !['ended', 'expired'].includes(statusOf(offer, now)))
  const [offer, second] = alive.length === 1 ? alive : found
  if (!offer) return refused(words.noOffer(typed))
  if (!second || alive.length === 1) return does(offer)
  return refused(
    words.manyOffers(
      typed,
      found.slice(0, NAMED).map(({ name }) => name),
    ),
  )
}

async function suggestCreators({ agencies }: OffersDeps, { agencyId }: Actor, typed: string): Promise<Option[]> {
  const wanted = typed.trim().toLowerCase()
  const all = await agencies.creators(agencyId)
  return all.filter(({ name }) => name.toLowerCase().includes(wanted)).map(({ name }) => ({ value: name, label: name }))
}
