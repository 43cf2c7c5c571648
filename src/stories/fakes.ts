import type { Desk } from '../desk/index.ts'
import { createTemplateWriter, type Writer } from '../drafting/index.ts'
import { Failure } from '../kernel/failure.ts'
import type { OutgoingReply, Platform, SendOutcome } from '../platforms/index.ts'

/** What a platform does with the next reply; `sent` when nothing was scripted. */
export type Scripted = 'sent' | 'refused' | 'unknown' | 'throws' | 'refuses by throwing'

/** A platform with an official way to send, whose answers a story chooses and whose every call it sees. */
export interface ScriptedPlatform extends Platform {
  readonly calls: OutgoingReply[]
  next: Scripted[]
  /** Goes before `next`: what it does with the next reply to this fan. */
  nextFor: Map<string, Scripted>
  /** Runs while a call is under way, before its answer. */
  during: ((reply: OutgoingReply) => Promise<void>) | null
  send(reply: OutgoingReply, signal: AbortSignal): Promise<SendOutcome>
}

export function scriptedPlatform(name = 'scripted'): ScriptedPlatform {
  const platform: ScriptedPlatform = {
    name,
    title: 'Scripted',
    calls: [],
    next: [],
    nextFor: new Map(),
    during: null,
    async send(reply) {
      platform.calls.push(reply)
      await platform.during?.(reply)
      const outcome = platform.nextFor.get(reply.fanExternalId) ?? platform.next.shift() ?? 'sent'
      platform.nextFor.delete(reply.fanExternalId)
      switch (outcome) {
        case 'sent':
          return { kind: 'sent', externalId: `sent-${reply.deliveryId}-${platform.calls.length}` }
        case 'refused':
          return { kind: 'refused', why: 'The fan has blocked the account.' }
        case 'unknown':
          return { kind: 'unknown', why: 'The platform did not answer in time.' }
        case 'throws':
          throw new Error('socket hang up')
        case 'refuses by throwing':
          throw new Failure('platform_refused', 'The platform said no.', { retry: { kind: 'never' } })
      }
    },
  }
  return platform
}

/** The built-in writer, which a story can hold back, take away, or give other words. */
export interface ScriptedWriter extends Writer {
  /** While true, writing fails and is tried again later. */
  away: boolean
  /** While true, it refuses for good: trying again can't help. */
  broken: boolean
  /** Null: the built-in templates' text. */
  text: string | null
  /** Every following `write` waits until the returned function is called; `started` resolves when one waits. */
  hold(): { started: Promise<void>; release(): void }
}

export function scriptedWriter(): ScriptedWriter {
  const templates = createTemplateWriter()
  let gate: Promise<void> | null = null
  let onStart: (() => void) | null = null
  const writer: ScriptedWriter = {
    name: 'templates',
    away: false,
    broken: false,
    text: null,
    hold() {
      let open: () => void = () => {}
      let begin: () => void = () => {}
      const started = new Promise<void>((resolve) => {
        begin = resolve
      })
      gate = new Promise<void>((resolve) => {
        open = resolve
      })
      onStart = begin
      const release = (): void => {
        gate = null
        onStart = null
        open()
      }
      return { started, release }
    },
    async write(context, signal) {
      onStart?.()
      await gate
      if (writer.away) throw new Failure('writer_failed', 'the model is away')
      if (writer.broken) throw new Failure('writer_failed', 'the template is empty', { retry: { kind: 'never' } })
      const proposal = await templates.write(context, signal)
      return writer.text === null ? proposal : { ...proposal, text: writer.text }
    },
  }
  return writer
}

/** A second desk that keeps what was posted. */
export function recordingDesk(name: Desk['name'] = 'slack') {
  const posts: { agencyId: string; subject: string; channel: string; ref: string }[] = []
  const desk: Desk = {
    name,
    async post({ agencyId, subject, channel, postingId }) {
      posts.push({ agencyId, subject, channel, ref: `${name}:${postingId}` })
      return `${name}:${postingId}`
    },
    async update() {},
  }
  return { desk, posts }
}
