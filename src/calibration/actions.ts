import { type ActionDefinition, type Actor, type Answer, defineAction, done, refused } from '../desk/index.ts'
import { ACCEPT, DECLINE } from './cards.ts'
import { decideCalibration } from './decide-calibration.ts'
import type { CalibrationDeps } from './deps.ts'
import { words } from './words.ts'

/** The buttons under a calibration. */
export function calibrationActions(deps: CalibrationDeps): ActionDefinition[] {
  const settle = (name: string, state: 'accepted' | 'declined') =>
    defineAction({
      name,
      mode: 'does',
      least: 'manager',
      run: ({ actor, subject }) => answer(deps, actor, subject, state),
    })
  return [settle(ACCEPT, 'accepted'), settle(DECLINE, 'declined')]
}

async function answer(
  deps: CalibrationDeps,
  actor: Actor,
  id: string,
  state: 'accepted' | 'declined',
): Promise<Answer> {
  const settled = await decideCalibration(deps, actor, id, state)
  if (settled.kind === 'gone') return refused(words.gone)
  if (settled.kind === 'already') return refused(words.already(words.settled[settled.state]))
  const { creatorId } = settled.calibration
  const name = (await deps.agencies.creator(deps.ground.database, actor.agencyId, creatorId))?.name ?? ''
  return done(state === 'accepted' ? words.accepted(name, settled.changed) : words.declined(name))
}
