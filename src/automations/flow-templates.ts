import type { z } from 'zod'
import { words as said } from './desk-words.ts'
import type { Flow } from './flow.ts'
import { Sentence } from './sentence.ts'
import { DAY, type LeftOut, partsOf, type SaidParts, type SaidSpan } from './sentence-parts.ts'
import { BOUGHT_NOTHING, type FlowTemplate, SPEAKS, TEMPLATES } from './template-signs.ts'
import { words } from './template-words.ts'

/** What somebody asks for: everything of a flow but what the store gives it. */
export type FlowBody = Omit<z.input<typeof Flow>, 'id' | 'version' | 'status'>

type Steps = FlowBody['steps']
type Step = Steps[number]

/** A flow that fits some words, and how well: 0 where nothing did, and then it is a welcome to begin with. */
export interface Fitted {
  template: FlowTemplate
  body: FlowBody
  /** 0 to 1. */
  fit: number
  /** What the sentence says that the flow does, and what it says that the flow doesn't, each in its own words. */
  understood: string[]
  leftOut: LeftOut[]
}

/** Whoever says when means it, more than any one word. */
const TIMED = 5

/** The template that fits a sentence best, with what it says of times and discounts, and what of it is left out. Pure; never fails. */
export function fitTemplate(sentence: string): Fitted {
  const read = new Sentence(sentence)
  const parts = partsOf(read)
  const scored = TEMPLATES.map((template) => ({ template, score: scoreOf(template, read.said, parts) }))
  const best = scored.reduce((a, b) => (b.score > a.score ? b : a))
  const template = best.score > 0 ? best.template : 'welcome'
  const given = givenTo(template, parts, read.said)
  const body = withDiscount(withWait(TEMPLATE[template](given), given), given)
  for (const [sign] of SPEAKS[template]) read.takes(sign)
  if (template === 'win-back') read.takes(BOUGHT_NOTHING)
  if (given.discount) read.takes(/\b(discounts?|reductions?|remises?|rabais|promos?|promotions?)\b/)
  const used = [
    ...(template === 'schedule' ? (parts.schedule?.pieces ?? []) : []),
    ...[given.quiet, given.pause, given.valid, given.discount].filter((piece) => piece != null),
  ]
  for (const { at, length } of [...used, ...parts.cannot]) read.take(at, length)
  return {
    ...{ template, body, fit: Math.min(0.8, best.score / 6) },
    understood: [
      ...(best.score > 0 && template !== 'schedule' ? [body.name] : []),
      ...(template === 'schedule' && parts.schedule
        ? [
            words.when(
              said.trigger.schedule(parts.schedule.minuteOfDay, parts.schedule.weekdays),
              parts.schedule.isHourSaid,
            ),
          ]
        : []),
      ...used
        .slice(template === 'schedule' ? (parts.schedule?.pieces.length ?? 0) : 0)
        .map(({ at, length }) => read.written(at, length)),
    ],
    leftOut: [
      ...parts.cannot.map(({ at, length, allowed }) => ({ said: read.written(at, length), allowed })),
      ...read.rest(best.score > 0).map((rest) => ({ said: rest, allowed: null })),
    ],
  }
}

function scoreOf(template: FlowTemplate, said: string, { schedule }: SaidParts): number {
  if (template === 'schedule') return schedule ? TIMED : 0
  return SPEAKS[template].reduce((sum, [speaks, weight]) => sum + (speaks.test(said) ? weight : 0), 0)
}

/** What of a sentence a template does. */
interface Given {
  said: string
  schedule: SaidParts['schedule']
  discount: SaidParts['discount']
  /** How long a fan was quiet. */
  quiet: SaidSpan | undefined
  /** How long the flow waits. */
  pause: SaidSpan | undefined
  /** How long the discount holds. */
  valid: SaidSpan | undefined
}

function givenTo(template: FlowTemplate, { schedule, discount, spans }: SaidParts, said: string): Given {
  const isQuiet = ({ lead, minutes }: SaidSpan): boolean => lead !== 'wait' && minutes % DAY === 0
  const quiet = template === 'win-back' ? spans.find(isQuiet) : undefined
  const others = spans.filter((span) => span !== quiet)
  const valid = discount ? others.find(({ lead, minutes }) => lead === 'for' && isValidity(minutes)) : undefined
  const waits = others.filter((span) => span !== valid)
  const pauses = template === 'welcome' || template === 'ignored-offer'
  const pause = waits.find(({ lead }) => lead === 'wait') ?? waits.find(({ lead }) => pauses || lead === 'then')
  return { said, schedule, discount, quiet, pause, valid }
}

const isValidity = (minutes: number): boolean => minutes % DAY === 0 && minutes <= 90 * DAY

const begin = (config: Extract<Step, { type: 'trigger' }>['config']): Step => ({
  ...{ id: 'begin', type: 'trigger' as const, name: words.begin },
  config,
})

type Draft = Extract<Extract<Step, { type: 'action' }>['config'], { do: 'send_message' }>

const draft = (id: string, name: string, purpose: Draft['purpose'], note: string): Step => ({
  ...{ id, type: 'action' as const, name },
  config: { do: 'send_message', purpose, note, template: null, assetId: null, offerId: null },
})

const wait = (id: string, minutes: number, waitsFor?: 'answer' | 'purchase'): Step => ({
  ...{ id, type: 'action' as const, name: words.waits(minutes) },
  config: { do: 'wait', minutes, ...(waitsFor && { for: waitsFor }) },
})

const isDraft = ({ config }: Step): boolean => 'do' in config && config.do === 'send_message'

/** A wait that was asked for comes before the first draft, where the template has none of its own. */
function withWait(body: FlowBody, { pause }: Given): FlowBody {
  const has = body.steps.some(({ config }) => 'do' in config && config.do === 'wait')
  if (!pause || has) return body
  const at = body.steps.findIndex(isDraft)
  return { ...body, steps: body.steps.toSpliced(at, 0, wait('pause', pause.minutes)) }
}

/** A discount that was asked for is an offer before the last draft, which then speaks of it. */
function withDiscount(body: FlowBody, { discount, valid }: Given): FlowBody {
  if (!discount) return body
  const at = body.steps.findLastIndex(isDraft)
  const last = body.steps[at]
  if (!last) return body
  const offer: Step = {
    ...{ id: 'discount', type: 'action', name: words.discount(discount.percent) },
    config: {
      ...{ do: 'create_offer', discountType: 'percentage', discountValue: discount.percent },
      validDays: valid ? valid.minutes / DAY : USUAL_VALID_DAYS,
    },
  }
  return { ...body, steps: body.steps.toSpliced(at, 1, offer, draft(last.id, last.name, 'upsell', notes.discount)) }
}

/** Goes on only with whoever has not answered, or bought, since. */
const unless = (id: string, flag: 'run.answered' | 'run.bought'): Step => ({
  ...{ id, type: 'condition' as const, name: words.unless(flag) },
  config: { if: { field: flag, op: 'is', value: false } },
})

const only = (id: string, kind: string): Step => ({
  ...{ id, type: 'condition' as const, name: words.onlyKind(kind) },
  config: { if: { field: 'purchase.kind', op: 'is', value: kind } },
})

const { named, notes } = words
const USUAL_VALID_DAYS = 7

/** Each with what the sentence names, where it does. */
const TEMPLATE: Record<FlowTemplate, (given: Given) => FlowBody> = {
  welcome: ({ pause }) => ({
    ...named.welcome,
    caps: { fanEveryDays: 366 },
    steps: [
      begin({ on: 'new_subscriber' }),
      draft('welcome', words.hello, 'welcome', notes.welcome),
      wait('pause', pause?.minutes ?? 2 * DAY, 'answer'),
      unless('silent', 'run.answered'),
      draft('again', words.onceMore, 'follow-up', notes.welcomeAgain),
    ],
  }),
  'win-back': ({ quiet, pause, said }) => ({
    ...named['win-back'],
    stopWhen: ['purchase_completed'],
    caps: { fanEveryDays: 60 },
    steps: [
      begin({
        on: 'fan_inactive',
        days: quiet ? quiet.minutes / DAY : 30,
        ...(BOUGHT_NOTHING.test(said) && { without: 'purchase' as const }),
      }),
      draft('hello', words.hello, 'reactivation', notes.winBack),
      wait('pause', pause?.minutes ?? 3 * DAY, 'answer'),
      unless('silent', 'run.answered'),
      draft('again', words.onceMore, 'upsell', notes.winBackAgain),
    ],
  }),
  expiring: () => ({
    ...named.expiring,
    caps: { fanEveryDays: 20 },
    steps: [begin({ on: 'subscription_expiring' }), draft('remind', words.hello, 'reactivation', notes.expiring)],
  }),
  'thank-buyer': () => ({
    ...named['thank-buyer'],
    steps: [begin({ on: 'purchase_completed' }), draft('thank', words.thank, 'free', notes.thank)],
  }),
  'thank-tip': () => ({
    ...named['thank-tip'],
    steps: [
      begin({ on: 'purchase_completed' }),
      only('tip', 'tip'),
      draft('thank', words.thank, 'free', notes.thankTip),
    ],
  }),
  'ignored-offer': ({ pause }) => ({
    ...named['ignored-offer'],
    caps: { fanEveryDays: 14 },
    steps: [
      begin({ on: 'offer_ignored' }),
      wait('pause', pause?.minutes ?? DAY, 'purchase'),
      unless('unbought', 'run.bought'),
      draft('ask', words.hello, 'follow-up', notes.ignored),
    ],
  }),
  birthday: () => ({
    ...named.birthday,
    caps: { fanEveryDays: 300 },
    steps: [begin({ on: 'tag_added', tag: 'birthday' }), draft('wish', words.hello, 'free', notes.birthday)],
  }),
  'new-segment': () => ({
    ...named['new-segment'],
    caps: { fanEveryDays: 90 },
    steps: [begin({ on: 'segment_changed', to: ['Whale', 'VIP'] }), draft('thank', words.thank, 'free', notes.segment)],
  }),
  schedule: ({ schedule }) => ({
    ...named.schedule,
    steps: [
      begin({
        on: 'schedule',
        minuteOfDay: schedule?.minuteOfDay ?? 0,
        weekdays: schedule?.weekdays ?? [],
      }),
      draft('write', words.hello, 'free', notes.schedule),
    ],
  }),
}
