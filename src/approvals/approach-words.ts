import { localTime } from './words.ts'

const clock = (at: Date): string => at.toISOString().slice(11, 16)

/** About messages that nobody asked for. */
export const words = {
  unasked: 'nobody asked for it',
  neverWrote: 'never wrote',
  wroteLast: 'Wrote last',
  saidLast: 'We said',
  forWriter: 'For the writer',
  toWrite: (creator: string, who: string) => `${creator}: a message to ${who} waits for a decision`,
  notWanted: (fan: string) =>
    `Withdrawn: nobody decided on this message to ${fan} while it was wanted. Nothing was sent.`,
  tooOften: (allowed: number, at: Date) =>
    `This fan had ${allowed} messages with a price or unasked within the hour. The next may go at ${clock(at)} UTC.`,
  tooSoon: (minutes: number, at: Date) =>
    `Messages with a price or unasked are ${minutes} minutes apart for one fan. The next may go at ${clock(at)} UTC.`,
  quiet: (until: Date, zone: string) =>
    `Quiet hours for this fan until ${localTime(until, zone)} (${zone}): what nobody asked for is not approved before.`,
}
