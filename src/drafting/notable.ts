import { cutText } from '../kernel/text.ts'

/** Something that we said we would do. */
const PROMISE =
  /\b(i['’]?ll|i will|i promise|promised|i['’]?m going to|we['’]?ll|je (vais|ferai|te promets)|promis|te prometo|voy a|mañana|ich (werde|verspreche)|versprochen|ti prometto|vou|prometo|tomorrow|next (week|month|time)|demain|morgen|domani|amanhã)\b/iu
/** Something of the creator's life: the next draft mustn't say otherwise. */
const TOLD =
  /\b(i (live|work|study|moved|grew up|was born)|i['’]?m (from|in|at|back|allergic|vegan|vegetarian)|my (birthday|dog|cat|sister|brother|favou?rite|hometown|job)|j['’]habite|je (viens|travaille)|mon anniversaire|vivo en|soy de|mi cumpleaños|ich (wohne|arbeite|komme aus)|mein geburtstag|vivo a|abito|moro em|meu aniversário)\b/iu

const SENTENCE_MAX = 200

/** The sentences of ours that promise or tell something of the creator, cut to a line; empty when there is none. Pure. */
export function notable(text: string): string[] {
  return (text.match(/[^.!?…\n]+[.!?…]*/gu) ?? [])
    .map((sentence) => sentence.trim())
    .filter((sentence) => PROMISE.test(sentence) || TOLD.test(sentence))
    .map((sentence) => cutText(sentence, SENTENCE_MAX))
}
