import { actionId, type Button, type Card, type CardNode, type Line } from '../desk/index.ts'
import type { Draft } from '../drafting/index.ts'
import { SHOW_FAN } from '../fans/index.ts'
import { formatMoney } from '../kernel/money.ts'
import { button, fanQuote, hide, segmentOf } from './card-parts.ts'
import { historyButton } from './history-card.ts'
import type { Decision } from './store.ts'
import type { DraftView } from './view-draft.ts'
import { words } from './words.ts'

const list = (head: string, lines: Line[]): CardNode[] =>
  lines.length > 0 ? [{ kind: 'list', head, rows: lines.map((line) => ({ line })) }] : []

/** Why this draft, this price, this segment: each reason names its number. Shown privately. */
export function whyCard(view: DraftView): Card {
  return {
    tone: 'info',
    title: `Why · ${view.fan.name}`,
    summary: `${view.creator.name}: why this card`,
    body: [
      ...whyNodes(view),
      ...list(words.record, recordOf(view)),
      historyButton(view, [{ action: actionId(SHOW_FAN, view.fan.id, 0), label: 'Fan' }, ...wrongAlarm(view.draft)]),
    ],
  }
}

/** Where a rule found something in the turn, or may have in what somebody typed. */
const wrongAlarm = (draft: Draft): Button[] =>
  draft.rule === null && draft.typedText === null ? [] : [button(draft, 'wrong-alarm', words.wrongAlarm)]

/** The reasons behind a card, and what the fan wrote where it may be shown. What there isn't is left out. */
export function whyNodes(view: DraftView): CardNode[] {
  const { draft, turn, fan } = view
  const isProfiled = fan.profilingRefusedAt === null
  const { segmentReasons, outlook = [] } = draft.knowledge
  const shown = draft.level === 4 ? [] : turn.filter((message) => !message.afterDraft)
  return [
    fanFields(view),
    ...(isProfiled ? list(words.why(segmentOf(view)), segmentReasons) : []),
    ...(isProfiled ? list(words.outlook, outlook) : []),
    ...whyDraft(draft),
    ...(isProfiled ? whyPrice(draft) : []),
    ...list('Rules', draft.rule ? [`${draft.rule}, level ${draft.level}`] : []),
    ...shown.map((message) => fanQuote(hide(message.text, draft))),
  ]
}

function fanFields(view: DraftView): CardNode {
  const { fan, creator } = view
  return {
    kind: 'fields',
    fields: [
      { label: 'Segment', value: segmentOf(view) },
      { label: 'Spent', value: formatMoney({ minor: fan.spentMinor, currency: creator.currency }) },
      { label: 'Purchases', value: String(fan.purchaseCount) },
      { label: 'Last purchase', value: fan.lastPurchaseAt ? { at: fan.lastPurchaseAt, as: 'day' } : words.neverBought },
    ],
  }
}

/** What an escalated card is about stands under its rules: nobody wrote it for a reason of its own. */
function whyDraft({ outcome, text, reasons, warning, knowledge: { said, meter } }: Draft): CardNode[] {
  if (outcome === 'ESCALATE') return []
  const used = meter ? [metered(meter)] : []
  if (text === null) return list(words.whyNoDraft, [...(warning ? [warning] : []), ...used])
  const sure = said ? [words.calibrated(Math.round(said.confidence * 100), said.decisions)] : []
  return list(words.whyDraft, [...reasons, ...sure, ...used])
}

const metered = ({ tokensIn, tokensOut, costMicros, tookMs }: NonNullable<Draft['knowledge']['meter']>): string =>
  words.metered(tokensIn + tokensOut, `$${(costMicros / 1e6).toFixed(4)}`, (tookMs / 1000).toFixed(1))

function whyPrice({ knowledge: { price }, currency }: Draft): CardNode[] {
  if (!price) return []
  const money = (minor: number) => formatMoney({ minor, currency })
  const head = words.why(`${money(price.suggestedMinor)} for “${price.assetTitle}”`)
  return list(head, [...price.reasons, ...notHigher(price, money), ...notLower(price, money)])
}

type Price = NonNullable<Draft['knowledge']['price']>
type InMoney = (minor: number) => string

function notHigher({ suggestedMinor, ceilingMinor, usual }: Price, money: InMoney): Line[] {
  if (suggestedMinor >= ceilingMinor) return [words.atCeiling(money(ceilingMinor))]
  if (!usual || suggestedMinor < usual.fromMinor) return []
  const say = suggestedMinor > usual.toMinor ? words.alreadyAbove : words.notHigher
  return [say(money(usual.toMinor))]
}

function notLower({ suggestedMinor, floorMinor, usual }: Price, money: InMoney): Line[] {
  if (suggestedMinor <= floorMinor) return [words.atFloor(money(floorMinor))]
  if (!usual || suggestedMinor > usual.toMinor) return []
  const say = suggestedMinor < usual.fromMinor ? words.alreadyBelow : words.notLower
  return [say(money(usual.fromMinor))]
}

/** Who wrote the reply, and who decided on it. */
export function recordOf({ draft, decision }: DraftView): Line[] {
  return [...written(draft), ...(decision ? [decidedOn(decision)] : [])]
}

function written({ text, outcome, writer, personaVersion, attempt }: Draft): Line[] {
  if (text === null) return []
  if (outcome === 'ESCALATE' && writer !== 'operator') return [words.fixedTemplate]
  const persona = personaVersion === null ? '' : `, ${words.persona(personaVersion)}`
  return [`${words.writtenBy(writer)}${persona}, attempt ${attempt + 1}`]
}

function decidedOn(decision: Decision): Line {
  const { operatorName, via, verified, at } = decision
  const how = howDecided(decision)
  const by = `${words.decided(decision.kind)} by ${operatorName} `
  return [by, { at, as: 'time' }, `${how && `, ${how}`}, on the ${via} desk${verified ? '' : ', unverified'}`]
}

/** Who approved first, and how much of the draft an approval changed; empty for a decision that approved nothing. */
export function howDecided(decision: Decision): string {
  const { firstName } = decision
  return `${firstName === null ? '' : words.approvedFirst(firstName)}${howChanged(decision)}`
}

function howChanged({ kind, editShare }: Decision): string {
  if (kind === 'accept') return words.asDrafted
  if (kind !== 'edit') return ''
  return editShare === 0 ? words.onlyPriceChanged : words.changed(Math.max(1, Math.round((editShare ?? 0) * 100)))
}
