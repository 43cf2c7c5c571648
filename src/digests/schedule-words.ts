import type { Span } from '../desk/index.ts'
import { counted } from './counts.ts'
import type { ScheduledDigest } from './scheduled.ts'

const dueAt = (next: Date): Span[] => [{ at: next, as: 'day' }, ', ', { at: next, as: 'time' }]

/** What `/digest schedule` says to those who set times. */
export const words = {
  digests: {
    today: 'Today’s list',
    leaving: 'Who is likely to leave',
    morning: 'The creator’s morning',
    alerts: 'Alerts',
  } satisfies Record<ScheduledDigest, string> as Record<ScheduledDigest, string>,
  all: 'all creators',
  title: 'Scheduled digests',
  none: 'Nothing is posted by itself.',
  onTheirs: 'the creator’s channels',
  next: 'next ',
  comesNext: 'What comes next',
  paused: 'paused',
  quiet: (hours: string) => `nothing between ${hours}`,
  neverQuiet: 'at any hour',
  add: 'New…',
  open: 'Open',
  change: 'Change…',
  pause: 'Pause',
  goOn: 'Go on',
  remove: 'Remove',
  removing: {
    title: 'Remove it?',
    text: 'It is not posted any more. It can be set again.',
    yes: 'Remove',
    no: 'Keep',
  },
  form: {
    add: 'Schedule a digest',
    change: 'Change the digest',
    store: 'Store',
    digest: 'Which digest',
    whose: 'Whose',
    whoseHint: 'A creator’s name, or all',
    when: 'When',
    whenHint: 'Such as 08:00 mon-fri Europe/Paris; days and zone may be left out',
    quiet: 'Nothing between',
    quietHint: 'Such as 22:00-07:00, for what is late; none for any hour',
    channel: 'Channel',
    channelHint: 'Such as slack:T1:C2; empty: the creator’s channels',
  },
  noDigest: (typed: string, known: readonly string[]) =>
    `“${typed.slice(0, 40)}” is no digest. There are: ${known.join(', ')}. Nothing changed.`,
  which: 'Say which digest and whose, such as /digest schedule pause today all. Nothing changed.',
  noWhose: 'Say whose: a creator’s name, or all. Nothing changed.',
  /** Says of what looks like an hour or a zone what such a one is like. */
  noTime: (typed: string) => {
    const said = `“${typed.slice(0, 40)}”`
    if (/^\d/.test(typed)) return `${said} is no hour of the day. Write one from 00:00 to 23:59. Nothing changed.`
    if (typed.includes('/'))
      return `${said} is no time zone that is known. Write one such as Europe/Paris or America/New_York. Nothing changed.`
    return `${said} is neither an hour (08:00), nor days (daily, mon-fri, mon,thu), nor a zone (Europe/Paris). Nothing changed.`
  },
  twice: (typed: string) =>
    `“${typed.slice(0, 40)}” is one too many: give one hour, the days together (mon,thu) and one zone. Nothing changed.`,
  noQuiet: (typed: string) =>
    `“${typed.slice(0, 40)}” are no quiet hours. Write two different hours from 00:00 to 23:59, such as 22:00-07:00, or none. Nothing changed.`,
  dueInQuiet: (hour: string, quiet: string) =>
    `The digest is due at ${hour}, and ${quiet} is when nothing is posted. Choose other quiet hours, or none. Nothing changed.`,
  /** `why`: a sentence that doesn’t name it. */
  badChannel: (typed: string, why: string) =>
    `“${typed.slice(0, 60)}” can’t be used: ${why} Leave the channel out, and it goes to the creator’s own.`,
  ownChannel:
    'The creator’s own digest goes to one creator, on a channel that you name (slack:T1:C2). Nothing changed.',
  notOwn: 'Other creators’ cards go to that channel; this digest is for its creator alone. Nothing changed.',
  theirs: 'On that channel a creator reads their own digest: nobody else’s is posted there. Nothing changed.',
  twin: 'That place has this digest already. /digest schedule shows it. Nothing changed.',
  gone: 'It is not scheduled any more. Nothing changed.',
  notFound: (digest: string, whose: string) =>
    `${digest} of ${whose}: not scheduled. /digest schedule lists what is. Nothing changed.`,
  several: 'It goes to several channels: choose one under /digest schedule. Nothing changed.',
  set: (digest: string, whose: string, when: string, next: Date, gaveWay: number): Span[] => [
    `${digest} of ${whose}: ${when}. The next one is due `,
    ...dueAt(next),
    gaveWay > 0 ? `. ${counted(gaveWay, 'single time')} gave way to it.` : '.',
  ],
  asked: (digest: string, whose: string) => `${digest} of ${whose}: on its way to the channel.`,
  /** Alerts are a look, and most days nothing comes of it. */
  lookAsked: (whose: string) =>
    `Yesterday of ${whose} is looked at now. Each alert that was told nowhere yet comes as a card; where nothing is unusual, none does.`,
  already: (digest: string, whose: string) =>
    `${digest} of ${whose}: asked for within the last minute, so it stands already or is on its way. Nothing changed.`,
  language: (creator: string, language: string) =>
    `${creator} reads their own digest in this language from now on: ${language}.`,
  pausedNow: (digest: string, whose: string): Span[] => [`${digest} of ${whose}: paused.`],
  goesOn: (digest: string, whose: string, next: Date): Span[] => [
    `${digest} of ${whose}: on again. The next one is due `,
    ...dueAt(next),
    '.',
  ],
  removed: (digest: string, whose: string): Span[] => [`${digest} of ${whose}: not posted any more.`],
} as const
