import type { Agencies } from '../agency/index.ts'
import type { Ground } from '../facts/index.ts'
import type { Fans } from '../fans/index.ts'
import type { Figures } from '../figures/index.ts'
import type { Scoring } from '../scoring/index.ts'

/** What the slice needs of those before it. */
export interface DigestsDeps {
  ground: Ground
  agencies: Pick<Agencies, 'creator' | 'creators'>
  figures: Pick<Figures, 'money' | 'subscribers'>
  fans: Pick<Fans, 'fan' | 'subscription'>
  scoring: Pick<Scoring, 'top'>
}
