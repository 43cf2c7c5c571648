/**
 * Promotions and bundles: what holds for whom and until when, what something costs with it, and who made use of it. Only
 * a person starts one. Leaves to `drafting` whether a reply speaks of it, and to approvals who decides on that.
 */
export { bestFor, type PricedOffer } from './best-for.ts'
export type { OfferChanged, Seen } from './change-offer.ts'
export { givesLine } from './lines.ts'
export { OFFER_STATUSES, type Offer, statusOf } from './offer.ts'
export { isPercentTrue, judgeBeside, type OfferBehind } from './offer-claims.ts'
export type { RedemptionOutcome } from './redeem-offer.ts'
export type { OfferUseAsked } from './running.ts'
export { OfferBody, OfferFields } from './terms.ts'

import type { Sql } from '../database/sql.ts'
import type { Actor } from '../desk/index.ts'
import type { Cause, TaskRun } from '../facts/index.ts'
import { offerActions } from './actions.ts'
import { createOffer, duplicateOffer, editOffer, endOffer, removeDraft, type Seen } from './change-offer.ts'
import { offerCommands } from './commands.ts'
import type { OffersDeps } from './deps.ts'
import { draftForFlow, type FlowOffer } from './draft-for-flow.ts'
import { noteRedemption } from './note-redemption.ts'
import type { Offer } from './offer.ts'
import { type NewRedemption, redeemOffer } from './redeem-offer.ts'
import { type OfferUseAsked, runningFor, standingOf } from './running.ts'
import { agreeToOffer, startOffer } from './start-offer.ts'
import { type OffersWanted, offersThatRan, pageOfOffers, readOffer } from './store.ts'
import { suggestFor } from './suggest-offers.ts'
import type { OfferFields } from './terms.ts'
import { insertUse, type OfferUse } from './use-store.ts'

export type Offers = ReturnType<typeof createOffers>

export function createOffers(deps: OffersDeps) {
  const { database, clock } = deps.ground
  return {
    commands: offerCommands(deps),
    actions: offerActions(deps),
    create: (input: { agencyId: string; creatorId: string; terms: OfferFields }, by: Cause) =>
      createOffer(deps, input, by),
    edit: (agencyId: string, seen: Seen, terms: Partial<OfferFields>, by: Cause) =>
      editOffer(deps, agencyId, seen, terms, by),
    duplicate: (agencyId: string, id: string, by: Cause) => duplicateOffer(deps, agencyId, id, by),
    end: (agencyId: string, seen: Seen, by: Cause) => endOffer(deps, agencyId, seen, by),
    remove: (agencyId: string, seen: Seen, by: Cause) => removeDraft(deps, agencyId, seen, by),
    start: (actor: Actor, seen: Seen) => startOffer(deps, actor, seen),
    agree: (actor: Actor, seen: Seen) => agreeToOffer(deps, actor, seen),
    redeem: (agencyId: string, redemption: NewRedemption, by: Cause) => redeemOffer(deps, agencyId, redemption, by),
    // Parts.
    draftForFlow: (sql: Sql, wanted: FlowOffer) => draftForFlow(deps, sql, wanted),
    runningFor: (sql: Sql, agencyId: string, fan: { fanId: string; creatorId: string }) =>
      runningFor(deps, sql, agencyId, fan),
    standing: (sql: Sql, agencyId: string, use: OfferUseAsked, floorMinor: number) =>
      standingOf(deps, sql, agencyId, use, floorMinor),
    /** A reply with offers reached the fan. */
    shown: (sql: Sql, agencyId: string, use: Omit<OfferUse, 'shownAt'>) =>
      insertUse(sql, agencyId, { ...use, shownAt: clock.now() }),
    noteRedemption: (run: TaskRun) => noteRedemption(deps, run),
    /** What a creator's figures propose; empty with the reason where they say nothing. */
    suggest: (agencyId: string, creatorId: string) => suggestFor(deps, agencyId, creatorId),
    offer: (agencyId: string, id: string) => readOffer(database, agencyId, id),
    /** Part: what ran when. */
    ran: offersThatRan,
    /** A page of those of one status or creator, or of all; what ends last comes first. */
    list: (agencyId: string, wanted: Partial<OffersWanted> = {}): Promise<Offer[]> =>
      pageOfOffers(database, agencyId, { limit: 100, ...wanted }, clock.now()),
  }
}
