import type { Desk } from '../../desk/index.ts'
import { createTemplateWriter, type Writer } from '../../drafting/index.ts'
import { Failure } from '../../kernel/failure.ts'
import type { Platform, SendOutcome } from '../../platforms/index.ts'
import type { AtMoment } from './moments.ts'
import type { Outside } from './outside.ts'

/** The built-in writer, with the moment between its answer and anything being stored. */
export function fakeWriter(at: AtMoment): Writer {
  const inner = createTemplateWriter()
  return {
    name: inner.name,
    async write(context, signal) {
      at('before the writer answered')
      const proposal = await inner.write(context, signal)
      at('after the writer answered')
      return proposal
    },
  }
}

/** A desk whose channel outlives the program. The third posting of each run fails once: the desk is away for a moment. */
export function fakeDesk(outside: Outside, at: AtMoment): Desk {
  let posts = 0
  return {
    name: 'slack',
    async post({ postingId }, card) {
      posts += 1
      if (posts === 3) throw new Failure('desk_away', 'the desk is away')
      await outside.keepDrawing(postingId, 'post', card)
      at('after the desk posted')
      return `message ${postingId}`
    },
    async update({ postingId }, _ref, card) {
      await outside.keepDrawing(postingId, 'update', card)
      at('after the desk drew anew')
    },
  }
}

/** A platform with an official way to send, which counts what it is handed. */
export function fakePlatform(outside: Outside, at: AtMoment): Platform {
  return {
    name: 'official',
    title: 'Official',
    async send({ deliveryId, fanExternalId }): Promise<SendOutcome> {
      const times = await outside.keepSend(deliveryId)
      at('after the platform sent')
      if (fanExternalId === 'gus' && times === 1) return { kind: 'refused', why: 'closed for maintenance' }
      if (fanExternalId === 'hal') return { kind: 'unknown', why: 'no answer in time' }
      return { kind: 'sent', externalId: sentMessageId(deliveryId, times) }
    },
  }
}

/** The platform's own id of a message that it sent. */
export const sentMessageId = (deliveryId: string, times: number): string => `sent-${deliveryId}-${times}`
