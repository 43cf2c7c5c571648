import { actionId, type Card, type CardNode } from '../desk/index.ts'
import type { Finding } from './rules.ts'
import { words } from './words.ts'

export const ACCEPT = 'accept-calibration'
export const DECLINE = 'decline-calibration'

/** What each rule found and proposes, to accept or decline as a whole. */
export function calibrationCard(creator: string, { id, found }: { id: string; found: readonly Finding[] }): Card {
  const proposed = found.flatMap(({ proposal }) => proposal?.says ?? [])
  const buttons: CardNode = {
    kind: 'actions',
    buttons: [
      { action: actionId(ACCEPT, id, 0), label: 'Accept', main: true },
      { action: actionId(DECLINE, id, 0), label: 'Decline' },
    ],
  }
  return {
    tone: 'info',
    title: words.title(creator),
    summary: words.title(creator),
    body: [
      {
        kind: 'list',
        rows: found.map(({ rule, found: said }) => ({ line: [{ strong: words.titles[rule] }, ` · ${said}`] })),
      },
      ...(proposed.length > 0
        ? [{ kind: 'list' as const, head: words.proposes, rows: proposed.map((line) => ({ line })) }, buttons]
        : [{ kind: 'text' as const, line: words.nothing }]),
    ],
  }
}
