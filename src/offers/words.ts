import type { OfferState, OfferStatus } from './offer.ts'
import type { RedemptionRefusal } from './redemption.ts'
import type { DiscountType, Terms } from './terms.ts'

const KINDS: Record<DiscountType, string> = {
  percentage: 'Percent off',
  fixed: 'Amount off',
  bogo: 'Buy one, get one',
  bundle: 'Bundle',
}
const STATUS: Record<OfferStatus, string> = {
  draft: 'draft',
  scheduled: 'scheduled',
  active: 'running',
  expired: 'expired',
  ended: 'ended',
}
const FIELDS: Record<keyof Terms, string> = {
  name: 'name',
  description: 'description',
  discountType: 'kind',
  discountValue: 'percent or price',
  contentIds: 'content',
  audience: 'for whom',
  validFrom: 'beginning',
  validUntil: 'end',
  limitTotal: 'uses',
  limitPerFan: 'uses a fan',
  limitPerDay: 'uses a day',
  stacks: 'together with others',
  floorMinor: 'floor',
}
const REFUSED: Record<RedemptionRefusal, string> = {
  'not-running': 'It doesn’t run now.',
  'not-eligible': 'It isn’t for this fan.',
  'used-up': 'It is used up.',
  'fan-limit': 'This fan has used it as often as one may.',
  'day-limit': 'It is used up for today.',
}

/** Sentences about offers that operators read. */
export const words = {
  badAudience: (part: string) =>
    `“${part.slice(0, 60)}” can’t be read. Write “everyone”, or with commas between: a segment (Whale), #tag, @Creator, spent 50-200, seen within 14 days, not seen for 30 days.`,
  spentBetween: (from: string | null, to: string | null) =>
    from === null ? `spent at most ${to}` : to === null ? `spent ${from} or more` : `spent ${from} to ${to}`,
  noSuchCreator: 'a creator in it is not there',
  noSuchContent: 'content in it is not there, or another creator’s',
  otherCurrency: (name: string) => `“${name}” is sold in another currency`,
  bundleTooFew: 'a bundle has two or more pieces of content',
  bundleNotCheaper: (sum: string) => `a bundle must cost less than its content one by one, ${sum}`,
  belowNothing: (other: string | null, title: string, price: string) =>
    `${other ? `with “${other}” ` : ''}“${title}” would cost ${price}, less than nothing`,
  percentOff: (percent: number) => `${percent}% off`,
  amountOff: (money: string) => `${money} off`,
  bogo: 'of every two, the cheaper one is free',
  countFor: (count: number, money: string) => `${count} for ${money}`,
  bundleFor: (money: string, count: number) => `${money} for all ${count}`,
  used: (used: number, of: number | null) => (of === null ? `${used} used` : `${used} of ${of} used`),
  status: (status: OfferStatus, state: OfferState) =>
    status === 'draft' && state === 'second' ? 'waits for a second person' : STATUS[status],
  offers: (running: number) => `Offers · ${running} running`,
  offersOf: (count: number, status: OfferStatus) => `Offers · ${count} ${STATUS[status]}`,
  none: 'No offers. A new one is a draft until somebody starts it.',
  newOffer: 'New offer…',
  newFor: (creator: string) => `New for ${creator}…`,
  open: 'Open',
  ends: 'ends',
  ended: 'ended',
  offer: (name: string, status: string) => `${name} · ${status}`,
  gives: 'Gives',
  forWhom: 'For whom',
  content: 'Content',
  everything: 'everything that is for sale',
  holds: 'Holds',
  uses: 'Uses',
  limits: (fan: number | null, day: number | null) => [
    ...(fan === null ? [] : [`${fan} a fan`]),
    ...(day === null ? [] : [`${day} a day`]),
  ],
  together: 'Together with others',
  stacks: (yes: boolean) => (yes ? 'with others that may' : 'alone'),
  floor: 'Floor',
  noFloor: 'none',
  version: (version: number) => `version ${version}`,
  secondNeeded: (first: string | null) =>
    `It takes off more than one person may give. Anyone who steers offers may agree${first ? `, but ${first}` : ''}.`,
  duplicate: 'Duplicate',
  edit: 'Edit…',
  more: 'More…',
  end: 'End offer',
  confirmEnd: (name: string) => ({
    title: 'End this offer?',
    text: `“${name}” ends at once and for good. What was redeemed stays.`,
    yes: 'End it',
    no: 'Keep it',
  }),
  agree: 'Agree',
  start: 'Start',
  remove: 'Remove draft',
  formTitle: 'Offer',
  store: 'Store',
  storeAndNext: 'Store and next',
  name: 'Name',
  kind: (kind: DiscountType) => KINDS[kind],
  kindLabel: 'Kind',
  valueLabel: 'Percent or price',
  valueHint: (currency: string) => `20 for 20% off; an amount in ${currency}; empty for buy one, get one`,
  audienceHint: 'everyone; or Whale, #tag, @Creator, spent 50-200, seen within 14 days',
  days: 'Ends after days',
  contentHint: 'Titles, one a line; empty: everything for sale',
  usesLabel: 'Uses',
  usesAFan: 'Uses a fan',
  usesADay: 'Uses a day',
  limitHint: 'Empty: no limit',
  from: 'Begins',
  until: 'Ends',
  localHint: (zone: string) => `Such as 2026-12-24 18:00, in ${zone}`,
  floorHint: 'With it nothing costs less',
  badValue: (kind: DiscountType, typed: string) =>
    kind === 'percentage'
      ? `Percent or price: “${typed}” is not allowed. Allowed: 1 to 100.`
      : `Percent or price: “${typed}” is no amount, such as 5 or 4.50.`,
  badDays: 'Ends after days: 1 to 366.',
  badContent: (typed: string, found: number) =>
    found === 0
      ? `No content is called “${typed}”.`
      : `${found} pieces of content are called “${typed}”: write the id.`,
  badCount: (typed: string) => `“${typed}” is not allowed. Allowed: 1 to 1,000,000, or empty.`,
  badTime: (typed: string) => `“${typed}” is no time, such as 2026-12-24 18:00.`,
  badMoney: (typed: string) => `“${typed}” is no amount, such as 5 or 4.50.`,
  badField: (message: string) => `Not allowed: ${message}.`,
  cannot: (field: string, message: string) => {
    const label = FIELDS[field as keyof Terms] ?? field
    return `Nothing changed. ${label.charAt(0).toUpperCase()}${label.slice(1)}: ${message}.`
  },
  gone: 'This offer is not there any more.',
  over: 'This offer is over and changes no more. Duplicate it.',
  notDraft: 'This offer is no draft any more.',
  samePerson: 'You started this yourself: it takes two people.',
  changedBy: (name: string | null, fields: readonly (keyof Terms)[]) =>
    `Changed${name ? ` by ${name}` : ''} meanwhile${fields.length > 0 ? `: ${fields.map((field) => FIELDS[field]).join(', ')}` : ''}. Nothing of yours was stored: look at it again.`,
  openAgain: 'Open again',
  noCreator: (typed: string, known: string[]) =>
    `No creator is called “${typed}”.${known.length > 0 ? ` There ${known.length === 1 ? 'is' : 'are'}: ${known.join(', ')}.` : ''}`,
  noOffer: (typed: string) => `No offer is called “${typed}”.`,
  manyOffers: (typed: string, names: string[]) =>
    `Several offers hold “${typed}”: ${names.join(', ')}. Write the whole name, or the id.`,
  redeemed: (name: string, fan: string, paid: string) => `“${name}” redeemed by ${fan} for ${paid}.`,
  recordTitle: 'Record this redemption?',
  recordOffer: 'Offer',
  recordFan: 'Fan',
  recordPaid: 'Paid',
  paidIn: (currency: string) => `Paid in ${currency}`,
  record: 'Record',
  usedAfter: (used: number, of: number | null) => `then ${of === null ? `${used} used` : `${used} of ${of} used`}`,
  tooMuchPaid: (paid: string, most: string) =>
    `Nothing was recorded. ${paid} is more than anybody is asked with it: ${most} at most.`,
  peopleOnly: (fields: readonly (keyof Terms)[]) =>
    `Only people change what a running offer gives: ${fields.map((field) => FIELDS[field]).join(', ')}. Nothing changed.`,
  refused: (why: RedemptionRefusal) => `Nothing was redeemed. ${REFUSED[why]}`,
  removed: (name: string) => `The draft “${name}” was removed.`,
  boughtTogether: (both: number, buyers: number, lift: number) =>
    `${both} of ${buyers} buyers bought both, ${lift} times as many as by chance`,
  bundlePrice: (price: string, sum: string) => `${price} instead of ${sum} one by one`,
  bundleValue: (expected: string, fans: number) =>
    `about ${expected} if the ${fans} buyers who have neither buy both as often as the others`,
  buyAt: (segment: string, share: number, price: string, listedShare: number, listed: string) =>
    `about ${share}% of ${segment} fans buy at ${price}, ${listedShare}% at the listed ${listed}`,
  gain: (percent: number) => `about ${percent}% more from each who is asked`,
  fromAnswers: (shown: number) => `from ${shown} prices that were shown`,
  letPass: (segment: string, percent: number, shown: number) =>
    `${segment} fans let ${percent}% of ${shown} prices pass, most of all`,
  bringsMost: (price: string) => `around ${price} is believed to bring most of them`,
  bestHour: (hour: number) => `most is bought from ${String(hour).padStart(2, '0')}:00, by the creator’s clock`,
  suggestions: (creator: string, count: number) => `Suggestions for ${creator} · ${count}`,
  suggestionKind: { price: 'Price', bundle: 'Bundle', discount: 'Discount' },
  confidence: (share: number) => `confidence ${Math.round(share * 100)}%`,
  makeDraft: 'Make a draft',
  noSuggestions:
    'The figures propose nothing yet: no pair is bought together by five fans or more, and no price brings more.',
  figuresAway: 'The figures can’t be read now, so there are no suggestions. Try again later.',
  suggestionGone: 'This suggestion is not there any more.',
  aboutFigures: 'from purchases and shown prices of 180 days; a draft runs only when somebody starts it',
  statsTitle: (name: string) => `${name} · figures`,
  shown: 'Shown',
  taken: 'Unlocked',
  revenue: 'Revenue',
  spentSince: 'Spent since',
  wouldHave: 'Alike fans spent',
  difference: 'Difference',
  conversion: (taken: number, shown: number) =>
    shown === 0 ? `${taken}` : `${taken} of ${shown}, ${Math.round((taken * 100) / shown)}%`,
  plusMinus: (difference: string, margin: string) => `${difference} ± ${margin}`,
  tooFew: (pairs: number, least: number) =>
    `too few to say: ${pairs} ${pairs === 1 ? 'fan has' : 'fans have'} somebody to compare with, from ${least} on`,
  howMatched: (pairs: number, fans: number) =>
    `How: each fan who was shown it beside one whom it is for and who wasn’t, of the same creator and segment, nearest in what they spent in the 180 days before and in days since they last bought; ${pairs} of ${fans} have one. Both over the same days since it was shown, at most 30.`,
  notByLot:
    'The margin holds in 19 of 20 cases. Who is shown an offer is not drawn by lot: those who write more are shown more, so part of a difference may be theirs.',
}
