import { DEFAULT_TEMPLATES } from '../personas/index.ts'
import type { Gathered } from './gather.ts'

const AT = new Date('2026-11-20T14:00:00Z')
const NO_LISTS = { languages: [], taboos: [], boundaries: [], goodExamples: [], badExamples: [] }
const asset = { id: 'asset-1', creatorId: 'bella', externalId: 'coast-2', title: 'Coast, part 2', tags: ['coast'] }

/** A fan with four purchases who wrote `texts`, and all that is known about them. */
export function aGathered(texts: readonly string[], more: Partial<Gathered> = {}): Gathered {
  const messages = texts.map((text, n) => ({ seq: n + 1, text, at: AT }))
  return {
    agencyId: 'agency',
    conversation: {
      ...{ id: 'conversation', accountId: 'account', creatorId: 'bella', fanId: 'marcus' },
      ...{ inboundSeq: texts.length, answeredSeq: 0, lastInboundAt: AT, lastOutboundAt: null },
    },
    turn: { fromSeq: 1, toSeq: texts.length, messageId: 'message', at: AT, messages, deleted: [] },
    fan: {
      ...{ id: 'marcus', accountId: 'account', creatorId: 'bella', externalId: 'm-1', name: 'Marcus T.' },
      ...{ purchaseCount: 4, spentMinor: 9_600, firstPurchaseAt: AT, lastPurchaseAt: AT, firstSeenAt: AT },
      ...{ frozenAt: null, frozenReason: null, profilingRefusedAt: null, zone: null },
    },
    creator: {
      ...{ id: 'bella', name: 'Bella', zone: 'Europe/Paris', currency: 'USD' },
      ...{ disclosureLine: null, replyWithinMinutes: 15 },
    },
    disclosureLeftOut: false,
    persona: {
      ...{ creatorId: 'bella', version: 1, name: 'Bella v1', ...DEFAULT_TEMPLATES },
      ...{ tone: 'warm', style: 'Short sentences.', preset: null, ...NO_LISTS },
    },
    rules: {
      ...{ forbiddenWords: ['moonbeam'], escalationTriggers: [], floorMinor: 500, ceilingMinor: 5_000 },
      ...{ maxPerHour: 3, cooldownMinutes: 0 },
    } as unknown as Gathered['rules'],
    score: {
      segment: 'Regular',
      reasons: [],
      history: { purchases: 4, spentMinor: 9_600, lastPurchaseAt: AT },
      similarUnlocks: [],
    } as unknown as Gathered['score'],
    outlook: null,
    assets: [{ ...asset, priceMinor: 2_400, currency: 'USD' }],
    bought: [{ kind: 'ppv', at: AT, asset: null }],
    ownUnlocks: [2_400],
    history: [],
    lookBack: null,
    earlier: [],
    outcomes: [],
    examples: [],
    snippets: [],
    demand: {
      answers: [],
      ownTaken: [],
      ownIgnored: [],
      open: [],
      typicalMinor: null,
      exploring: false,
      changes: { approved: 0, changed: 0, middle: 0 },
    },
    offers: [],
    alongside: [],
    now: AT,
    brake: null,
    capLeft: null,
    released: null,
    unsettled: [],
    ...more,
  }
}
