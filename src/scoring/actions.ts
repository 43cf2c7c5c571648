import { type ActionDefinition, defineAction, refused } from '../desk/index.ts'
import { SHOW_FAN } from '../fans/index.ts'
import { fanCard, type Known } from './fan-card.ts'
import type { ScoringDeps } from './rescore-creator.ts'
import { words } from './words.ts'

/** [Fan]: the same as `/fan show`. */
export function scoringActions(deps: ScoringDeps, known: Known): ActionDefinition[] {
  return [
    defineAction({
      name: SHOW_FAN,
      mode: 'asks',
      least: 'chatter',
      async run({ actor, subject }) {
        const fan = await deps.fans.fan(deps.ground.database, actor.agencyId, subject)
        const card = fan && (await fanCard(deps, known, actor.agencyId, fan))
        return card ? { kind: 'panel', card } : refused(words.noSuchFan)
      },
    }),
  ]
}
