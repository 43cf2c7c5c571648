const count = (n: number): string => n.toLocaleString('en')
/** Millionths of a dollar as dollars, with as many decimals as say something. */
const dollars = (micros: number): string => `$${(micros / 1e6).toFixed(micros >= 1e6 ? 2 : 4)}`

/** Sentences of the language model that people read. */
export const words = {
  title: 'Language model · 7 days',
  none: 'No language model is connected: the built-in writers work. README, “Connect a language model”.',
  unused: 'A language model is connected and was not asked in 7 days.',
  spent: (micros: number, budgetMicros: number) => `today ${dollars(micros)} of ${dollars(budgetMicros)}`,
  used: (calls: number, answered: number) => `${count(answered)} of ${count(calls)} calls answered`,
  tokens: (tokensIn: number, tokensOut: number) => `${count(tokensIn)} tokens in, ${count(tokensOut)} out`,
  cost: dollars,
  median: (ms: number) => `half within ${(ms / 1000).toFixed(1)} s`,
}
