import { mayPressUnseen, withoutTexts } from '../../src/channels/index.ts'
import type { Answer, DrawPicture, Filled } from '../../src/desk/index.ts'
import { unreachable } from '../../src/kernel/invariant.ts'
import type { Body } from './components.ts'
import { drawPictures, NO_PICTURES, type Pictures } from './pictures.ts'
import { renderModal } from './render-form.ts'
import { renderOpener, renderPanel, renderRefusedForm, renderSentence, renderTyped } from './render-private.ts'
import type { Reply } from './reply.ts'
import { words } from './words.ts'

export interface AnswerContext {
  /** Whether a fan's and a draft's words may stand on this channel, privately too. */
  mayShow: boolean
  /** What was just sent in a form: nothing typed is ever lost. */
  typed: Filled | null
  /** What was typed before, for a form that is opened again. */
  kept(fieldIds: readonly string[]): Filled
  draw: DrawPicture
}

/** Answers a press or a command. A form opens at once where nothing was deferred, else by one more click. */
export async function say(reply: Reply, answer: Answer, context: AnswerContext): Promise<void> {
  if (answer.kind === 'form' && context.typed === null && reply.isNew()) {
    const modal = renderModal(answer.form, context.kept(answer.form.fields.map(({ id }) => id)))
    if (modal) return reply.open(modal)
  }
  const pictures = answer.kind === 'panel' ? await drawPictures(context.draw, answer.card) : NO_PICTURES
  await reply.say(bodiesOf(answer, context, pictures), renderSentence(words.nothingToSay))
}

function bodiesOf(answer: Answer, { mayShow, typed }: AnswerContext, pictures: Pictures): Body[] {
  switch (answer.kind) {
    case 'done':
      return answer.line === undefined ? [] : renderSentence(answer.line)
    case 'refused':
      return [...renderSentence(answer.line, answer.buttons), ...(typed ? renderTyped(typed) : [])]
    case 'form': {
      if (typed) return renderRefusedForm(answer.form, answer.errors ?? {}, { ...typed, ...answer.put })
      if (!mayShow && !mayPressUnseen(answer.form.action)) return renderSentence(words.hiddenPress)
      return renderModal(answer.form) ? renderOpener(answer.form) : renderSentence(words.tooLongForForm)
    }
    case 'panel':
      return renderPanel(mayShow ? answer.card : withoutTexts(answer.card, words.notRestricted), pictures)
    default:
      return unreachable(answer)
  }
}
