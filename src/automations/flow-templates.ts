import type { z } from 'zod'
import type { Flow } from './flow.ts'
import { words } from './template-words.ts'

/** What somebody asks for: everything of a flow but what the store gives it. */
export type FlowBody = Omit<z.input<typeof Flow>, 'id' | 'version' | 'status'>

type Steps = FlowBody['steps']
type Step = Steps[number]

const TEMPLATES = [
  'welcome',
  'win-back',
  'expiring',
  'thank-buyer',
  'thank-tip',
  'ignored-offer',
  'birthday',
  'new-segment',
] as const
export type FlowTemplate = (typeof TEMPLATES)[number]

/** A flow that fits some words, and how well: 0 where nothing did, and then it is a welcome to begin with. */
export interface Fitted {
  template: FlowTemplate
  body: FlowBody
  /** 0 to 1. */
  fit: number
}

/** English and French words that speak for a template, without accents; a hit weighs as much as it says. */
const SPEAKS: Record<FlowTemplate, readonly (readonly [RegExp, number])[]> = {
  welcome: [
    [/\b(welcome|bienvenue|accueil(lir|le)?|onboard\w*)\b/, 3],
    [/\b(new|nouve(au|aux|lle|lles)) (subscribers?|fans?|abonnes?|abonnees?)\b/, 3],
    [/\b(subscribes?|s ?abonne|joins?|signs? up)\b/, 2],
  ],
  'win-back': [
    [
      /\b(win ?back|win (them|fans?) back|reactivat\w*|re-?engage\w*|reconquer\w*|reconquete|relance\w*|reactiv\w*)\b/,
      3,
    ],
    [/\b(inactive|inactif|inactifs|inactive?s?|quiet|silent|silencieu\w*|gone|away|absent\w*|dormant\w*)\b/, 2],
    [
      /\b(not|nothing|hasn ?t|haven ?t|didn ?t|rien|pas|plus) (\w+ ){0,3}(bought|buy|written|write|answered|achete|ecrit|repondu)\b/,
      2,
    ],
    [/\b(buys?|bought|buying|writes?|wrote|written|answers?|answered) nothing\b/, 3],
    [/\b(come back|comes back|miss(ed)?|revien\w*|manqu\w*)\b/, 1],
  ],
  expiring: [
    [/\b(expir\w*|echeance|renew\w*|renouvel\w*)\b/, 3],
    [/\b(subscription|abonnement) (\w+ ){0,3}(ends?|ending|runs? out|finit|termine\w*)\b/, 3],
    [/\bfin (d ?|de l ?)?abonnement\b/, 3],
  ],
  'thank-buyer': [
    [/\b(thank\w*|merci|remerci\w*)\b/, 2],
    [/\b(buys?|bought|buyers?|purchas\w*|unlock\w*|achat\w*|achet\w*|acheteur\w*)\b/, 2],
  ],
  'thank-tip': [[/\b(tips?|tipped|tippers?|pourboires?)\b/, 4]],
  'ignored-offer': [
    [/\b(ignor\w*)\b/, 3],
    [/\b(offers?|offres?|discounts?|promo\w*|ppv)\b/, 1],
    [/\b(not|didn ?t|doesn ?t|pas|sans) (\w+ ){0,3}(unlock\w*|take|taken|open\w*|accept\w*|ouvr\w*|ouvert|pris)\b/, 2],
  ],
  birthday: [[/\b(birthdays?|anniversaires?|bday)\b/, 4]],
  'new-segment': [
    [/\b(segments?|becomes?|turns? into|devien\w*|passe)\b/, 2],
    [/\b(whales?|vips?|baleines?)\b/, 2],
  ],
}

/** The template that fits a sentence best, with the days that it names. Pure; never fails. */
export function fitTemplate(sentence: string): Fitted {
  const said = sentence
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}+/gu, '')
    .replace(/[^\p{L}\p{N}-]+/gu, ' ')
  const scored = TEMPLATES.map((template) => ({ template, score: scoreOf(template, said) }))
  const best = scored.reduce((a, b) => (b.score > a.score ? b : a))
  const template = best.score > 0 ? best.template : 'welcome'
  return { template, body: TEMPLATE[template](daysIn(said), said), fit: Math.min(0.8, best.score / 6) }
}

const scoreOf = (template: FlowTemplate, said: string): number =>
  SPEAKS[template].reduce((sum, [speaks, weight]) => sum + (speaks.test(said) ? weight : 0), 0)

const NUMBERS: Record<string, number> = {
  ...{ a: 1, an: 1, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, ten: 10, fourteen: 14, thirty: 30 },
  ...{ un: 1, une: 1, deux: 2, trois: 3, quatre: 4, cinq: 5, sept: 7, dix: 10, quinze: 15, trente: 30 },
}
const UNITS = [
  [/^(days?|jours?)$/, 1],
  [/^(weeks?|semaines?)$/, 7],
  [/^(months?|mois)$/, 30],
] as const

/** `30 days`, `deux semaines`, `a month`: the first span that is named, in days; null where none is, or none that can be. */
function daysIn(said: string): number | null {
  for (const [, count = '', unit = ''] of said.matchAll(
    /\b(\d{1,3}|[a-z]+) (days?|weeks?|months?|jours?|semaines?|mois)\b/g,
  )) {
    const number = NUMBERS[count] ?? (/^\d+$/.test(count) ? Number(count) : null)
    const length = UNITS.find(([names]) => names.test(unit))?.[1] ?? 1
    const days = number === null ? 0 : number * length
    if (days >= 1 && days <= 366) return days
  }
  return null
}

/** Whoever says so means purchases, whatever the fan writes. */
const BOUGHT_NOTHING =
  /\b(not|nothing|hasn ?t|haven ?t|didn ?t|doesn ?t|rien|pas|plus) (\w+ ){0,3}(bought|buy|purchased|achete)\b|\b(buys?|bought|buying) nothing\b|\bwithout (buying|a purchase)\b|\bsans (rien )?(acheter|achat)\b/

const begin = (config: Extract<Step, { type: 'trigger' }>['config']): Step => ({
  ...{ id: 'begin', type: 'trigger' as const, name: words.begin },
  config,
})

type Draft = Extract<Extract<Step, { type: 'action' }>['config'], { do: 'send_message' }>

const draft = (id: string, name: string, purpose: Draft['purpose'], note: string): Step => ({
  ...{ id, type: 'action' as const, name },
  config: { do: 'send_message', purpose, note, template: null, assetId: null, offerId: null },
})

const wait = (id: string, days: number, waitsFor?: 'answer' | 'purchase'): Step => ({
  ...{ id, type: 'action' as const, name: words.waitDays(days) },
  config: { do: 'wait', minutes: days * 1_440, ...(waitsFor && { for: waitsFor }) },
})

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

/** `days`: as the sentence names them, where it does. */
const TEMPLATE: Record<FlowTemplate, (days: number | null, said: string) => FlowBody> = {
  welcome: (days) => ({
    ...named.welcome,
    caps: { fanEveryDays: 366 },
    steps: [
      begin({ on: 'new_subscriber' }),
      draft('welcome', words.hello, 'welcome', notes.welcome),
      wait('pause', days ?? 2, 'answer'),
      unless('silent', 'run.answered'),
      draft('again', words.onceMore, 'follow-up', notes.welcomeAgain),
    ],
  }),
  'win-back': (days, said) => ({
    ...named['win-back'],
    stopWhen: ['purchase_completed'],
    caps: { fanEveryDays: 60 },
    steps: [
      begin({
        on: 'fan_inactive',
        days: days ?? 30,
        ...(BOUGHT_NOTHING.test(said) && { without: 'purchase' as const }),
      }),
      draft('hello', words.hello, 'reactivation', notes.winBack),
      wait('pause', 3, 'answer'),
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
  'ignored-offer': (days) => ({
    ...named['ignored-offer'],
    caps: { fanEveryDays: 14 },
    steps: [
      begin({ on: 'offer_ignored' }),
      wait('pause', days ?? 1, 'purchase'),
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
}
