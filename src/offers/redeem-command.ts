import {
  type ActionDefinition,
  type Actor,
  type Answer,
  actionId,
  type CardNode,
  defineAction,
  done,
  type Form,
  refused,
} from '../desk/index.ts'
import type { Fan } from '../fans/index.ts'
import { formatMoney, parseMinor } from '../kernel/money.ts'
import type { OffersDeps } from './deps.ts'
import { discountLine } from './lines.ts'
import type { Offer } from './offer.ts'
import { redeemOffer } from './redeem-offer.ts'
import { type RedemptionRefusal, redemptionRefusal } from './redemption.ts'
import { readFanFacts } from './redemption-store.ts'
import { redeemedNow } from './running.ts'
import { readOffer } from './store.ts'
import { sumOf } from './terms.ts'
import { words } from './words.ts'

const REDEEM = 'redeem-offer'

/** What was typed: whose redemption, and what was paid with it. */
interface Typed {
  fan: string
  paid: string
}

/** What would be recorded, or why it can't be. */
type Meant = { fan: Fan; minor: number; mostMinor: number } | { field: keyof Typed; line: string }

/** `/offer redeem`: a form that says what would be recorded. Nothing is recorded before it is sent. */
export async function askRedemption(deps: OffersDeps, actor: Actor, offer: Offer, typed: Typed): Promise<Answer> {
  const meant = await meantBy(deps, actor.agencyId, offer, typed)
  if ('line' in meant) return refused(meant.line)
  const why = await whyNot(deps, actor.agencyId, offer, meant.fan.id)
  if (why !== null) return refused(words.refused(why))
  // Each form has a number of its own: sent twice, it is one redemption.
  const number = Math.floor(deps.ground.clock.now().getTime() / 1_000) % 1_000_000_000
  return { kind: 'form', form: formOf(offer, meant, typed, number) }
}

/** Records what the form says, once. */
export function redeemAction(deps: OffersDeps): ActionDefinition {
  return defineAction({
    name: REDEEM,
    mode: 'asks',
    least: 'manager',
    async run({ actor, subject, version: number, filled }) {
      const { agencyId, operatorId } = actor
      const offer = await readOffer(deps.ground.database, agencyId, subject)
      if (!offer || !filled) return refused(words.gone)
      const typed = { fan: filled.fan ?? '', paid: filled.paid ?? '' }
      const meant = await meantBy(deps, agencyId, offer, typed)
      if ('line' in meant) {
        const form = formOf(offer, null, typed, number)
        return { kind: 'form', form, errors: { [meant.field]: meant.line } }
      }
      const { fan, minor } = meant
      const key = `desk ${operatorId} ${offer.id} ${fan.id} ${minor} ${number}`
      const redemption = { offerId: offer.id, fanId: fan.id, amountMinor: minor, key }
      const outcome = await redeemOffer(deps, agencyId, redemption, { kind: 'operator', id: operatorId })
      if (outcome.kind === 'refused') return refused(words.refused(outcome.why))
      if (outcome.kind !== 'redeemed') return refused(words.gone)
      return done(words.redeemed(offer.name, fan.name, formatMoney({ minor, currency: offer.currency })))
    },
  })
}

/** What would be refused when it is recorded, said before anybody fills a form in. */
async function whyNot(
  deps: OffersDeps,
  agencyId: string,
  offer: Offer,
  fanId: string,
): Promise<RedemptionRefusal | null> {
  const { database, clock } = deps.ground
  const fan = await readFanFacts(database, agencyId, fanId)
  const { redeemed } = await redeemedNow(deps, database, agencyId, offer, fanId)
  return fan && redemptionRefusal(offer, redeemed, fan, clock.now())
}

/** More than anybody may be asked with an offer was never paid with it. */
async function meantBy(
  { ground, fans, guardrails, content }: OffersDeps,
  agencyId: string,
  { contentIds, currency }: Offer,
  { fan: who, paid }: Typed,
): Promise<Meant> {
  const fan = await fans.oneFan(ground.database, agencyId, who)
  if (typeof fan === 'string') return { field: 'fan', line: fan }
  const minor = parseMinor(paid, currency)
  if (minor === null) return { field: 'paid', line: words.badMoney(paid) }
  const { ceilingMinor } = await guardrails.rules(ground.database, agencyId, fan.creatorId)
  const listed = sumOf([...(await content.assets(ground.database, agencyId, contentIds)).values()])
  const mostMinor = Math.max(ceilingMinor, listed)
  const money = (amount: number) => formatMoney({ minor: amount, currency })
  return minor <= mostMinor
    ? { fan, minor, mostMinor }
    : { field: 'paid', line: words.tooMuchPaid(money(minor), money(mostMinor)) }
}

function formOf(offer: Offer, meant: { fan: Fan; minor: number } | null, { fan, paid }: Typed, number: number): Form {
  const { redemptionCount, limitTotal, currency } = offer
  const said: CardNode = {
    kind: 'fields',
    fields: [
      { label: words.recordOffer, value: `${offer.name} · ${discountLine(offer)}` },
      ...(meant
        ? [
            { label: words.recordFan, value: meant.fan.name },
            { label: words.recordPaid, value: formatMoney({ minor: meant.minor, currency }) },
          ]
        : []),
      { label: words.uses, value: words.usedAfter(redemptionCount + 1, limitTotal) },
    ],
  }
  const line = (id: keyof Typed, label: string, value: string, max: number) => ({
    ...{ id, label },
    input: { as: 'line' as const, max, value },
  })
  return {
    action: actionId(REDEEM, offer.id, number),
    title: words.recordTitle,
    submit: words.record,
    intro: [said],
    fields: [
      line('fan', words.recordFan, meant?.fan.externalId ?? fan, 100),
      line('paid', words.paidIn(currency), paid, 20),
    ],
  }
}
