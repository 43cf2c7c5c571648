import type { Moment } from './moments.ts'
import type { FanName } from './workload.ts'

/** A kill, or several one after the other: each run dies at its moment, the next begins with what that left. */
export interface Point {
  cast: readonly FanName[]
  deaths: readonly Moment[]
}

const around = (...transactions: string[]): Moment[] =>
  transactions.flatMap((name) => [`before commit of ${name}`, `after commit of ${name}`])

/** Where flows commit: a month is killed at each of them in turn. */
export const FLOW_MOMENTS: readonly Moment[] = [
  ...around('follow-facts', 'advance-runs', 'sweep-flow', 'owe-sweeps'),
  ...['follow-facts', 'advance-runs', 'sweep-flow'].map((name) => `during commit of ${name}`),
]

/** `a, then b` dies at a, is started again, and dies at b. */
const by = (cast: string, ...moments: string[]): Point[] =>
  moments.map((moment) => ({ cast: cast.split(' ') as FanName[], deaths: moment.split(', then ') }))

/** Where the product is killed, the worst moments: each costs seconds. Adding a point is one word in a line: who takes part, and the moment. */
export const POINTS: readonly Point[] = [
  ...by('ann', 'while the door journals', 'after commit of claim-tasks', 'before commit of apply-received'),
  ...by('ann', 'after the writer answered', 'after commit of draft-reply'),
  ...by('ann', 'after commit of begin-posting', 'after the desk posted'),
  ...by('ann', 'after commit of decide', 'after commit of create-delivery'),
  ...by('hal', 'after commit of begin-hand-over', 'after the platform sent'),
  ...by('dee', 'before commit of mark-as-sent'),
  // Killed again while it takes over what the first death left.
  ...by('hal', 'after the platform sent, then after commit of begin-hand-over'),
]

/** The rest, for `npm run test:all`. */
export const MORE_POINTS: readonly Point[] = [
  ...by('ann', 'before the door journals', 'after the door journaled', 'before commit of claim-tasks'),
  ...by('ann', 'after commit of apply-received', 'before commit of draft-reply', 'after commit of record-posting'),
  ...by('ann', 'before commit of decide', 'before commit of create-delivery', 'after commit of seal-facts#2'),
  ...by('cid', 'after commit of withdraw'),
  ...by('ivy', 'after commit of settle-answered'),
  ...by('hal', 'before commit of begin-hand-over', ...around('end-hand-over')),
  ...by('dee', 'after commit of mark-as-sent'),
  ...by('ann', 'after commit of rescore-creator', 'after commit of note-unlock', ...around('note-redemption')),
  ...by('bob', ...around('draft-reply#2'), 'during commit of draft-reply#2'),
  ...by('ann', 'before commit of end-posting', 'after the desk drew anew#2'),
  ...by('bob dee eve', 'after commit of retry-task'),
  ...by('ann', 'during commit of decide'),
  ...by('cid', 'before commit of withdraw'),
  ...by('eve', 'after commit of dismiss-draft'),
  ...by('ivy', 'before commit of settle-answered'),
  ...by('kim', 'after commit of escalate-draft', 'after commit of release-draft'),
  ...by('kim', ...around('raise-card', 'end-ping')),
  ...by('lou', 'after commit of draft.redraft-asked'),
  ...by('pat', 'after commit of draft.price-changed'),
  ...by('tia', ...around('agree-as-second')),
  ...by('una', ...around('send-back')),
  ...by('zoe', 'after commit of freeze-fan'),
  ...by('hal', 'during commit of end-hand-over'),
  ...by('gus', 'after the platform sent#2'),
  ...by('dee', 'after commit of begin-hand-over'),
  ...by('mia', ...around('recheck-deliveries')),
  ...by('ann', 'after commit of claim-tasks#2, then after commit of claim-abandoned'),
  ...by('ann', 'after commit of claim-tasks#2, then after commit of retry-task'),
  ...by('ann', 'before commit of rescore-creator', 'before commit of note-unlock', ...around('complete-task')),
  ...by('ann', 'before the writer answered', 'before commit of begin-posting', 'before commit of record-posting'),
  ...by('bob', 'after the writer answered#2'),
  ...by('ann', 'after commit of end-posting', 'during commit of create-delivery'),
  ...by('bob dee eve', 'before commit of retry-task'),
  ...by('cid', 'after commit of decide#2'),
  ...by('eve', 'before commit of dismiss-draft', ...around('draft.reopened')),
  ...by('ivy', ...around('claim-draft', 'let-go-draft')),
  ...by('kim', 'before commit of escalate-draft', 'before commit of release-draft'),
  ...by('lou', 'before commit of draft.redraft-asked', ...around('draft.snoozed', 'draft.woken')),
  ...by('pat', 'before commit of draft.price-changed', 'after commit of decide', 'after the platform sent'),
  ...by('zoe', 'before commit of freeze-fan'),
  ...by('gus', ...around('try-again')),
  ...by('ann', 'before commit of seal-facts#2', ...around('owe-seals', 'fire-schedules', 'owe-sweeps')),
  ...by('dee', 'after commit of fire-digests'),
  ...by('ann', 'before commit of fire-digests', ...around('compose-digest', 'tell-alerts', 'fans.noted')),
  ...by('ann', ...around('drop-figures', 'roll-up-days', 'roll-up-figures')),
  ...by('ann', 'after commit of claim-tasks#2, then before commit of claim-abandoned'),
  ...by('ann', 'after commit of claim-tasks#2, then before commit of retry-task'),
  ...by('hal', 'after the platform sent, then before commit of begin-hand-over'),
  ...by('ann', 'after the desk posted, then after the desk posted'),
]

export const titleOf = ({ deaths, cast }: Point): string => `${deaths.join(', then ')} (${cast.join(', ')})`
