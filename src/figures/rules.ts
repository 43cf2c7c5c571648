/** What is bought so soon after a reply that a person approved counts as bought after it, to whoever approved the latest one. */
export const AFTER_REPLY_HOURS = 24
/** What a fan buys in a conversation; subscriptions renew by themselves. */
export const AFTER_REPLY_KINDS = ['tip', 'ppv', 'product'] as const

/** A subscription that runs out is lost when so long nothing was heard of its renewal; one reported as expired, at once. */
export const GRACE_HOURS = 24

/** Who forgot to hand over is not on shift for ever. */
export const LONGEST_SHIFT_HOURS = 12

/** An approval after a shorter look is counted: nobody reads a reply in less. */
export const QUICK_MS = 3_000
