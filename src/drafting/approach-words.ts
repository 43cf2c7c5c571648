import type { ApproachPurpose } from './approach-store.ts'

const LOOKS: Record<'frozen' | 'card', (fan: string) => string> = {
  frozen: (fan) => `${fan} is frozen: nothing is drafted for them.`,
  card: (fan) => `${fan} has a card already, or waits for an answer. Nothing was asked.`,
}

/** What is said to who asks for a draft to a fan who has not just written. */
export const words = {
  summary: 'Ask for a draft to a fan who has not just written; the card comes on the creator’s channels',
  noSuchFan: 'There is no such fan any more.',
  why: (operator: string, purpose: ApproachPurpose) =>
    purpose === 'free' ? `asked for by ${operator}` : `asked for by ${operator}, ${purpose}`,
  noteTooLong: (max: number) => `A note has at most ${max} characters.`,
  cant: LOOKS,
  asked: (fan: string) =>
    `A draft for ${fan} is asked for. Its card comes when it is written, after quiet hours and limits; a person decides what is sent.`,
  askedBefore: (fan: string) => `A draft for ${fan} was asked for already and is on its way.`,
}
