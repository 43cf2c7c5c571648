import type { Field, Kind } from './mapping.ts'

const FIELD_NAMES: Record<Field, string> = {
  fan: 'the fan’s id',
  at: 'the time',
  amount: 'the amount',
  id: 'the id',
  type: 'what was bought',
  currency: 'the currency',
  status: 'the status',
  asset: 'the content’s id',
  refundOf: 'what was refunded',
  name: 'the fan’s name',
  direction: 'who wrote',
  text: 'the text',
  title: 'the title',
  tags: 'the tags',
}
const MOST_NAMED = 30

const list = (names: readonly string[]): string =>
  names.slice(0, MOST_NAMED).join(', ') + (names.length > MOST_NAMED ? ', …' : '')

/** What people read about imports, in English. */
export const words = {
  unnamed: (place: number) => `column ${place}`,
  // Why a row was not taken in.
  noFan: 'no fan',
  noId: 'no id',
  noTitle: 'no title',
  noTime: 'not a date or time',
  tooEarly: 'before the year 2000',
  inTheFuture: 'in the future',
  noAmount: 'not an amount',
  tooMuch: 'more than ten million',
  tooManyDecimals: (digits: number) => `more than ${digits} decimals`,
  nothingPaid: 'nothing was paid',
  noCurrency: 'not a currency such as USD',
  otherCurrency: (given: string, own: string) => `in ${given}, but this creator's figures are in ${own}`,
  undone: 'not paid, or taken back',
  notAPurchase: 'not something that a fan bought',
  unknownType: 'not a known kind of purchase: name it in the mapping',
  unknownDirection: 'says neither fan nor creator: name it in the mapping',
  longText: (most: number) => `longer than ${most} characters`,
  longId: (most: number) => `longer than ${most} characters`,
  formula: 'a formula, not a value',
  rounded: 'a number that a spreadsheet rounded: export it as text',
  tornQuotes: 'its quotes don’t fit, so where its cells end is a guess',
  tooManyCells: (cells: number, columns: number) => `${cells} cells under ${columns} columns`,
  emptyRow: 'an empty line',
  totalsRow: 'a line of totals',
  namesAgain: 'the names of the columns again',
  // Why a column was dropped.
  isMail: 'e-mail addresses are not kept',
  isPhone: 'telephone numbers are not kept',
  isAddress: 'postal addresses are not kept',
  isPayment: 'card and bank details are not kept',
  isIdentity: 'real names and papers are not kept',
  isDevice: 'traces of devices are not kept',
  notNeeded: 'not needed',
  // What stands in a text instead.
  mailGone: '[e-mail address]',
  cardGone: '[card number]',
  phoneGone: '[telephone number]',
  // Why a file can't be read.
  emptyFile: 'The file is empty.',
  endlessRow: (line: number) =>
    `A quote that opens on line ${line} or after it is never closed, so where its cell ends can't be told.`,
  jsonTooLarge: (characters: number) =>
    `JSON is read up to ${Math.floor(characters / 1024 / 1024)} MB: split the file, or export CSV.`,
  notJson: (line: number) => `The file begins like JSON, and line ${line} isn't.`,
  unknownField: (field: string, kind: Kind, known: readonly string[]) =>
    `The mapping names “${field}”; files of ${kind} have ${list(known)}.`,
  unknownColumn: (field: Field, column: string, names: readonly string[]) =>
    `The mapping reads ${FIELD_NAMES[field]} from “${column}”, which the file doesn't have. It has: ${list(names)}.`,
  missingColumn: (field: Field, kind: Kind, names: readonly string[] | null) =>
    names === null
      ? `No line of the file names its columns, so ${FIELD_NAMES[field]} of ${kind} can't be found. Name them with headers, in their order.`
      : `No column is known to hold ${FIELD_NAMES[field]} of ${kind}: map ${field} to one of ${list(names)}.`,
  personalColumn: (field: Field, column: string, why: string) =>
    `“${column}” can't be ${FIELD_NAMES[field]}: ${why}. Map ${field} to another column.`,
  missingType:
    'No column says what was bought: map type to one, or say what all of them are (tip, ppv, subscription, …).',
  askDates: (cell: string) =>
    `Day or month first? “${cell}” and all other dates in the file can be read both ways. Say dates: dmy or dates: mdy.`,
  clashingDates: (dmy: string, mdy: string) =>
    `Day or month first? “${dmy}” begins with the day and “${mdy}” with the month. Say dates: dmy or dates: mdy; the rest is reported.`,
  askDecimal: (cell: string) =>
    `Thousands or decimals? “${cell}” and all other amounts in the file can be read both ways. Say decimal: , or decimal: .`,
  clashingDecimals: (point: string, comma: string) =>
    `Point or comma? “${point}” and “${comma}” write decimals in two ways. Say decimal: , or decimal: . and the rest is reported.`,
  unknownAccount: (account: string) => `There is no account “${account}” in this agency.`,
  unknownSource: (name: string) => `There is no saved mapping “${name}”.`,
  otherKind: (name: string, kind: string) => `The saved mapping “${name}” is for ${kind}.`,
  keptUntilPast: 'The date until which it is kept has passed.',
  authorisedLater: 'It can’t have been authorised in the future.',
  dayFirst: 'day first',
  monthFirst: 'month first',
  inMinor: 'cents',
  reportColumns: ['line', 'column', 'why it was left out', 'what stood there'],
  columnDropped: (why: string) => `the whole column: ${why}`,
  moreLeftOut: (rows: number) => `${rows} more rows, which this report has no room for`,
  nothingTaken: 'No row of the file could be taken in. --preview shows why.',
}
