import { formatMoney } from '../kernel/money.ts'
import type { Condition } from './condition.ts'
import { words } from './desk-words.ts'
import { FIELDS } from './fields.ts'
import type { ActionConfig, TriggerConfig } from './step.ts'

/** Names for the ids in a flow; an id without a name is said to be gone. */
export interface FlowNames {
  /** By id. */
  creators: ReadonlyMap<string, string>
  /** By id: titles of content and names of offers. */
  assets: ReadonlyMap<string, string>
  offers: ReadonlyMap<string, string>
  /** Of the creators that the flow is for, where they all have one; null: amounts are shown without. */
  currency: string | null
}

export const NO_NAMES: FlowNames = { creators: new Map(), assets: new Map(), offers: new Map(), currency: null }

/** One step in words: `head` says its kind, `soft` what a manager wrote. */
export interface Described {
  head: string
  text: string
  soft?: string
}

export function describeTrigger(config: TriggerConfig): Described {
  const said = words.trigger
  const head = words.when
  switch (config.on) {
    case 'segment_changed':
      return { head, text: said.segment(config.to ?? []) }
    case 'tag_added':
      return { head, text: said.tag(config.tag) }
    case 'fan_inactive':
      return { head, text: said.quiet(config.days, config.without) }
    case 'schedule':
      return { head, text: said.schedule(config.minuteOfDay, config.weekdays) }
    default:
      return { head, text: said[config.on] }
  }
}

export function describeAction(config: ActionConfig, names: FlowNames): Described {
  switch (config.do) {
    case 'send_message':
      return describeDraft(config, names)
    case 'create_offer':
      return { head: words.offer, text: words.offered(config, discountOf(config, names), config.assetIds.length) }
    case 'add_tag':
      return { head: words.tag, text: words.tagged(config.tag) }
    case 'remove_tag':
      return { head: words.untag, text: words.tagged(config.tag) }
    case 'wait':
      return { head: words.wait, text: words.waits(config) }
    case 'notify':
      return { head: words.tell, text: words.theTeam, soft: config.text }
    case 'stop':
      return { head: words.stop, text: words.here }
  }
}

function describeDraft(
  { purpose, template, note, assetId, offerId, withinHours }: Extract<ActionConfig, { do: 'send_message' }>,
  { assets, offers }: FlowNames,
): Described {
  const holds = [
    ...(assetId === null ? [] : [words.withAsset(assets.get(assetId) ?? null)]),
    ...(offerId === null ? [] : [words.withOffer(offers.get(offerId) ?? null)]),
  ]
  const soft = template ?? note
  const text = words.drafts(words.purpose(purpose), holds, withinHours)
  return { head: words.draft, text, ...(soft !== undefined && { soft }) }
}

const discountOf = (
  { discountType, discountValue }: Extract<ActionConfig, { do: 'create_offer' }>,
  names: FlowNames,
): string => words.discount(discountType, discountType === 'fixed' ? amount(discountValue, names) : discountValue)

/** Minor units, in a currency where it is known. */
function amount(minor: number, { currency }: FlowNames): string {
  return currency === null ? words.bareAmount(minor) : formatMoney({ minor, currency })
}

const MONEY: readonly string[] = ['fan.spent', 'purchase.amount']

/** A condition as half a sentence: `segment is Whale or VIP, not tagged “quiet”`. */
export function describeCondition(condition: Condition, names: FlowNames): string {
  if ('field' in condition) return describeComparison(condition, names)
  if ('not' in condition) return words.not(describeCondition(condition.not, names))
  const [parts, isAny] = 'all' in condition ? [condition.all, false] : [condition.any, true]
  if (parts.length === 0) return isAny ? words.never : words.always
  const said = parts.map((part) =>
    isGroup(part) ? `(${describeCondition(part, names)})` : describeCondition(part, names),
  )
  return said.join(isAny ? words.or : words.and)
}

const isGroup = (part: Condition): boolean =>
  ('all' in part && part.all.length > 1) || ('any' in part && part.any.length > 1)

function describeComparison({ field, op, value }: Extract<Condition, { field: unknown }>, names: FlowNames): string {
  if (typeof value === 'boolean') return words.flag(field, value)
  const [label = field] = FIELDS[field].label.split(',')
  const one = (each: string | number): string => {
    if (typeof each === 'string') return FIELDS[field].kind === 'text' ? `“${each}”` : each
    if (MONEY.includes(field)) return amount(each, names)
    return words.unit(field, each)
  }
  const values = typeof value === 'object' ? value.map(one).join(words.or) : one(value)
  return words.comparison(field, label, op, values)
}
