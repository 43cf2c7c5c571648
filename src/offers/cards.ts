import { actionId, type Button, type Card, type CardNode, type Line, type Row } from '../desk/index.ts'
import { formatMoney } from '../kernel/money.ts'
import { audienceLine, type Named } from './audience-text.ts'
import { discountLine, usedLine } from './lines.ts'
import { type Offer, type OfferStatus, statusOf } from './offer.ts'
import { words } from './words.ts'

/** The buttons of offers; the offer's id is their subject. */
export const ACTIONS = {
  show: 'show-offer',
  start: 'start-offer',
  agree: 'agree-offer',
  end: 'end-offer',
  duplicate: 'duplicate-offer',
  remove: 'remove-offer',
} as const
/** Opens the first page for a new offer; the creator's id is its subject. */
export const NEW_OFFER = 'offer-new'

export const RUNNING_FIRST: readonly OfferStatus[] = ['active', 'scheduled', 'draft', 'expired', 'ended']
/** A creator each has a button for a new one, where they are few. */
const FEW_CREATORS = 3
/** So much of a name stands on a button. */
const ON_BUTTON = 14

export interface Earned {
  /** Offer → what was paid with it, minor units. */
  byOffer: ReadonlyMap<string, number>
}

/** Offers of an agency, the running ones first. */
export function listCard(
  offers: readonly Offer[],
  earned: Earned,
  creators: readonly { id: string; name: string }[],
  now: Date,
  only: OfferStatus | null = null,
): Card {
  const place = (offer: Offer) => RUNNING_FIRST.indexOf(statusOf(offer, now))
  const rows = offers.toSorted((a, b) => place(a) - place(b)).map((offer) => rowOf(offer, earned, now))
  const running = offers.filter((offer) => statusOf(offer, now) === 'active').length
  const title = only === null ? words.offers(running) : words.offersOf(offers.length, only)
  const one = creators.length === 1
  const buttons = creators.length > FEW_CREATORS ? [] : creators.map(({ id, name }) => newButton(id, one ? null : name))
  return {
    tone: 'info',
    title,
    summary: title,
    body: [
      rows.length > 0 ? { kind: 'list', rows } : { kind: 'text', line: words.none },
      ...(buttons.length > 0 ? [{ kind: 'actions' as const, buttons }] : []),
    ],
  }
}

const newButton = (creatorId: string, name: string | null): Button => ({
  action: actionId(NEW_OFFER, creatorId, 0),
  label: name === null ? words.newOffer : words.newFor(name.slice(0, ON_BUTTON)),
})

function rowOf(offer: Offer, { byOffer }: Earned, now: Date): Row {
  const status = statusOf(offer, now)
  const paid = byOffer.get(offer.id)
  const soft: Line = [
    `${discountLine(offer)} · ${usedLine(offer)}`,
    ...(paid === undefined ? [] : [` · ${formatMoney({ minor: paid, currency: offer.currency })}`]),
    status === 'expired' || status === 'ended' ? ` · ${words.ended} ` : ` · ${words.ends} `,
    { at: status === 'ended' ? offer.changedAt : offer.validUntil, as: 'day' },
  ]
  return {
    line: [{ strong: offer.name }, ` · ${words.status(status, offer.state)}`],
    soft,
    button: { action: actionId(ACTIONS.show, offer.id, offer.version), label: words.open },
  }
}

/** One offer: what it says, for whom, until when, and what may be done with it. `contents`: titles of what it is for; `firstName`: who asked for it to run. */
export function offerCard(
  offer: Offer,
  named: Named & { contents: readonly string[]; firstName: string | null },
  now: Date,
): Card {
  const status = statusOf(offer, now)
  const { limitTotal: _, limitPerFan, limitPerDay, floorMinor, stacks, currency } = offer
  const creator = named.creators.find(({ id }) => id === offer.creatorId)?.name ?? ''
  const fields = [
    { label: words.gives, value: discountLine(offer) },
    { label: words.forWhom, value: audienceLine(offer.audience, named) },
    { label: words.content, value: named.contents.length > 0 ? named.contents.join(', ') : words.everything },
    { label: words.holds, value: spanLine(offer) },
    { label: words.uses, value: [usedLine(offer), ...words.limits(limitPerFan, limitPerDay)].join(' · ') },
    { label: words.together, value: words.stacks(stacks) },
    { label: words.floor, value: floorMinor === 0 ? words.noFloor : formatMoney({ minor: floorMinor, currency }) },
  ]
  const body: CardNode[] = [
    ...(offer.state === 'second' && status === 'draft'
      ? [{ kind: 'text' as const, tone: 'warn' as const, line: words.secondNeeded(named.firstName) }]
      : []),
    { kind: 'fields', fields },
    ...buttonsOf(offer, status),
    { kind: 'context', items: [words.version(offer.version), creator] },
  ]
  return {
    tone: status === 'active' ? 'open' : status === 'draft' || status === 'scheduled' ? 'info' : 'quiet',
    title: words.offer(offer.name, words.status(status, offer.state)),
    summary: words.offer(offer.name, words.status(status, offer.state)),
    body,
  }
}

const spanLine = ({ validFrom, validUntil }: Offer): Line => [
  { at: validFrom, as: 'day' },
  ' ',
  { at: validFrom, as: 'time' },
  ' – ',
  { at: validUntil, as: 'day' },
  ' ',
  { at: validUntil, as: 'time' },
]

function buttonsOf({ id, version, state, name }: Offer, status: OfferStatus): CardNode[] {
  const button = (action: string, label: string): Button => ({ action: actionId(action, id, version), label })
  const duplicate = button(ACTIONS.duplicate, words.duplicate)
  if (status === 'ended' || status === 'expired') return [{ kind: 'actions', buttons: [duplicate] }]
  const edit = button('offer-basics', words.edit)
  const more = button('offer-more', words.more)
  const end: Button = { ...button(ACTIONS.end, words.end), confirm: words.confirmEnd(name) }
  if (state === 'live') return [{ kind: 'actions', buttons: [edit, more, duplicate, end] }]
  const go = state === 'second' ? button(ACTIONS.agree, words.agree) : button(ACTIONS.start, words.start)
  const remove = state === 'draft' ? button(ACTIONS.remove, words.remove) : end
  return [{ kind: 'actions', buttons: [{ ...go, main: true }, edit, more, duplicate], menu: [remove] }]
}
