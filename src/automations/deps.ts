import type { Agencies } from '../agency/index.ts'
import type { Drafting } from '../drafting/index.ts'
import type { Ground } from '../facts/index.ts'
import type { Fans } from '../fans/index.ts'
import type { Inbox } from '../inbox/index.ts'
import type { Offers } from '../offers/index.ts'
import type { Scoring } from '../scoring/index.ts'

/** Asks for draft cards, which a person decides on. */
export type Approaches = Pick<Drafting, 'askApproach'>

export interface AutomationsDeps {
  ground: Ground
  agencies: Pick<Agencies, 'agencies' | 'creators' | 'zone'>
  fans: Pick<Fans, 'standings' | 'quiet' | 'tagMany'>
  inbox: Pick<Inbox, 'lastWritten' | 'texts'>
  scoring: Pick<Scoring, 'segments'>
  drafting: Approaches
  /** Makes drafts of offers; a person starts them. */
  offers: Pick<Offers, 'draftForFlow'>
}
