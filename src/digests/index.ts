/**
 * Digests: what is worth knowing of a creator's days, told once: unusual figures, fans about to leave, chances, and the cards
 * that say so, posted at the hours that a team sets. Reads figures and scores, and writes only its insights, how figures are
 * watched, and what is posted when. A draft that a digest asks for is drafting's, and a person decides it like any other.
 */
import type { Role } from '../desk/index.ts'
import type { TaskRun } from '../facts/index.ts'
import type { Span } from '../figures/index.ts'
import { digestsActions } from './actions.ts'
import { digestsCommands } from './commands.ts'
import type { DigestsDeps } from './deps.ts'
import { fireDigests } from './fire-digests.ts'
import { actionsOf } from './gather-today.ts'
import { unusualDays } from './insight-store.ts'
import { readCard } from './post-store.ts'
import { recentCards } from './recent-cards.ts'
import { scheduleActions } from './schedule-actions.ts'
import { sendDigest } from './send-digest.ts'
import { drawAgain } from './tell-alerts.ts'

export { owedSince } from './post-store.ts'
export { SCHEDULED } from './scheduled.ts'
export type Digests = ReturnType<typeof createDigests>

export function createDigests(deps: DigestsDeps) {
  return {
    actions: [...digestsActions(deps), ...scheduleActions(deps)],
    commands: digestsCommands(deps),
    /** A creator's list of the day, for a program of the agency. */
    actionsOf: (agencyId: string, creatorId: string) => actionsOf(deps, agencyId, creatorId),
    /** For the minute's tick: sets what is usual, and owes what is due. */
    fire: () => fireDigests(deps),
    /** Reaction to `digest.fired`. */
    send: (run: TaskRun) => sendDigest(deps, run),
    /** What a team looks at today: open alerts, and the digests of the last day. For the web desk. */
    recent: (agencyId: string, role: Role) => recentCards(deps, agencyId, role),
    /** Draws an alert or digest anew; false when the subject is neither. */
    drawAgain: (run: TaskRun) => drawAgain(deps, run),
    /** Part: a digest's card as it stands on the channels; null when it never did, or is forgotten by now. */
    card: readCard,
    /** Days of a span on which what was paid was unusual; those that were dismissed aren't among them. */
    unusualDays: (span: Span) => unusualDays(deps.ground.database, span),
  }
}
