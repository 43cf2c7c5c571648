import type { BlockAction, RespondFn, SlackActionMiddlewareArgs } from '@slack/bolt'
import type { Answer } from '../../src/desk/index.ts'
import { showHome } from './home.ts'
import { admit, type Listening, refuse } from './listening.ts'
import { identityOf, type Press, readPress } from './receive.ts'
import { openView, reportFailure, type Showing, sayPrivately, showIn, viewOf } from './respond.ts'
import { words } from './words.ts'

/** Runs `work` unless this very press was answered before or is being answered; it is remembered once `work` says so. */
export function createOnce({ house }: Listening) {
  const atWork = new Set<string>()
  return async (agencyId: string, key: string, work: () => Promise<boolean>): Promise<boolean> => {
    const mine = `${agencyId} ${key}`
    if (atWork.has(mine)) return false
    atWork.add(mine)
    try {
      if (await house.channels.wasHandled(agencyId, 'slack', key)) return false
      if (await work()) await house.channels.noteHandled(agencyId, 'slack', key)
      return true
    } finally {
      atWork.delete(mine)
    }
  }
}
export type Once = ReturnType<typeof createOnce>

/** A button: acknowledged first, then run; what asks opens a modal at once, since a trigger lives three seconds. */
export function onPress(listening: Listening, once: Once) {
  return async ({ ack, body, respond }: SlackActionMiddlewareArgs<BlockAction>): Promise<void> => {
    await ack()
    const press = readPress(body)
    if (press === null) return
    try {
      const admitted = await admit(listening, press.person)
      if ('answer' in admitted) return await tell(listening, null, press, respond, admitted.answer)
      await once(admitted.agencyId, press.key, () => answerPress(listening, admitted.agencyId, press, respond))
    } catch (error) {
      const answer = reportFailure(listening.house.log, error, 'a press')
      await tell(listening, null, press, respond, answer).catch(() => {})
    }
  }
}

async function answerPress(listening: Listening, agencyId: string, press: Press, respond: RespondFn): Promise<boolean> {
  const { house, clients, pictures } = listening
  const { workspace } = press.person
  const client = await clients.of(agencyId, workspace)
  const showing = { agencyId, workspace, client, pictures }
  const run = () => house.gate.press(identityOf(agencyId, press.person), press.action, null)
  if (house.gate.modeOf(press.action) === 'does') {
    await tell(listening, showing, press, respond, await run())
    return true
  }
  const viewId = await openView(client, press)
  if (viewId === null) {
    await tell(listening, showing, press, respond, refuse(words.tooLate))
    return false
  }
  const answer = await run().catch((error: unknown) => reportFailure(house.log, error, 'a press'))
  await showIn(showing, viewId, answer, press.channel)
  return true
}

/** Where the person looks: under the card, in the modal they pressed in, or in a modal over the home. */
async function tell(
  listening: Listening,
  on: Showing | null,
  press: Press,
  respond: RespondFn,
  answer: Answer,
): Promise<void> {
  if (press.surface === 'message' && answer.kind !== 'form') return sayPrivately(respond, answer, on)
  if (on === null) return
  if (press.viewId !== null) return showIn(on, press.viewId, answer, press.channel)
  if (answer.kind !== 'done' || answer.line !== undefined)
    await openView(on.client, press, viewOf(answer, press.channel))
  if (press.surface === 'home') await showHome(listening, on.agencyId, press.person)
}
