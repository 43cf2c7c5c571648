import type { Agencies } from '../agency/index.ts'
import type { Content } from '../content/index.ts'
import type { Ground } from '../facts/index.ts'
import type { Fans } from '../fans/index.ts'
import type { Figures } from '../figures/index.ts'
import type { Inbox } from '../inbox/index.ts'
import type { Offers } from '../offers/index.ts'
import type { Platforms } from '../platforms/index.ts'
import type { Scoring } from '../scoring/index.ts'

/** What the slice needs of those before it. */
export interface DigestsDeps {
  ground: Ground
  agencies: Pick<Agencies, 'creator' | 'creators' | 'onShift' | 'operators' | 'shiftsBetween'>
  platforms: Pick<Platforms, 'accountsOf' | 'platform'>
  inbox: Pick<Inbox, 'failed' | 'quietAccounts' | 'unanswered' | 'usualHours' | 'waiting'>
  content: Pick<Content, 'priceChanges'>
  offers: Pick<Offers, 'ran'>
  figures: Pick<Figures, 'forDesk' | 'money' | 'subscribers' | 'waits'>
  fans: Pick<Fans, 'countFrozen' | 'fan' | 'subscription'>
  scoring: Pick<Scoring, 'top'>
}
