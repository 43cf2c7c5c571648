import type { SlackCommandMiddlewareArgs } from '@slack/bolt'
import { installedAt } from './installed-at.ts'
import { admit, type Listening, refuse } from './listening.ts'
import { placeName } from './place.ts'
import { identityOf, type Person, readCommandLine } from './receive.ts'
import { openView, reportFailure, sayPrivately, viewOf } from './respond.ts'
import { words } from './words.ts'

/** A slash command: acknowledged first; answered privately, or by a form for what is missing. */
export function onCommand(listening: Listening) {
  return async ({ ack, command, respond }: SlackCommandMiddlewareArgs): Promise<void> => {
    await ack()
    const { house, clients, pictures } = listening
    const workspace = installedAt(command) ?? command.team_id
    const person: Person = { workspace, user: command.user_id, home: workspace }
    try {
      const admitted = await admit(listening, person)
      if ('answer' in admitted) return await sayPrivately(respond, admitted.answer)
      const { agencyId } = admitted
      const channel = `slack:${placeName({ workspace, channel: command.channel_id })}`
      const answer = await house.gate.command(
        identityOf(agencyId, person),
        readCommandLine(command, workspace),
        channel,
      )
      if (answer.kind === 'done' || answer.kind === 'refused') return await sayPrivately(respond, answer)
      const client = await clients.of(agencyId, workspace)
      if (answer.kind === 'panel') return await sayPrivately(respond, answer, { agencyId, workspace, client, pictures })
      const press = { trigger: command.trigger_id, viewId: null }
      const opened = await openView(client, press, viewOf(answer, command.channel_id))
      if (opened === null) await sayPrivately(respond, refuse(words.tooLate))
    } catch (error) {
      await sayPrivately(respond, reportFailure(house.log, error, 'a command')).catch(() => {})
    }
  }
}
