/** Sentences of channels that people read. */
export const words = {
  onTheWeb: 'Open the card on the web desk.',
  openPrivately: 'Open privately',
  hidden: (why: string) => `Texts are hidden here: ${why}.`,
  thread: 'More about this card',
  textsRemoved: 'texts removed',
  noChannel: (typed: string) =>
    `“${typed.slice(0, 80)}” is no channel: type the command on the channel itself, or name one as slack:T1:C2. Nothing changed.`,
  noDesk: (desk: string) => `${desk} is not connected here. Nothing changed.`,
  gone: (why: string) => `Cards can't be posted there: ${why}. Nothing changed.`,
  strangers: (why: string) => `Figures can't be shown there: ${why}. Nothing changed.`,
  bound: (creator: string) => `New cards of ${creator} go to this channel from now on.`,
  boundUnsafe: (creator: string, why: string) =>
    `New cards of ${creator} go to this channel from now on. Their texts are hidden: ${why}.`,
  unbound: (creator: string) => `New cards of ${creator} don't go to this channel any more.`,
  wasNotBound: (creator: string) => `No cards of ${creator} go to this channel. Nothing changed.`,
  creators: 'Creators',
  noChannels: 'no channel',
  within: (minutes: number) => `answered within ${minutes} min`,
  escalationsAt: (place: string) => `escalations to ${place}`,
  webShowsAll: 'The web desk shows every card already. Name a channel of Slack or Discord. Nothing changed.',
  escalationsTo: (creator: string | null) =>
    `Cards ${creator === null ? '' : `of ${creator} `}that a manager must see go to this channel from now on.`,
  escalationsToUnsafe: (creator: string | null, why: string) =>
    `Cards ${creator === null ? '' : `of ${creator} `}that a manager must see go to this channel from now on. Their texts are hidden: ${why}.`,
  escalationsStay: 'Escalated cards stay on the creator’s channels from now on.',
  noEscalations: 'There is no such escalation channel. Nothing changed.',
} as const
