/** A stretch of work on a fan message's way. Names, ids and outcomes only: never what somebody wrote. */
export interface Stretch {
  /** What was done: a task's name or a fact's. */
  name: string
  /** The message on whose way it was; one message, one trace. */
  messageId: string
  from: Date
  to: Date
  /** The way begins here: all others of this message stand below it. */
  first?: boolean
  failed?: boolean
  about: Readonly<Record<string, string | number | boolean>>
}

/** Where stretches go: OpenTelemetry, or nowhere. Never throws and never waits. */
export interface Tracer {
  note(stretch: Stretch): void
  /** Hands over what is still held, for a few seconds at most. */
  close(): Promise<void>
}
