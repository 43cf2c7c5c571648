import type { Body } from './components.ts'
import type { Interaction } from './interaction.ts'
import type { Modal } from './render-form.ts'
import type { Rest } from './rest.ts'

const EPHEMERAL = 1 << 6

/** Discord's ways to answer an interaction first. */
const CALLBACK = { message: 4, deferMessage: 5, deferUpdate: 6, choices: 8, modal: 9 } as const

/**
 * Answers one interaction, privately and in order: one callback within three seconds, everything else after it. Throws
 * `TooLate` when the callback came after that: then nothing may have an effect, since the person was told that it failed.
 */
export function createReply(rest: Rest, { id, token, application_id: application }: Interaction) {
  let state: 'new' | 'promised' | 'quiet' = 'new'
  return {
    /** `message`: an answer will come. `quiet`: the card will say it. */
    async defer(as: 'message' | 'quiet'): Promise<void> {
      const promise = { type: CALLBACK.deferMessage, data: { flags: EPHEMERAL } }
      await rest.callback({ id, token }, as === 'message' ? promise : { type: CALLBACK.deferUpdate })
      state = as === 'message' ? 'promised' : 'quiet'
    },
    /** Says all of it, in as many messages as it takes; `spare` is said when there is nothing and a word was promised. */
    async say(bodies: readonly Body[], spare: readonly Body[]): Promise<void> {
      const all = bodies.length === 0 && state === 'promised' ? spare : bodies
      for (const body of all) {
        if (state === 'new') await rest.callback({ id, token }, { type: CALLBACK.message, data: body })
        else if (state === 'promised') await rest.editReply(application, token, body)
        else await rest.followUp(application, token, body)
        state = 'quiet'
      }
      if (state === 'new') await this.defer('quiet')
    },
    open: (modal: Modal) => rest.callback({ id, token }, { type: CALLBACK.modal, data: modal }),
    choose: (choices: { name: string; value: string }[]) =>
      rest.callback({ id, token }, { type: CALLBACK.choices, data: { choices } }),
    isNew: () => state === 'new',
  }
}

export type Reply = ReturnType<typeof createReply>
