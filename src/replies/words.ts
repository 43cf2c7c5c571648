/** Sentences of replies that people read. */
export const words = {
  notSent: {
    'wrote-again': (fan: string) => `${fan} wrote again before it left.`,
    frozen: () => 'The fan was frozen before it left.',
    'answered-elsewhere': () => 'Somebody answered on the platform before it left.',
    flagged: () => 'A newer message must reach a manager first.',
    'refused-by-rules': () => 'The guardrails changed since it was approved.',
    'check-failed': () => 'The safety check could not run.',
    erased: () => 'Its text was erased.',
  } satisfies Record<string, (fan: string) => string>,
  textRemoved: 'text removed',
  sendByHand: (creator: string, platform: string) => `copy it, send it as ${creator} on ${platform}, then mark it`,
  details: {
    summary: 'what was sent',
    sent: 'Sent',
    draft: 'Draft before it was changed',
    record: 'Record',
    noPrice: 'No price',
    forAsset: (title: string) => ` for “${title}”`,
    suggested: (price: string) => ` · suggested ${price}`,
    markedBy: (name: string) => `marked as sent by ${name} `,
    reported: 'reported by the platform as sent ',
    through: (platform: string) => `sent through ${platform} `,
    notSent: 'This reply was not sent. Nothing to show.',
  },
  interrupted: 'The program stopped while it was being handed over. It may have arrived.',
  noAnswer: 'The platform did not answer clearly. It may have arrived.',
}

/** Why a reply did not leave: the code that facts keep; `words.notSent` has its sentence. */
export type NotSentWhy = keyof typeof words.notSent
