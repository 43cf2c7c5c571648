import type { Agencies } from '../agency/index.ts'
import type { Content } from '../content/index.ts'
import type { Actor, Card } from '../desk/index.ts'
import type { Drafting } from '../drafting/index.ts'
import type { Fans } from '../fans/index.ts'
import type { LanguageModel } from '../language-model/index.ts'
import type { Offers } from '../offers/index.ts'
import { readAsked } from './activation-store.ts'
import type { FlowNames } from './describe-step.ts'
import { words } from './desk-words.ts'
import { dryRunCard, waitingCard } from './dry-run-card.ts'
import type { Flow } from './flow.ts'
import { activationCard, shownFlow } from './flow-cards.ts'
import { readHead, readMaker, readVersions } from './flow-store.ts'
import type { Playing } from './play-events.ts'
import type { createRehearsals } from './rehearsals.ts'
import { JUDGED_DAYS, offersIn, rehearse, type Steering } from './steer-flow.ts'

/** What the faces of flows need beside what runs them. */
export interface FaceDeps extends Steering {
  /** Dry runs that somebody waits for. */
  rehearsals: ReturnType<typeof createRehearsals>
  agencies: Pick<Agencies, 'agencies' | 'creators' | 'operators' | 'zone'>
  fans: Playing['fans'] & Pick<Fans, 'count' | 'boughtAfter'>
  drafting: Playing['drafting'] & Pick<Drafting, 'sent'>
  languageModel: Pick<LanguageModel, 'connected' | 'ask'>
  content: Pick<Content, 'assets' | 'ofCreators'>
  offers: Pick<Offers, 'draftForFlow' | 'list'>
}

/** A flow as it stands now; null when there is none. */
export async function flowOf({ ground }: Playing, agencyId: string, id: string): Promise<Flow | null> {
  const head = await readHead(ground.database, agencyId, id)
  const [flow] = head ? await readVersions(ground.database, agencyId, [head]) : []
  return head && flow ? { ...flow, status: head.status } : null
}

/** Names for every id in a flow. */
export async function namesFor(
  { ground, agencies, content, offer }: FaceDeps,
  agencyId: string,
  flow: Flow,
): Promise<FlowNames> {
  const all = await agencies.creators(agencyId)
  const its = flow.creators.length === 0 ? all : all.filter(({ id }) => flow.creators.includes(id))
  const currencies = new Set(its.map(({ currency }) => currency))
  const assetIds = flow.steps.flatMap(({ config }) =>
    'do' in config && config.do === 'send_message' && config.assetId !== null ? [config.assetId] : [],
  )
  const offers = new Map<string, string>()
  for (const { offerId } of offersIn(flow.steps)) {
    const named = await offer(agencyId, offerId)
    if (named) offers.set(offerId, named.name)
  }
  const assets = await content.assets(ground.database, agencyId, assetIds)
  return {
    creators: new Map(all.map(({ id, name }) => [id, name])),
    assets: new Map([...assets].map(([id, { title }]) => [id, title])),
    offers,
    currency: currencies.size === 1 ? ([...currencies][0] ?? null) : null,
  }
}

/** Of whoever changed something; null for a program. */
export async function operatorName({ agencies }: FaceDeps, agencyId: string, id: string): Promise<string | null> {
  return (await agencies.operators(agencyId)).find((each) => each.id === id)?.name ?? null
}

/** Who made a flow's newest version; null where a program did. */
export async function changedSince(deps: FaceDeps, agencyId: string, { id, version }: Flow): Promise<string | null> {
  const maker = await readMaker(deps.ground.database, agencyId, id, version)
  return maker ? operatorName(deps, agencyId, maker.id) : null
}

async function askedOf(deps: FaceDeps, agencyId: string, flow: Flow) {
  const asked = await readAsked(deps.ground.database, agencyId, flow.id)
  if (asked?.version !== flow.version) return null
  return { ...asked, by: (await operatorName(deps, agencyId, asked.askedById)) ?? words.somebody }
}

/** A flow as an operator sees it. */
export async function flowView(
  deps: FaceDeps,
  { agencyId }: Actor,
  flow: Flow,
  said: readonly string[] = [],
): Promise<Card> {
  const names = await namesFor(deps, agencyId, flow)
  return shownFlow(flow, names, { said, asked: await askedOf(deps, agencyId, flow) })
}

/** What a dry run found; of a long one how far it is, with a button to look again. */
export async function dryRunView(
  deps: FaceDeps,
  { agencyId, operatorId }: Actor,
  flow: Flow,
  days: number,
): Promise<Card> {
  const key = `${agencyId} ${flow.id} ${flow.version} ${days}`
  const looked = await deps.rehearsals.look(key, operatorId, (told) => found(deps, agencyId, flow, days, told))
  return looked.kind === 'done' ? dryRunCard(flow, days, looked.found) : waitingCard(flow, days, looked.share)
}

export async function activationView(deps: FaceDeps, { agencyId }: Actor, flow: Flow): Promise<Card> {
  const asked = await askedOf(deps, agencyId, flow)
  return activationCard(flow, JUDGED_DAYS, await found(deps, agencyId, flow, JUDGED_DAYS), asked)
}

async function found(deps: FaceDeps, agencyId: string, flow: Flow, days: number, told?: (share: number) => void) {
  const fans = await deps.fans.count(deps.ground.database, agencyId, flow.creators)
  return { ...(await rehearse(deps, agencyId, flow, days, told)), fans }
}
