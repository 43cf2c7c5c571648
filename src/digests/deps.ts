import type { Agencies } from '../agency/index.ts'
import type { Approvals } from '../approvals/index.ts'
import type { Channels } from '../channels/index.ts'
import type { Content } from '../content/index.ts'
import type { Drafting } from '../drafting/index.ts'
import type { Ground } from '../facts/index.ts'
import type { Fans } from '../fans/index.ts'
import type { Figures } from '../figures/index.ts'
import type { GuardrailRules } from '../guardrails/index.ts'
import type { Inbox } from '../inbox/index.ts'
import type { Offers } from '../offers/index.ts'
import type { Platforms } from '../platforms/index.ts'
import type { Pricing } from '../pricing/index.ts'
import type { Scoring } from '../scoring/index.ts'

/** What the slice needs of those before it. */
export interface DigestsDeps {
  ground: Ground
  agencies: Pick<Agencies, 'creator' | 'creators' | 'onShift' | 'operators' | 'shiftsBetween' | 'zone'>
  channels: Pick<Channels, 'draw' | 'dropElsewhere' | 'postings' | 'bindings' | 'choose'>
  platforms: Pick<Platforms, 'accountsOf' | 'platform'>
  fans: Pick<
    Fans,
    'boughtAfter' | 'boughtWithin' | 'countFrozen' | 'fan' | 'listed' | 'lock' | 'movedBuyers' | 'occasions'
  >
  content: Pick<Content, 'assets' | 'priceChanges' | 'refunded'>
  inbox: Pick<
    Inbox,
    'failed' | 'isWaiting' | 'ofFan' | 'quietAccounts' | 'unanswered' | 'usualHours' | 'waiting' | 'waitingFans'
  >
  scoring: Pick<Scoring, 'expected' | 'top'>
  guardrails: Pick<GuardrailRules, 'room' | 'rules'>
  pricing: Pick<Pricing, 'unsold'>
  offers: Pick<Offers, 'ran'>
  drafting: Pick<
    Drafting,
    'askApproach' | 'flowWinBacks' | 'heldOutPercent' | 'sentUnderKeys' | 'setHoldOut' | 'withCards'
  >
  approvals: Pick<Approvals, 'usualLooks'>
  figures: Pick<Figures, 'areAt' | 'forDesk' | 'hours' | 'money' | 'prices' | 'subscribers' | 'waits'>
}
