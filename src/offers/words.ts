/** Sentences about offers that operators read. */
export const words = {
  badAudience: (part: string) =>
    `“${part.slice(0, 60)}” can’t be read. Write “everyone”, or with commas between: a segment (Whale), #tag, @Creator, spent 50-200, seen within 14 days, not seen for 30 days.`,
  spentBetween: (from: string | null, to: string | null) =>
    from === null ? `spent at most ${to}` : to === null ? `spent ${from} or more` : `spent ${from} to ${to}`,
}
