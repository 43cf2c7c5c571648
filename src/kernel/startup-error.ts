/**
 * The program cannot start, and a person can mend it. `whatHappened` and `whatToDo` are sentences for the terminal,
 * without stack trace and without secrets; `cause` is for the log.
 */
export class StartupError extends Error {
  override readonly name = 'StartupError'
  readonly whatHappened: string
  readonly whatToDo: string
  constructor(whatHappened: string, whatToDo: string, cause?: unknown) {
    super(`${whatHappened}\n${whatToDo}`, cause === undefined ? undefined : { cause })
    this.whatHappened = whatHappened
    this.whatToDo = whatToDo
  }
}
