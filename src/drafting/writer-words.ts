const count = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`

const UNAVAILABLE = {
  'no-model': 'there is none',
  budget: 'the day’s budget is spent',
  pace: 'too many calls a minute',
  away: 'it did not answer',
  refused: 'it refused',
  unusable: '2 answers could not be used',
}

/** Why a writer wrote what it wrote; the built-in one's sentences name their numbers. */
export const words = {
  situation: {
    welcome: (purchases: number) => `welcome: ${count(purchases, 'purchase', 'purchases')} so far`,
    upsell: (title: string) => `upsell: 1 asset to offer, “${title}”`,
    reactivation: (days: number) => `reactivation: last purchase ${count(days, 'day', 'days')} ago`,
    answer: 'answer: 0 assets to offer, and no other template fits',
  },
  approach: {
    reactivation: 'asked for: to win back',
    welcome: 'asked for: a welcome',
    upsell: 'asked for: an offer',
    'follow-up': 'asked for: a follow-up',
    free: 'asked for: to begin a talk',
  },
  asked: { shorter: 'shorter, as asked', warmer: 'warmer, as asked', 'no-sale': 'without a sale, as asked' },
  variant: (number: number, of: number) => `text ${number} of ${of}`,
  questions: (n: number) => `${count(n, 'question', 'questions')} a template can't answer`,
  messages: (n: number) => `${count(n, 'message', 'messages')} to answer at once`,
  long: (characters: number) => `a long message, ${characters} characters`,
  blank: '0 characters of text to answer',
  blankWarning: 'The fan sent no text.',
  questionWarning: 'The fan asks something. A template cannot answer it.',
  insteadOfModel: (why: keyof typeof UNAVAILABLE) => `instead of the language model: ${UNAVAILABLE[why]}`,
  reason: {
    'answers-question': 'answers what the fan asked',
    'recalls-history': 'takes up what was said or bought before',
    'offers-asset': 'offers something the fan does not own',
    welcomes: 'welcomes a new fan',
    'small-talk': 'keeps the conversation going',
    'keeps-boundary': 'declines kindly what is outside the boundaries',
  },
  unsure: {
    'unknown-promise': 'May refer to a promise that the writer cannot see.',
    'unknown-fact': 'A fact is missing.',
    meaning: 'The meaning of the message is not clear.',
    language: 'Unsure of the language.',
    tone: 'Unsure of the tone.',
  },
  /** Said to a model, about its answer. */
  problem: {
    notJson: 'it was not one JSON object',
    schema: (path: string) => `the field “${path}” was missing or wrong`,
    long: (room: number) => `the reply was longer than ${room} characters`,
    leftOver: 'the reply held placeholders or parts of the data format',
    money: 'the reply named an amount of money',
    claim: 'the reply made a claim about being human or not a program',
    upsell: '"upsell" must be true exactly when "asset" names a key',
    asset: '"asset" must be one of the keys that may be offered, or null',
    earlier: 'the reply was the same as an earlier draft',
    again: (problem: string) => `That could not be used: ${problem}. Answer again with only the JSON object.`,
  },
}
