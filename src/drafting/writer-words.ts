const count = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`

/** Why the built-in writer wrote what it wrote; each sentence names its number. */
export const words = {
  situation: {
    welcome: (purchases: number) => `welcome: ${count(purchases, 'purchase', 'purchases')} so far`,
    upsell: (title: string) => `upsell: 1 asset to offer, “${title}”`,
    reactivation: (days: number) => `reactivation: last purchase ${count(days, 'day', 'days')} ago`,
    answer: 'answer: 0 assets to offer, and no other template fits',
  },
  variant: (number: number, of: number) => `text ${number} of ${of}`,
  questions: (n: number) => `${count(n, 'question', 'questions')} a template can't answer`,
  messages: (n: number) => `${count(n, 'message', 'messages')} to answer at once`,
  long: (characters: number) => `a long message, ${characters} characters`,
  blank: '0 characters of text to answer',
  blankWarning: 'The fan sent no text.',
  questionWarning: 'The fan asks something. A template cannot answer it.',
}
