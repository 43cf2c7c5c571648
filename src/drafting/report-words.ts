const percent = (share: number): string => `${Math.round(share * 100)}%`

/** Sentences of the report on drafts. */
export const words = {
  title: (days: number) => `Drafts · ${days} days`,
  point: (said: number, decided: number, accepted: number) =>
    `writer about ${percent(said)} sure: ${percent(accepted)} of ${decided.toLocaleString('en')} sent unchanged`,
  how: 'Cards show the confidence corrected by this.',
  none: 'Nobody has decided on a draft yet.',
}
