import { formatMoney, type Money } from '../kernel/money.ts'

/** Sentences of drafting that people read. */
export const words = {
  checkFailed: 'The safety check could not run.',
  writerFailed: 'The writer could not write this one.',
  noneFit: (tries: number) => `None of ${tries} drafts passed the guardrails.`,
  noReplyNeeded: 'No answer is needed: it only nods to what was said. Dismiss it, or ask for a draft.',
  injection: 'Written as an order to the model.',
  oftenChanged: 'Most drafts of this kind were changed or dismissed.',
  noDisclosure: (creator: string) =>
    `The line that ends every reply is missing: the rules refuse it. /persona show ${creator} says why.`,
  approached: { flow: 'asked for by a flow', digest: 'asked for from a digest', operator: 'asked for by the team' },
  askedByProgram:
    'A program of the agency asked for a draft for words that were judged so. They stand in no message here.',
  frozen: 'This fan is frozen: nothing is sold or sent.',
  ruleMatched: (rule: string) => `rule ${rule}`,
  withOffer: (names: readonly string[], price: Money, fullMinor: number) =>
    `${names.map((name) => `“${name}”`).join(' and ')} ${names.length === 1 ? 'runs' : 'run'} for this fan: ${formatMoney(price)} instead of ${formatMoney({ ...price, minor: fullMinor })}`,
}
