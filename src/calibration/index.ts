/**
 * What a new creator's history says about settings: four rules over counts, shown as a card. Proposes only: a person accepts,
 * and then the slices that own the settings set them. Leaves import of the history to `imports`.
 */
import { creatorTyped } from '../agency/index.ts'
import { defineCommand, refused } from '../desk/index.ts'
import { calibrationActions } from './actions.ts'
import { calibrate } from './calibrate.ts'
import { calibrationCard } from './cards.ts'
import type { CalibrationDeps } from './deps.ts'

export function createCalibration(deps: CalibrationDeps) {
  return {
    actions: calibrationActions(deps),
    commands: [
      defineCommand({
        group: 'creator',
        name: 'calibrate',
        summary: 'What a creator’s history proposes for their settings',
        arguments: [{ name: 'creator', summary: 'the creator’s name', required: true }],
        least: 'manager',
        async run({ actor, arguments: given }) {
          const creator = creatorTyped(await deps.agencies.creators(actor.agencyId), given.creator ?? '')
          if (typeof creator === 'string') return refused(creator)
          return { kind: 'panel', card: calibrationCard(creator.name, await calibrate(deps, actor, creator)) }
        },
      }),
    ],
  }
}
