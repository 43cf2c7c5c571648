/** What can be posted by itself, by the names of `/digest schedule`. */
export const SCHEDULED = ['today', 'leaving', 'morning'] as const
export type ScheduledDigest = (typeof SCHEDULED)[number]
