import {
  App,
  type BlockAction,
  HTTPReceiver,
  type Receiver,
  SocketModeReceiver,
  type ViewSubmitAction,
} from '@slack/bolt'
import { sdkLogger } from './client.ts'
import { onCommand } from './commands.ts'
import { listenToEvents } from './events.ts'
import type { Listening } from './listening.ts'
import { createOnce, onPress } from './press.ts'
import { LINK, PRESS } from './render-button.ts'
import { FORM_VIEW } from './render-form.ts'
import { onSubmit } from './submit.ts'

export interface Secrets {
  signingSecret: string
  /** Slack is spoken to over its WebSocket when given. */
  appToken?: string | undefined
}

export type HttpReceiver = InstanceType<typeof HTTPReceiver>

/** Takes requests from Slack's servers, their signature checked over the bytes as they came. */
export function httpReceiver({ signingSecret }: Secrets, listening: Listening): HttpReceiver {
  return new HTTPReceiver({ signingSecret, logger: sdkLogger(listening.house.log), bodyLimit: BODY_MAX })
}

export function socketReceiver(appToken: string, listening: Listening): Receiver {
  const { slackApiUrl, fetch } = listening.clients.options
  // Its own patience in coming back is kept: only the address is ours.
  const clientOptions = { ...(slackApiUrl !== undefined && { slackApiUrl }), ...(fetch && { fetch }) }
  return new SocketModeReceiver({
    appToken,
    logger: sdkLogger(listening.house.log),
    installerOptions: { clientOptions },
  })
}

/** A form with every field at its limit, several times over. */
const BODY_MAX = 512 * 1024

/** Bolt's app over a receiver: every button, form, command and event of ours. */
export function listen(receiver: Receiver, listening: Listening): App {
  const { house, clients } = listening
  const app = new App({
    receiver,
    logger: sdkLogger(house.log),
    clientOptions: clients.options,
    // We look tokens up where we call; who is strange is told so by us, and not left without an answer.
    authorize: async ({ teamId }) => (teamId === undefined ? {} : { teamId }),
    ignoreSelf: false,
    convoStore: false,
  })
  // Slack is answered long before the work of it is done.
  app.use(({ next }) => listening.underWay.track(next()))
  const once = createOnce(listening)
  app.action<BlockAction>(PRESS, onPress(listening, once))
  app.action(LINK, async ({ ack }) => ack())
  app.view<ViewSubmitAction>(FORM_VIEW, onSubmit(listening, once))
  app.command(/^\/.+/, onCommand(listening))
  listenToEvents(app, listening)
  return app
}
