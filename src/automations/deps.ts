import type { Agencies } from '../agency/index.ts'
import type { Sql } from '../database/sql.ts'
import type { Drafting } from '../drafting/index.ts'
import type { Ground } from '../facts/index.ts'
import type { Fans } from '../fans/index.ts'
import type { Inbox } from '../inbox/index.ts'
import type { Scoring } from '../scoring/index.ts'
import type { ActionConfig } from './step.ts'

export type OfferAction = Extract<ActionConfig, { do: 'create_offer' }>

/** Makes drafts of offers for a fan; a person makes them valid. */
export interface OfferDrafts {
  createDraft(
    sql: Sql,
    wanted: { agencyId: string; fanId: string; key: string; flow: string; offer: OfferAction; until: Date },
  ): Promise<{ offerId: string }>
}

/** Asks for draft cards, which a person decides on. */
export type Approaches = Pick<Drafting, 'askApproach'>

export interface AutomationsDeps {
  ground: Ground
  agencies: Pick<Agencies, 'agencies' | 'creators' | 'zone'>
  fans: Pick<Fans, 'standings' | 'quiet' | 'tagMany'>
  inbox: Pick<Inbox, 'lastWritten' | 'texts'>
  scoring: Pick<Scoring, 'segments'>
  drafting: Approaches
  /** Null where there are no offers: the action fails, is marked, and the flow goes on. */
  offers: OfferDrafts | null
}
