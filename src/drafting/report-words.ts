const percent = (share: number): string => `${Math.round(share * 100)}%`

/** Sentences of the report on drafts. */
export const words = {
  title: (days: number) => `Drafts · ${days} days`,
  point: (said: number, decided: number, accepted: number) =>
    `writer about ${percent(said)} sure: ${percent(accepted)} of ${decided.toLocaleString('en')} sent unchanged`,
  how: 'Cards show the confidence corrected by this.',
  chart: {
    title: 'How right the writers’ confidence was',
    said: 'how sure the writer was',
    accepted: 'share sent unchanged',
    right: 'right',
    range: '95 of 100 cases',
    finding: ({ decided, within, groups }: { decided: number; within: number; groups: number }) =>
      `Of ${decided.toLocaleString('en')} drafts decided on, ${within} of ${groups} ${groups === 1 ? 'group' : 'groups'} of confidence ${within === 1 ? 'was' : 'were'} as right as the writer said.`,
  },
  none: 'Nobody has decided on a draft yet.',
}
