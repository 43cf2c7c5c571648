import { z } from 'zod'
import { SEGMENTS, type Segment } from '../scoring/index.ts'

const days = z.int().min(1).max(3_650).nullable().default(null)
const spent = z.int().min(0).max(100_000_000).nullable().default(null)
/** No comma and no sign that begins another condition: a tag must come back from the text that it is written in. */
const Tag = z
  .string()
  .trim()
  .min(1)
  .max(40)
  .regex(/^[^,#@]+$/, { error: 'a tag without commas, # and @' })

/**
 * Whom an offer is for: any of the segments, any of the tags, and all the other conditions; what is empty or null asks for
 * nothing. `creatorIds` are further creators beside the offer's own. Spend in minor units of the offer's currency.
 */
export const Audience = z
  .strictObject({
    segments: z.array(z.enum(SEGMENTS)).max(SEGMENTS.length).default([]),
    tags: z.array(Tag).max(20).default([]),
    creatorIds: z.array(z.uuid()).max(50).default([]),
    spentFromMinor: spent,
    spentToMinor: spent,
    seenWithinDays: days,
    notSeenForDays: days,
  })
  .refine(({ spentFromMinor: from, spentToMinor: to }) => from === null || to === null || from <= to, {
    error: 'the least spent may not be above the most',
    path: ['spentToMinor'],
  })
export type Audience = z.output<typeof Audience>

/** No condition at all. */
export const EVERYONE: Audience = {
  segments: [],
  tags: [],
  creatorIds: [],
  spentFromMinor: null,
  spentToMinor: null,
  seenWithinDays: null,
  notSeenForDays: null,
}

/** What the predicate looks at. `segment` null: the fan objects to profiling, or was never scored. */
export interface FanFacts {
  creatorId: string
  segment: Segment | null
  tags: readonly string[]
  spentMinor: number
  lastSeenAt: Date | null
  frozen: boolean
  objected: boolean
}

const DAY_MS = 86_400_000

/** Whether an offer is for this fan at this moment. Never for who is frozen or objects to profiling, whatever it says. */
export function isEligible(offer: { creatorId: string; audience: Audience }, fan: FanFacts, now: Date): boolean {
  const { audience } = offer
  if (fan.frozen || fan.objected) return false
  if (fan.creatorId !== offer.creatorId && !audience.creatorIds.includes(fan.creatorId)) return false
  if (audience.segments.length > 0 && !(fan.segment && audience.segments.includes(fan.segment))) return false
  return hasTag(audience, fan) && hasSpent(audience, fan) && wasSeen(audience, fan, now)
}

function hasTag({ tags }: Audience, fan: FanFacts): boolean {
  if (tags.length === 0) return true
  const wanted = new Set(tags.map((tag) => tag.toLowerCase()))
  return fan.tags.some((tag) => wanted.has(tag.toLowerCase()))
}

const hasSpent = ({ spentFromMinor: from, spentToMinor: to }: Audience, { spentMinor }: FanFacts): boolean =>
  (from === null || spentMinor >= from) && (to === null || spentMinor <= to)

/** Who was never seen has not been seen for any time. */
function wasSeen({ seenWithinDays, notSeenForDays }: Audience, { lastSeenAt }: FanFacts, now: Date): boolean {
  const ago = lastSeenAt === null ? Number.POSITIVE_INFINITY : now.getTime() - lastSeenAt.getTime()
  if (seenWithinDays !== null && ago > seenWithinDays * DAY_MS) return false
  return notSeenForDays === null || ago >= notSeenForDays * DAY_MS
}
