import type { OperatorKey, SampleCreator } from './people.ts'
import { BELLA, NOOR } from './people.ts'

/** What happened on the sample's last day, each so many minutes before the present. */
export type Scene = {
  minutesAgo: number
  creator: SampleCreator
  fan: string
} /** One message after the other, a moment apart: one turn. */ & (
  | { kind: 'writes'; texts: string[] }
  | { kind: 'presses'; by: OperatorKey; action: Press; filled?: Record<string, string>; on?: 'ESCALATE' }
  /** What a person was to send was sent by this one; or did arrive, where a kill left that unknown. */
  | { kind: 'sends'; by: OperatorKey }
  | { kind: 'buys'; purchase: 'ppv' | 'tip'; amountMinor: number; asset?: string }
)
export type Press = 'accept' | 'edit' | 'dismiss' | 'escalate' | 'another-draft' | 'claim'

interface Told {
  writes(minutesAgo: number, ...texts: string[]): Scene
  presses(minutesAgo: number, by: OperatorKey, action: Press, filled?: Record<string, string>, on?: 'ESCALATE'): Scene
  sends(minutesAgo: number, by: OperatorKey): Scene
  buys(minutesAgo: number, purchase: 'ppv' | 'tip', amountMinor: number, asset?: string): Scene
}

function about(creator: SampleCreator, fan: string): Told {
  return {
    writes: (minutesAgo, ...texts) => ({ minutesAgo, creator, fan, kind: 'writes', texts }),
    presses: (minutesAgo, by, action, filled, on) => ({
      minutesAgo,
      creator,
      fan,
      kind: 'presses',
      by,
      action,
      ...(filled && { filled }),
      ...(on && { on }),
    }),
    sends: (minutesAgo, by) => ({ minutesAgo, creator, fan, kind: 'sends', by }),
    buys: (minutesAgo, purchase, amountMinor, asset) => ({
      minutesAgo,
      creator,
      fan,
      kind: 'buys',
      purchase,
      amountMinor,
      ...(asset && { asset }),
    }),
  }
}

const owen = about(BELLA, 'owen-r')
const tyler = about(BELLA, 'tyler-g')
const ben = about(BELLA, 'ben-k')
const chris = about(BELLA, 'chris-e')
const etienne = about(NOOR, 'etienne-g')
const sven = about(NOOR, 'sven-l')
const bruno = about(NOOR, 'bruno-t')

/** Decided already: accepted, edited, dismissed, escalated, sent by the program and by hand. */
const DECIDED: Scene[] = [
  owen.writes(49, 'morning from the ferry. is there something new from the coast?'),
  owen.presses(46, 'ana', 'accept'),
  owen.sends(45, 'ana'),
  owen.buys(38, 'ppv', 2_500, 'coast-2'),
  etienne.writes(47, 'I watched the film you named. You were right about the ending.'),
  etienne.presses(43, 'milo', 'accept'),
  etienne.sends(42, 'milo'),
  tyler.writes(44, 'first day off in three weeks, tell me something nice'),
  tyler.presses(41, 'ana', 'edit', {
    text: 'Tyler, three weeks? Then today is for doing nothing at all. Coffee outside, phone away, and only answer me. Deal?',
    price: '',
  }),
  tyler.sends(40.5, 'ana'),
  sven.writes(40, 'that last one stayed with me all night'),
  sven.presses(37, 'milo', 'edit', {
    text: 'Sven, then it did what it should. I have kept “Encore” for the people who stay until the lights go on. Shall I open the door?\n\nA small team helps me answer, and I read along.',
    price: '35',
  }),
  sven.sends(36, 'milo'),
  ben.writes(36, 'good night, thanks for today'),
  ben.presses(34, 'ana', 'dismiss', { reason: 'Says good night, asks for nothing' }),
  chris.writes(33, 'my sister found my phone and saw your page, bit awkward at home now'),
  chris.presses(31, 'milo', 'escalate', {
    category: 'not-sure',
    note: 'Sounds embarrassed. I would not sell anything here.',
  }),
  chris.presses(
    27,
    'lena',
    'edit',
    {
      text: 'Oh no, that is an awkward moment. Give it a day, these things get funny later. And nothing here runs away.',
    },
    'ESCALATE',
  ),
  chris.sends(26, 'lena'),
  bruno.writes(30, 'is the winter one worth it?'),
  bruno.presses(27, 'ana', 'another-draft'),
  bruno.presses(25, 'ana', 'accept'),
  bruno.sends(23, 'ana'),
  etienne.buys(21, 'tip', 2_000),
]

const theo = about(NOOR, 'theo-m')
const claire = about(NOOR, 'claire-d')
const marcus = about(BELLA, 'marcus-t')
const felix = about(BELLA, 'felix-b')
const jonas = about(NOOR, 'jonas-k')
const lucas = about(NOOR, 'lucas-v')
const daniel = about(BELLA, 'daniel-r')
const ines = about(BELLA, 'ines-p')
const visitor = about(BELLA, 'visitor-88213')

/** What waits for the person who opens the desk for the first time. */
const WAITING: Scene[] = [
  theo.writes(22, 'hello again. I was away longer than I planned, the evenings were better with your letters'),
  claire.writes(16, 'the light in the last one reminded me of Vilnius in March'),
  claire.presses(13, 'milo', 'edit', {
    text: 'Claire, Vilnius in March is exactly that light, grey and forgiving. “Encore” was made at the same hour. Shall I open the door for you?\n\nA small team helps me answer, and I read along.',
    price: '32',
  }),
  marcus.writes(8, 'hey, just got home. been thinking about that beach set since Tuesday'),
  lucas.writes(7, 'I joined because of the interview about the film cameras. I like the pace here'),
  felix.writes(6, 'can i just send it to your paypal? easier for both of us, and you keep all of it'),
  jonas.writes(5, 'honest question, am I talking to a bot or is it really you?'),
  daniel.writes(
    4.5,
    'hi, it is me again. did the road trip ever get a second part?',
    'and what was the name of the town with the red lighthouse, the one from the diary?',
  ),
  visitor.writes(4, 'hi, i will be 18 in march. is it okay if i follow you here until then?'),
  ines.writes(5.5, 'you had me at the porch story, now I want to know how the evening ended'),
  ines.presses(3.5, 'ana', 'another-draft'),
  ines.presses(2.5, 'ana', 'claim'),
]

/** The day, oldest first. */
export const TODAY: readonly Scene[] = [...DECIDED, ...WAITING].sort((a, b) => b.minutesAgo - a.minutesAgo)
