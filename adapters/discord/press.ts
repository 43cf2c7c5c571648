import { setTimeout as pause } from 'node:timers/promises'
import { mayPressUnseen, withoutTexts } from '../../src/channels/index.ts'
import { type Answer, COMMAND_ACTION, parseActionId, refused } from '../../src/desk/index.ts'
import type { AnswerContext } from './answer.ts'
import { parseCustomId } from './custom-id.ts'
import { filledIn, labelOf, typedIn } from './interaction.ts'
import { drawPictures } from './pictures.ts'
import { renderCard } from './render-card.ts'
import { renderConfirm } from './render-form.ts'
import { renderMore, renderPanel, renderSentence } from './render-private.ts'
import type { HandleDeps, Scene } from './scene.ts'
import { words } from './words.ts'

/** Half of Discord's three seconds: the other half is for the way there. */
const DEFER_AFTER_MS = 1_500

/** What to say, and what was typed; null when it was said already. */
export type Pressed = ({ answer: Answer } & Partial<AnswerContext>) | null

/** A button that was pressed, or a form that was sent. */
export async function press(deps: HandleDeps, scene: Scene): Promise<Pressed> {
  const { interaction, reply, identity } = scene
  const pressed = parseCustomId(interaction.data.custom_id ?? '')
  if (pressed === null) return { answer: refused(words.unknownButton) }
  if (pressed.kind === 'more') return showMore(deps, scene, pressed.subject)
  const { action } = pressed
  switch (pressed.kind) {
    case 'press':
      return pressButton(deps, scene, action)
    case 'confirm':
      await reply.open(renderConfirm(action, labelOf(interaction)))
      return null
    case 'again':
      return reopen(deps, scene, action)
    case 'confirmed':
      await reply.defer('quiet')
      return { answer: await deps.gate.press(identity, action, null) }
    case 'form': {
      await reply.defer(interaction.message === undefined ? 'message' : 'quiet')
      const typed = filledIn(interaction)
      return { answer: await deps.gate.press(identity, action, typed), typed }
    }
  }
}

async function pressButton(deps: HandleDeps, scene: Scene, action: string): Promise<Pressed> {
  const { gate } = deps
  const { reply, identity } = scene
  if (!scene.mayShow && !mayPressUnseen(action)) return { answer: refused(words.hiddenPress) }
  if (gate.modeOf(action) === 'does') {
    await reply.defer('quiet')
    return { answer: await gate.press(identity, action, null) }
  }
  return { answer: await soon(deps, scene, gate.press(identity, action, null)) }
}

/** A refused form again, with everything that was typed; a command's form, which no button opens, by its command. */
async function reopen(deps: HandleDeps, scene: Scene, action: string): Promise<Pressed> {
  const { interaction, identity } = scene
  if (!scene.mayShow && !mayPressUnseen(action)) return { answer: refused(words.hiddenPress) }
  const ref = parseActionId(action)
  const opened =
    ref?.name === COMMAND_ACTION
      ? deps.gate.command(identity, `/${ref.subject.replace('-', ' ')}`)
      : deps.gate.press(identity, action, null)
  const answer = await soon(deps, scene, opened)
  // Refused, what was typed stays in sight: the message that it stands in is the person's, and isn't taken away.
  return { answer, kept: (fields) => typedIn(interaction.message, fields) }
}

/** A form can't follow a deferral, so its answer is waited for; one that takes too long is deferred after all. */
async function soon({ deferAfterMs }: HandleDeps, { reply }: Scene, work: Promise<Answer>): Promise<Answer> {
  const waiting = new AbortController()
  const late = pause(deferAfterMs ?? DEFER_AFTER_MS, null, { signal: waiting.signal }).catch(() => null)
  const first = await Promise.race([work, late])
  waiting.abort()
  if (first !== null) return first
  await reply.defer('message')
  return work
}

async function showMore(deps: HandleDeps, { reply, agencyId, mayShow }: Scene, subject: string): Promise<Pressed> {
  await reply.defer('message')
  const card = await deps.cardOf(agencyId, subject)
  if (card === null) return { answer: refused(words.unknownCard) }
  const shown = mayShow ? card : withoutTexts(card, words.notRestricted)
  const { more } = renderCard(shown, { subject })
  // The card changed since it was drawn and has no more: it is shown as it is now.
  const isAll = more.buttons.length + more.texts.length === 0
  await reply.say(
    isAll ? renderPanel(shown, await drawPictures(deps.draw, shown)) : renderMore(more),
    renderSentence(words.nothingMore),
  )
  return null
}
