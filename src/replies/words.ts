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
    owned: (fan: string) => `Part of what it sells is ${fan}’s already, or not for sale any more.`,
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
  thread: {
    title: 'More about this card',
    summary: 'more about a card',
    toCopy: 'To copy',
    changed: 'Changed in the draft',
    before: 'before that',
  },
  handover: {
    anybody: 'whoever takes over',
    answeredIn: (ms: number | null) =>
      ms === null ? 'no answers' : ms < 60_000 ? 'under 1 min' : `${Math.round(ms / 60_000)} min`,
    left: (late: number, notSent: number) => `${late} late, ${notSent} not sent`,
    nothingLeft: 'Nothing is late, and every reply was sent.',
    summary: (from: string) => `${from} hands the shift over`,
    takeOver: (claims: number) => (claims === 0 ? 'Take over' : `Take over all ${claims}`),
    posted: 'The handover stands on this channel.',
    postedThere: 'The handover stands on that channel.',
    noCardsThere: (typed: string) =>
      `“${typed.slice(0, 80)}” is no channel with cards of this agency: hand over on the channel where you work. Nothing changed.`,
    noOperator: (typed: string, known: string[]) =>
      `Nobody is called “${typed.slice(0, 80)}”. There are: ${known.join(', ')}. Nothing changed.`,
    toOneself: 'A shift is handed to somebody else. Nothing changed.',
    unknown: 'This handover is not known here. Nothing changed.',
    own: 'You hand this shift over yourself: somebody else takes it.',
    forAnother: (to: string) => `This shift is handed to ${to}; a manager could take it too. Nothing changed.`,
    taken: (from: string, moved: number) =>
      moved === 0
        ? `You are on shift for ${from}. Late cards call you from now on.`
        : `You are on shift for ${from}, and ${moved} claimed ${moved === 1 ? 'card is' : 'cards are'} yours.`,
    emptyNote: 'Write a note first.',
    noteIntro: 'What those who come next should know. The fan does not see this.',
  },
  interrupted: 'The program stopped while it was being handed over. It may have arrived.',
  noAnswer: 'The platform did not answer clearly. It may have arrived.',
}

/** Why a reply did not leave: the code that facts keep; `words.notSent` has its sentence. */
export type NotSentWhy = keyof typeof words.notSent
