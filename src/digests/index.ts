/**
 * Digests: what is worth knowing of a creator's days, told once: unusual figures, fans about to leave, chances, and the cards
 * that say so. Reads figures and scores, and writes only its insights and how figures are watched. A draft that a digest asks
 * for is drafting's, and a person decides it like any other.
 */
import { digestsActions } from './actions.ts'
import { digestsCommands } from './commands.ts'
import type { DigestsDeps } from './deps.ts'

export function createDigests(deps: DigestsDeps) {
  return { actions: digestsActions(deps), commands: digestsCommands(deps) }
}
