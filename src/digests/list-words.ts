import type { Occasion } from './action-list.ts'
import type { Language } from './words.ts'

const counted = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`
const percent = (share: number) => `${Math.round(100 * share)}%`
const signed = (share: number) => `${share < 0 ? '−' : ''}${Math.round(100 * Math.abs(share))}`

const english = {
  todayTitle: (creator: string, day: string) => `Today for ${creator} · ${day}`,
  todaySummary: (count: number) =>
    count === 0
      ? 'Nobody waits for a message today.'
      : `${counted(count, 'fan')} ${count === 1 ? 'is' : 'are'} worth a message today.`,
  fans: (count: number) => counted(count, 'fan'),
  worth: ' worth a message, together about ',
  bestHours: (from: string, to: string) => ` Best hours ${from} to ${to}.`,
  more: (count: number) => `${count} more are not shown`,
  expectedIn: (sign: string) => `${sign} = expected in 7 days`,
  leftOut: (count: number) => `${count} left out: frozen or over the limit`,
  yesterday: (written: number, brought: string) => `yesterday ${counted(written, 'message')}, ${brought} so far`,
  draft: 'Draft',
  segment: (name: string) => (name === 'ChurnRisk' ? 'Churn risk' : name),
  occasions: {
    answer: 'waits for an answer',
    leaving: 'about to leave',
    'subscription-ends': 'subscription ends',
    'unsold-ppv': 'saw a PPV and did not buy',
    anniversary: 'anniversary',
  } satisfies Record<Occasion, string> as Record<Occasion, string>,
  leavingTitle: (creator: string) => `Likely to leave · ${creator}`,
  leavingSummary: (count: number) => `${counted(count, 'fan')} ${count === 1 ? 'is' : 'are'} likely to leave.`,
  aMonth: (amount: string) => `${amount} a month.`,
  churn: (risk: number, before: number | null, days: number) =>
    `churn ${percent(risk)} (${days} days)${before === null ? '' : `, was ${percent(before)}`}`,
  endsIn: (days: number) => (days < 1 ? 'subscription ends today' : `subscription ends in ${counted(days, 'day')}`),
  lost: 'Lost',
  wonBack: 'Won back',
  moved: (fans: number, amount: string) => `${counted(fans, 'fan')}, ${amount} a month`,
  lift: 'Writing to them',
  liftOf: (middle: number, low: number, high: number) =>
    `${signed(middle)} points more buy again (95%: ${signed(low)} to ${signed(high)})`,
  noLift: 'not known yet: nobody was written to, or nobody held out',
  lastTime: (told: number, left: number) => `of the last ${told}, ${left} left`,
  morningTitle: (creator: string) => `Good morning, ${creator}`,
  earned: 'You earned ',
  against: (share: number, weekday: string) =>
    Math.abs(share) < 0.005
      ? `, as on a usual ${weekday}.`
      : `, ${percent(Math.abs(share))} ${share > 0 ? 'above' : 'below'} a usual ${weekday}.`,
  noUsual: '.',
}

export type ListWords = typeof english

const nombre = (count: number, one: string, many: string) => `${count} ${count < 2 ? one : many}`
const pourCent = (share: number) => `${Math.round(100 * share)} %`

const french: ListWords = {
  todayTitle: (creator, day) => `Aujourd’hui pour ${creator} · ${day}`,
  todaySummary: (count) =>
    count === 0
      ? 'Personne n’attend de message aujourd’hui.'
      : `${nombre(count, 'fan mérite', 'fans méritent')} un message.`,
  fans: (count) => nombre(count, 'fan', 'fans'),
  worth: ' à qui écrire, ensemble environ ',
  bestHours: (from, to) => ` Meilleures heures : ${from} à ${to}.`,
  more: (count) => `${count} de plus, non affichés`,
  expectedIn: (sign) => `${sign} = attendu en 7 jours`,
  leftOut: (count) => `${count} laissés de côté : gelés ou au-delà de la limite`,
  yesterday: (written, brought) => `hier ${nombre(written, 'message', 'messages')}, ${brought} jusqu’ici`,
  draft: 'Brouillon',
  segment: (name) => (name === 'ChurnRisk' ? 'risque de départ' : name),
  occasions: {
    answer: 'attend une réponse',
    leaving: 'sur le départ',
    'subscription-ends': 'abonnement bientôt fini',
    'unsold-ppv': 'a vu un contenu sans l’acheter',
    anniversary: 'anniversaire',
  },
  leavingTitle: (creator) => `Sur le départ · ${creator}`,
  leavingSummary: (count) => `${nombre(count, 'fan risque', 'fans risquent')} de partir.`,
  aMonth: (amount) => `${amount} par mois.`,
  churn: (risk, before, days) =>
    `risque ${pourCent(risk)} (${days} jours)${before === null ? '' : `, avant ${pourCent(before)}`}`,
  endsIn: (days) =>
    days < 1 ? 'abonnement fini aujourd’hui' : `abonnement fini dans ${nombre(days, 'jour', 'jours')}`,
  lost: 'Perdus',
  wonBack: 'Revenus',
  moved: (fans, amount) => `${nombre(fans, 'fan', 'fans')}, ${amount} par mois`,
  lift: 'Leur écrire',
  liftOf: (middle, low, high) => `${signed(middle)} points de plus rachètent (95 % : ${signed(low)} à ${signed(high)})`,
  noLift: 'pas encore connu : personne à qui l’on ait écrit, ou personne de tenu à l’écart',
  lastTime: (told, left) => `des ${told} derniers, ${left} sont partis`,
  morningTitle: (creator) => `Bonjour ${creator}`,
  earned: 'Vous avez gagné ',
  against: (share, weekday) =>
    Math.abs(share) < 0.005
      ? `, comme un ${weekday} habituel.`
      : `, ${pourCent(Math.abs(share))} ${share > 0 ? 'au-dessus' : 'au-dessous'} d’un ${weekday} habituel.`,
  noUsual: '.',
}

/** Sentences of the daily lists, one object per language. */
export const LIST_WORDS: Record<Language, ListWords> = { en: english, fr: french }
