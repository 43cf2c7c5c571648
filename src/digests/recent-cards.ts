import type { Card, Role } from '../desk/index.ts'
import { seesMoney } from '../figures/index.ts'
import { alertCard, isAlert } from './alert-card.ts'
import type { DigestsDeps } from './deps.ts'
import { openInsights } from './insight-store.ts'
import { teamCards } from './post-store.ts'
import { nextCard } from './schedule-cards.ts'
import { listSchedules } from './schedule-store.ts'

const MOST_ALERTS = 20
const SHOWN_MS = 86_400_000

/**
 * Open alerts, the most urgent first, then the digests of the last day, each as it stands on the channels, then what comes next,
 * so that a team that begins at night reads when its first list does. Who reads no money in
 * reports has shares in alerts, and of digests those of the creators' own channels, which show none.
 */
export async function recentCards({ ground, agencies }: DigestsDeps, agencyId: string, role: Role): Promise<Card[]> {
  const { database, clock } = ground
  const money = seesMoney(role)
  const names = new Map((await agencies.creators(agencyId)).map(({ id, name }) => [id, name]))
  const alerts = (await openInsights(database, agencyId, null, MOST_ALERTS, 'alert')).filter(isAlert)
  const digests = await teamCards(database, agencyId, new Date(clock.now().getTime() - SHOWN_MS), money)
  const next = nextCard(await listSchedules(database, agencyId), names)
  const told = alerts.map((alert) => alertCard(names.get(alert.creatorId) ?? '', alert, 'en', money))
  return [...told, ...digests, ...(next ? [next] : [])]
}
