/** Digests that are one card about one creator. */
export const DIGESTS = ['today', 'leaving', 'morning'] as const
export type Digest = (typeof DIGESTS)[number]

/** What can be posted by itself: beside them a look at the day before, of which each alert is a card of its own. */
export const SCHEDULED = [...DIGESTS, 'alerts'] as const
export type ScheduledDigest = (typeof SCHEDULED)[number]

const CALLED: Partial<Record<ScheduledDigest, string>> = { leaving: 'churn', morning: 'creator' }

/** To choose from, as a team calls them. */
export const optionOf = (value: ScheduledDigest): { value: string; label: string } => ({
  value,
  label: CALLED[value] ?? value,
})
