import { AFTERMATH } from './gallery/aftermath.ts'
import { DIGESTS } from './gallery/digests.ts'
import { DRAFTS } from './gallery/drafts.ts'
import { ESCALATIONS } from './gallery/escalations.ts'
import { HOSTILE } from './gallery/hostile.ts'
import { PICTURES } from './gallery/pictures.ts'
import { REPORTS } from './gallery/reports.ts'
import type { Sample } from './gallery/sample.ts'
import { SETTINGS } from './gallery/settings.ts'
import { SETTLED } from './gallery/settled.ts'
import { TEAM } from './gallery/team.ts'

/**
 * Sample cards for every state an operator can meet, and hostile ones. They go through every desk's renderer, in tests
 * and on a page, so a node that looks wrong somewhere is seen before an operator sees it. All at 20 Nov 2026, 14:02 UTC.
 */
export const GALLERY: readonly Sample[] = [
  ...DRAFTS,
  ...SETTLED,
  ...AFTERMATH,
  ...ESCALATIONS,
  ...REPORTS,
  ...DIGESTS,
  ...PICTURES,
  ...SETTINGS,
  ...TEAM,
  ...HOSTILE,
]
