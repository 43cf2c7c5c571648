/** Digests that are one card about one creator. */
export const DIGESTS = ['today', 'leaving', 'morning'] as const
export type Digest = (typeof DIGESTS)[number]

/** What can be posted by itself: beside them a look at the day before, of which each alert is a card of its own. */
export const SCHEDULED = [...DIGESTS, 'alerts'] as const
export type ScheduledDigest = (typeof SCHEDULED)[number]

/** What can be looked at: what is posted by itself as one card, and churn within a week. */
export const PREVIEWED = [...DIGESTS, 'leaving-7'] as const
export type PreviewedDigest = (typeof PREVIEWED)[number]

const CALLED: Partial<Record<ScheduledDigest | PreviewedDigest, string>> = {
  leaving: 'churn',
  'leaving-7': 'churn-7',
  morning: 'creator',
}

/** To choose from, as a team calls them, whichever command it is. */
export const optionOf = (value: ScheduledDigest | PreviewedDigest): { value: string; label: string } => ({
  value,
  label: CALLED[value] ?? value,
})
