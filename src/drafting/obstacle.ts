import { type LimitVerdict, quietUntil } from '../guardrails/index.ts'
import type { Approach, LeftOut } from './approach-store.ts'
import type { Gathered } from './gather.ts'
import { judgeTurn } from './propose.ts'

/** What an approach is to be made from, and what may be in its way. */
export interface Known extends Gathered {
  approach: Approach
  /** Of the asset it names; null: it names none, or one that can be offered. */
  assetTrouble: 'gone' | 'owned' | null
  /** Somebody waits for an answer: the fan wrote, or has a card, or a reply is on its way. */
  isBeingAnswered: boolean
  /** What the fan wrote long ago and nobody answered; it had no card. */
  unanswered: Gathered['turn'] | null
  room: LimitVerdict
  /** Digests and flows leave the fan alone, so that it shows what writing brings. */
  isHeldOut: boolean
}

/** No draft: never, or not before `dueAt`. */
export type Obstacle = { reason: LeftOut; dueAt: Date | null }

/** A card may go at any time. */
const LOOK_AGAIN_MS = 10 * 60_000

/**
 * Whether a draft may be made for an approach now. Null: it may. Where it may later, `dueAt` says when to look again; where
 * that is after it is wanted, it is left out. Pure.
 */
export function obstacleTo(known: Known, now: Date): Obstacle | null {
  const never = neverBecause(known)
  if (never) return { reason: never, dueAt: null }
  const { until } = known.approach
  const later = laterBecause(known, now)
  if (later === null) return now >= until ? { reason: 'expired', dueAt: null } : null
  const isWanted = now < until && later.dueAt !== null && later.dueAt <= until
  return isWanted ? later : { reason: later.reason, dueAt: null }
}

function neverBecause(known: Known): LeftOut | null {
  const { approach, fan, score, assetTrouble, unanswered, rules, released } = known
  if (fan.frozenAt) return 'frozen'
  // A person may write to them; what their figures make of them may not.
  if (score.segment === null && approach.causeKind !== 'operator') return 'objected'
  if (known.isHeldOut && approach.causeKind !== 'operator') return 'held-out'
  if (assetTrouble) return assetTrouble === 'gone' ? 'asset-gone' : 'asset-owned'
  if (lacksOffer(known)) return 'offer-gone'
  if (unanswered === null) return null
  try {
    // It never had a card: what was wrong with it nobody has seen.
    return judgeTurn({ turn: unanswered, rules, released }).level >= 2 ? 'flagged' : null
  } catch {
    return 'judge-failed'
  }
}

/** What it was asked to speak of; while a fan spends far above their habit nothing is offered, and it waits. */
const lacksOffer = ({ approach, offers, brake }: Known): boolean =>
  approach.offerId !== null && !brake && !offers.some(({ id }) => id === approach.offerId)

function laterBecause(known: Known, now: Date): Obstacle | null {
  const { approach, isBeingAnswered, brake, rules, fan, creator, room } = known
  const look = Math.min(now.getTime() + LOOK_AGAIN_MS, approach.until.getTime())
  if (isBeingAnswered) return { reason: 'card-open', dueAt: new Date(look) }
  if (brake) return { reason: 'brake', dueAt: brake.until }
  const quiet = quietUntil(rules, fan.zone ?? creator.zone, now)
  if (quiet) return { reason: 'quiet-hours', dueAt: quiet }
  return room.kind === 'full' ? { reason: 'limit', dueAt: room.freeAt } : null
}
