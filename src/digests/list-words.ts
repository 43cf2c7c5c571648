import type { Occasion } from './action-list.ts'
import type { Language } from './words.ts'

const counted = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`
const percent = (share: number) => `${Math.round(100 * share)}%`
const signed = (share: number) => `${share < 0 ? '−' : ''}${Math.round(100 * Math.abs(share))}`

const listed = (counts: [number, string][]) =>
  counts
    .filter(([count]) => count > 0)
    .map(([count, what]) => `${count} ${what}`)
    .join(', ')

const english = {
  todayTitle: (creator: string, day: string) => `Today for ${creator} · ${day}`,
  todaySummary: (count: number) =>
    count === 0
      ? 'Nobody waits for a message today.'
      : `${counted(count, 'fan')} ${count === 1 ? 'is' : 'are'} worth a message today.`,
  fans: (count: number) => counted(count, 'fan'),
  worth: ' worth a message, together about ',
  worthMessage: ' worth a message',
  bestHours: (from: string, to: string) => ` Best hours ${from} to ${to}.`,
  more: (count: number) => `${count} more are not shown`,
  expectedIn: (sign: string) => `${sign} = expected in 7 days`,
  leftOut: (frozen: number, overLimit: number, heldOut: number) =>
    `left out: ${listed([
      [frozen, 'frozen'],
      [overLimit, 'over the limit'],
      [heldOut, 'held out to see what writing brings'],
    ])}`,
  minutesMeasured: (cards: number) =>
    `ranked by what a minute brings, minutes as measured on ${counted(cards, 'card')}`,
  minutesAssumed: 'ranked by what a minute brings, minutes assumed until 20 cards were measured',
  waits: (hours: number, messages: number) =>
    `waits for an answer ${hours < 48 ? `for ${counted(hours, 'hour')}` : `for ${counted(Math.floor(hours / 24), 'day')}`}, ${counted(messages, 'message')}`,
  quiet: (days: number, every: number) => `quiet for ${counted(days, 'day')}, buys every ${every}`,
  sawUnsold: (title: string, days: number) => `saw ${title} ${counted(days, 'day')} ago and did not buy`,
  anniversary: (years: number) => `first bought ${counted(years, 'year')} ago today`,
  birthday: 'has a birthday today',
  whyListed: (occasion: Occasion) => `On today’s list: ${english.occasions[occasion]}`,
  noFan: 'This fan is not here any more.',
  frozenFan: (name: string) => `${name} is frozen. Nothing is sent to them.`,
  objects: (name: string) =>
    `${name} objects to profiling, so no list speaks of them. /fan draft writes to them by hand.`,
  hasCard: (name: string) => `${name} has a card already, or one is on its way.`,
  comes: (name: string) => `A draft for ${name} comes as a card, as soon as their limits and hours permit.`,
  yesterday: (written: number, brought: string | null) =>
    `yesterday ${counted(written, 'message')}${brought === null ? '' : `, ${brought} so far`}`,
  onlyWithMoney: 'This digest is what a creator earned. Managers and the creator read it.',
  draft: 'Draft',
  segment: (name: string) => (name === 'ChurnRisk' ? 'Churn risk' : name),
  occasions: {
    answer: 'waits for an answer',
    leaving: 'about to leave',
    'subscription-ends': 'subscription ends',
    'unsold-ppv': 'saw a PPV and did not buy',
    anniversary: 'anniversary of the first purchase',
    birthday: 'birthday',
  } satisfies Record<Occasion, string> as Record<Occasion, string>,
  leavingTitle: (creator: string) => `Likely to leave · ${creator}`,
  leavingSummary: (count: number) => `${counted(count, 'fan')} ${count === 1 ? 'is' : 'are'} likely to leave.`,
  aMonth: (amount: string) => `${amount} a month.`,
  churn: (risk: number, before: number | null, days: number) =>
    `churn ${percent(risk)} (${days} days)${before === null ? '' : `, was ${percent(before)}`}`,
  endsIn: (days: number) => (days < 1 ? 'subscription ends today' : `subscription ends in ${counted(days, 'day')}`),
  lost: (days: number) => `Lost in ${days} days`,
  wonBack: (days: number) => `Won back in ${days} days`,
  moved: (fans: number, amount: string) => `${counted(fans, 'fan')}, ${amount} a month`,
  lift: 'Writing to them',
  liftOf: (middle: number, low: number, high: number) =>
    `${signed(middle)} points more buy again (95%: ${signed(low)} to ${signed(high)})`,
  noLift: 'not known: nobody is held out, see /digest holdout',
  tooFew: (written: number, heldOut: number) =>
    `too few to say: ${counted(written, 'fan')} to write to, ${heldOut} held out; 30 of each are needed`,
  heldOutNote: (count: number) =>
    `${counted(count, 'fan')} held out: no digest or flow writes to them, a person may by hand (/fan draft)`,
  isHeldOut: (name: string) => `${name} is held out, so that it shows what writing brings. /fan draft writes by hand.`,
  alsoListed: (count: number) => `${count} more ${count === 1 ? 'stands' : 'stand'} on today’s list`,
  holdOut: (creator: string, percent: number) =>
    percent === 0
      ? `From now on nobody of ${creator} is held out: digests and flows leave no fan alone.`
      : `From now on ${percent} of 100 fans of ${creator} who have bought are left alone by digests and flows, others each quarter.`,
  noPercent: (text: string) => `“${text.slice(0, 20)}” is no share. Give a whole number from 0 to 50. Nothing changed.`,
  lastTime: (told: number, left: number) => `of the last ${told}, ${left} left`,
  morningTitle: (creator: string) => `Good morning, ${creator}`,
  earned: 'You earned ',
  against: (share: number, weekday: string) =>
    Math.abs(share) < 0.005
      ? `, as on a usual ${weekday}.`
      : `, ${percent(Math.abs(share))} ${share > 0 ? 'above' : 'below'} a usual ${weekday}.`,
  noUsual: '.',
  late: (weekday: string) => `for ${weekday}, posted late`,
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
  worthMessage: ' à qui écrire',
  bestHours: (from, to) => ` Meilleures heures : ${from} à ${to}.`,
  more: (count) => `${count} de plus, non affichés`,
  expectedIn: (sign) => `${sign} = attendu en 7 jours`,
  leftOut: (frozen, overLimit, heldOut) =>
    `laissés de côté : ${listed([
      [frozen, 'gelés'],
      [overLimit, 'au-delà de la limite'],
      [heldOut, 'tenus à l’écart pour mesurer l’effet'],
    ])}`,
  minutesMeasured: (cards) => `classés par gain à la minute, minutes mesurées sur ${nombre(cards, 'carte', 'cartes')}`,
  minutesAssumed: 'classés par gain à la minute, minutes supposées avant 20 cartes mesurées',
  waits: (hours, messages) =>
    `attend une réponse depuis ${hours < 48 ? `${hours} h` : `${Math.floor(hours / 24)} jours`}, ${nombre(messages, 'message', 'messages')}`,
  quiet: (days, every) => `muet depuis ${nombre(days, 'jour', 'jours')}, achète tous les ${every}`,
  sawUnsold: (title, days) => `a vu ${title} il y a ${nombre(days, 'jour', 'jours')} sans l’acheter`,
  anniversary: (years) => `premier achat il y a ${nombre(years, 'an', 'ans')} aujourd’hui`,
  birthday: 'c’est son anniversaire',
  whyListed: (occasion) => `Sur la liste du jour : ${french.occasions[occasion]}`,
  noFan: 'Ce fan n’est plus là.',
  frozenFan: (name) => `${name} est gelé. Rien ne lui est envoyé.`,
  objects: (name) => `${name} refuse le profilage : aucune liste n’en parle. /fan draft lui écrit à la main.`,
  hasCard: (name) => `${name} a déjà une carte, ou une est en route.`,
  comes: (name) => `Un brouillon pour ${name} arrive comme carte, dès que ses limites et ses heures le permettent.`,
  yesterday: (written, brought) =>
    `hier ${nombre(written, 'message', 'messages')}${brought === null ? '' : `, ${brought} jusqu’ici`}`,
  onlyWithMoney: 'Ce bilan dit ce qu’une créatrice a gagné. Les managers et elle le lisent.',
  draft: 'Brouillon',
  segment: (name) => (name === 'ChurnRisk' ? 'risque de départ' : name),
  occasions: {
    answer: 'attend une réponse',
    leaving: 'sur le départ',
    'subscription-ends': 'abonnement bientôt fini',
    'unsold-ppv': 'a vu un contenu sans l’acheter',
    anniversary: 'anniversaire du premier achat',
    birthday: 'anniversaire',
  },
  leavingTitle: (creator) => `Sur le départ · ${creator}`,
  leavingSummary: (count) => `${nombre(count, 'fan risque', 'fans risquent')} de partir.`,
  aMonth: (amount) => `${amount} par mois.`,
  churn: (risk, before, days) =>
    `risque ${pourCent(risk)} (${days} jours)${before === null ? '' : `, avant ${pourCent(before)}`}`,
  endsIn: (days) =>
    days < 1 ? 'abonnement fini aujourd’hui' : `abonnement fini dans ${nombre(days, 'jour', 'jours')}`,
  lost: (days) => `Perdus en ${days} jours`,
  wonBack: (days) => `Revenus en ${days} jours`,
  moved: (fans, amount) => `${nombre(fans, 'fan', 'fans')}, ${amount} par mois`,
  lift: 'Leur écrire',
  liftOf: (middle, low, high) => `${signed(middle)} points de plus rachètent (95 % : ${signed(low)} à ${signed(high)})`,
  noLift: 'inconnu : personne n’est tenu à l’écart, voir /digest holdout',
  tooFew: (written, heldOut) =>
    `trop peu pour le dire : ${nombre(written, 'fan', 'fans')} à qui écrire, ${heldOut} à l’écart ; il en faut 30 de chaque`,
  heldOutNote: (count) =>
    `${nombre(count, 'fan tenu', 'fans tenus')} à l’écart : aucune liste ni aucun flux ne leur écrit, une personne le peut (/fan draft)`,
  isHeldOut: (name) => `${name} est tenu à l’écart pour mesurer l’effet. /fan draft lui écrit à la main.`,
  alsoListed: (count) => `${count} de plus sur la liste du jour`,
  holdOut: (creator, percent) =>
    `Désormais ${percent} fans acheteurs sur 100 de ${creator} sont laissés tranquilles par listes et flux, d’autres chaque trimestre.`,
  noPercent: (text) => `« ${text.slice(0, 20)} » n’est pas une part. Donnez un entier de 0 à 50. Rien n’a changé.`,
  lastTime: (told, left) => `des ${told} derniers, ${left} sont partis`,
  morningTitle: (creator) => `Bonjour ${creator}`,
  earned: 'Vous avez gagné ',
  against: (share, weekday) =>
    Math.abs(share) < 0.005
      ? `, comme un ${weekday} habituel.`
      : `, ${pourCent(Math.abs(share))} ${share > 0 ? 'au-dessus' : 'au-dessous'} d’un ${weekday} habituel.`,
  noUsual: '.',
  late: (weekday) => `pour ${weekday}, envoyé en retard`,
}

/** Sentences of the daily lists, one object per language. */
export const LIST_WORDS: Record<Language, ListWords> = { en: english, fr: french }
