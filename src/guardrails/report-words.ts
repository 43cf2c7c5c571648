import type { Stage } from './verdict.ts'

const AT: Record<Stage, string> = { fan: 'from fans', draft: 'in drafts', edit: 'in edits', final: 'before it left' }
const number = (count: number): string => count.toLocaleString('en')
const counted = (count: number, one: string, many: string): string => `${number(count)} ${count === 1 ? one : many}`

/** Sentences about alarms, and of their report. */
export const words = {
  called: (rules: readonly string[]) =>
    `Noted as a wrong alarm of ${rules.join(', ')}. The card stays as it is until it is released.`,
  calledAlready: 'It is noted as a wrong alarm already.',
  noAlarm: 'No rule found anything on this card.',
  caught: 'Caught',
  confirmed: 'Confirmed',
  overruled: 'Overruled',
  wrong: 'Wrong alarms',
  byCategory: 'What was found, and where',
  at: (stage: Stage, count: number) => `${number(count)} ${AT[stage]}`,
  precision: 'How often a rule was right',
  right: (confirmed: number, wrong: number) =>
    confirmed + wrong === 0
      ? 'nobody has said yet'
      : `right ${number(confirmed)} of ${number(confirmed + wrong)} times (${Math.round((confirmed / (confirmed + wrong)) * 100)}%), ${counted(wrong, 'wrong alarm', 'wrong alarms')}`,
  byWhom: 'Overruled by',
  overruledBy: (cards: number, highest: number) => `${counted(cards, 'card', 'cards')}, up to level ${highest}`,
  others: (count: number) => `and ${number(count)} more`,
  how: 'Right: answered or put aside as the rule says. Of drafts nobody saw, nobody can say.',
}
