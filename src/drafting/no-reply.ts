import { isBlank } from '../kernel/text.ts'
import type { Gathered } from './gather.ts'

/** Words that end a talk rather than ask for anything; in the languages of most fans. */
const CLOSING =
  /^(o+k+(ay|ey|i)?|k+|kk|alright|sure|cool|nice|great|thanks?|thank you|thx|ty|lol|ha(ha)+h?|hehe+|np|good ?night|gn|d'accord|merci|super|gracias|vale|jaja(ja)*|danke|gut|alles klar|grazie|va bene|obrigad[oa]|valeu|blz|спасибо|ок|ладно|ありがとう|谢谢|好的)$/iu
/** Pictographs with all that joins them, and the marks around words. */
const MARKS = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}\p{Cf}\p{M}\p{P}\p{S}\s]+/gu

/** Whether a message only nods: "ok", thanks, a laugh, an emoji, a sticker. */
const isNod = (text: string): boolean => {
  const said = text.replace(MARKS, ' ').trim()
  return isBlank(said) || CLOSING.test(said)
}

/**
 * Whether a turn needs no answer: it only nods, to something of ours that asked nothing. A nod to a question is an answer,
 * and the first sign of a new fan is a greeting.
 */
export function needsNoReply({ turn, history }: Pick<Gathered, 'turn' | 'history'>): boolean {
  const last = history.at(-1)
  if (last?.direction !== 'outbound' || /[?？؟]/.test(last.text)) return false
  return turn.messages.length > 0 && turn.messages.every(({ text }) => !/[?？؟]/.test(text) && isNod(text))
}
