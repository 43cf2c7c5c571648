/** A bare Bolt app that acknowledges every button and does nothing else, as its documentation shows it. */
import type { AddressInfo } from 'node:net'
import { App, HTTPReceiver, LogLevel } from '@slack/bolt'
import { optionsOf, serve } from '../server-process.ts'

const { signingSecret } = optionsOf<{ signingSecret: string }>()
const receiver = new HTTPReceiver({ signingSecret, logLevel: LogLevel.ERROR })
const app = new App({ receiver, authorize: async () => ({ botToken: 'xoxb-benchmark' }), logLevel: LogLevel.ERROR })
app.action(/.*/, async ({ ack }) => ack())

serve({
  async listen() {
    const server = await receiver.start(0)
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  },
  async stop() {
    await receiver.stop()
  },
})
