import type { Span } from '../desk/index.ts'
import { compte, lowerFirst, typeset } from './counts.ts'
import type { ListWords } from './list-words-en.ts'

const strong = (text: string): Span => ({ strong: text })
/** « 1 gelé », « 2 gelés ». */
const listed = (counts: [number, string, string][]) =>
  counts
    .filter(([count]) => count > 0)
    .map(([count, one, many]) => compte(count, one, many))
    .join(', ')
const likely = (share: number) =>
  share > 0.99 ? 'plus de 99 %' : share < 0.01 ? 'moins de 1 %' : `${Math.round(100 * share)} %`
const fans = (count: number) => compte(count, 'fan', 'fans')
const jours = (count: number) => compte(count, 'jour', 'jours')
const ago = (days: number) => (days < 1 ? 'aujourd’hui' : `il y a ${jours(days)}`)
const more = (share: number) => {
  const count = Math.round(100 * share)
  return count === 0 ? '0 de plus' : `${Math.abs(count)} de ${count < 0 ? 'moins' : 'plus'}`
}
const whole = (share: number) => Math.round(100 * Math.abs(share))
/** `19:00` → `19 h`. */
const heure = (clock: string) => `${Number(clock.slice(0, 2))} h`

const SEGMENTS: Record<string, string> = {
  Whale: 'Très gros acheteur',
  VIP: 'VIP',
  Regular: 'Habitué',
  New: 'Nouveau',
  ChurnRisk: 'Risque de départ',
  Dormant: 'Inactif',
  Prospect: 'Sans achat',
}

/** French: the same sentences. */
export const french: ListWords = typeset<ListWords>({
  todayTitle: (creator, day) => `Aujourd’hui pour ${creator} · ${day}`,
  todaySummary: (count) =>
    count === 0
      ? 'Personne n’a besoin d’un message aujourd’hui.'
      : `${compte(count, 'fan mérite', 'fans méritent')} un message aujourd’hui.`,
  onCards: (count, first) =>
    count === 1
      ? `${first} attend une réponse sur une carte ouverte.`
      : `${fans(count)} attendent une réponse sur des cartes ouvertes, ${first} en premier.`,
  nobodyElse: 'Personne d’autre n’a besoin d’un message aujourd’hui.',
  todayHead: (count, minutes, sum) => [
    strong(fans(count)),
    ` à qui écrire aujourd’hui : environ ${compte(Math.max(1, Math.round(minutes)), 'minute', 'minutes')} de travail`,
    ...(sum === null ? ['.'] : [', et environ ', strong(sum), ' attendus sous 7 jours.']),
  ],
  bestHours: (from, to, creator) =>
    ` Meilleures heures : de ${heure(from)} à ${heure(to)}, à l’heure de chez ${creator}.`,
  under: (amount) => `moins de ${amount}`,
  together: (reasons) => reasons.join(' ; '),
  more: (count) => `${count} de plus, une fois ceux-ci faits`,
  expected: 'les montants sont ce qu’on attend sous 7 jours',
  leftOut: (frozen, overLimit, heldOut) =>
    `laissés de côté : ${listed([
      [frozen, 'gelé', 'gelés'],
      [overLimit, 'à sa limite de messages', 'à leur limite de messages'],
      [heldOut, 'laissé tranquille pour mesurer l’effet', 'laissés tranquilles pour mesurer l’effet'],
    ])}`,
  minutesMeasured: (cards) =>
    `les meilleurs d’abord, par gain à la minute ; minutes mesurées sur ${compte(cards, 'carte', 'cartes')}`,
  minutesAssumed: 'les meilleurs d’abord, par gain à la minute ; minutes supposées avant 20 cartes mesurées',
  waits: (hours, messages) => {
    const since =
      hours < 1 ? 'moins d’une heure' : hours < 48 ? compte(hours, 'heure', 'heures') : jours(Math.floor(hours / 24))
    return `attend depuis ${since} une réponse à ${compte(messages, 'message', 'messages')}`
  },
  quiet: (days, every) =>
    `dernier achat ${ago(days)}, achète d’habitude ${every === 1 ? 'chaque jour' : `tous les ${jours(every)}`}`,
  sawUnsold: (title, days) => `a vu ${title || 'un contenu'} ${ago(days)} sans l’acheter`,
  anniversary: (years) => `premier achat il y a ${compte(years, 'an', 'ans')} aujourd’hui`,
  birthday: 'c’est son anniversaire',
  whyListed: (occasion) => `Sur la liste du jour : ${french.occasions[occasion]}`,
  noFan: 'Ce fan n’est plus là.',
  frozenFan: (name) => `${name} est gelé. Rien ne lui est envoyé.`,
  objects: (name) => `${name} refuse le profilage : aucune liste n’en parle. /fan draft lui écrit à la main.`,
  hasCard: (name) => `${name} a déjà une carte, ou une est en route.`,
  askedToday: (name) =>
    `Un brouillon pour ${name} a déjà été demandé aujourd’hui depuis une liste. /fan draft en demande un autre. Rien n’a changé.`,
  comes: (name) =>
    `Un brouillon pour ${name} arrive sous forme de carte, dès que ses limites et ses heures le permettent.`,
  yesterday: (written, buyers, brought) => {
    const sent = `Hier, ${compte(written, 'message de cette liste est parti', 'messages de cette liste sont partis')}`
    if (buyers === 0) return `${sent}. Personne n’a acheté depuis.`
    return `${sent}, et ${compte(buyers, 'fan a acheté', 'fans ont acheté')} depuis${brought === null ? '' : `, pour ${brought}`}.`
  },
  onlyWithMoney: 'Ce bilan dit ce qu’une créatrice a gagné. Les managers et elle le lisent.',
  draft: 'Brouillon',
  segment: (name) => SEGMENTS[name] ?? name,
  occasions: {
    answer: 'attend une réponse',
    leaving: 'sur le départ',
    'subscription-ends': 'abonnement bientôt fini',
    'unsold-ppv': 'a vu un contenu sans l’acheter',
    anniversary: 'anniversaire du premier achat',
    birthday: 'anniversaire',
  },
  leavingTitle: (creator) => `Sur le départ · ${creator}`,
  leavingSummary: (count) =>
    count === 0 ? 'Personne ne risque de partir.' : `${compte(count, 'fan risque', 'fans risquent')} de partir.`,
  leavingHead: (count, days, monthly) =>
    count === 0
      ? [`Personne ne risque de partir sous ${days} jours.`]
      : [
          strong(fans(count)),
          ` ${count === 1 ? 'risque' : 'risquent'} de partir sous ${days} jours`,
          ...(monthly === null ? ['.'] : [', et avec eux ', strong(monthly), ' par mois.']),
        ],
  monthly: (amount) => `${amount} par mois`,
  churn: (risk, days, before = null) =>
    `${likely(risk)} de risque de ne rien acheter sous ${days} jours${before && likely(before.risk) !== likely(risk) ? ` (${likely(before.risk)} le ${before.day})` : ''}`,
  endsIn: (days) => (days < 1 ? 'abonnement fini aujourd’hui' : `abonnement fini dans ${jours(days)}`),
  lost: (days) => `Ont acheté il y a ${days} à ${2 * days} jours, pas depuis`,
  wonBack: (days) => `Revenus après ${days} jours ou plus`,
  gone: (count, amount) => (count === 0 ? 'personne' : `${fans(count)}${amount === null ? '' : `, ${amount} alors`}`),
  back: (count, amount) => (count === 0 ? 'personne' : `${fans(count)}${amount === null ? '' : `, ${amount} depuis`}`),
  lift: 'Ce qu’apporte de leur écrire',
  liftOf: (middle, low, high) =>
    `sur 100 fans à qui l’on écrit, ${more(middle)} rachètent que sur 100 laissés tranquilles (sûr à 95 % : de ${more(low)} à ${more(high)})`,
  noLift: 'non mesuré : personne n’est laissé tranquille (/digest holdout)',
  tooFew: (written, heldOut) =>
    `trop tôt pour le dire : ${fans(written)} à qui écrire, ${compte(heldOut, 'laissé tranquille', 'laissés tranquilles')} ; il en faut 30 de chaque`,
  heldOutNote: (count) =>
    `${compte(count, 'fan laissé tranquille', 'fans laissés tranquilles')} : aucune liste ni aucune automatisation ne leur écrit, une personne le peut (/fan draft)`,
  isHeldOut: (name) => `${name} est laissé tranquille pour mesurer l’effet. /fan draft lui écrit à la main.`,
  alsoListed: (count) => `${count} d’entre eux sur la liste du jour`,
  holdOut: (creator, percent) =>
    percent === 0
      ? `Désormais personne n’est laissé tranquille chez ${creator} : listes et automatisations n’oublient aucun fan.`
      : `Désormais ${percent} fans acheteurs sur 100 chez ${creator} sont laissés tranquilles par listes et automatisations, d’autres chaque trimestre.`,
  noPercent: (text) => `« ${text.slice(0, 20)} » n’est pas une part. Donnez un entier de 0 à 50. Rien n’a changé.`,
  lastTime: (told, left, days) =>
    `sur ${told} signalés il y a ${days} à ${2 * days} jours, ${left === 0 ? 'tous ont' : compte(told - left, 'a', 'ont')} racheté sous ${days} jours`,
  morningTitle: (creator) => `Bonjour ${creator}`,
  earned: (weekday, amount) => ['Vous avez gagné ', strong(amount), ` ${weekday}`],
  soldNothing: (weekday) => `Rien n’a été vendu ${weekday}.`,
  above: (share, weekday) =>
    share === 0
      ? `, comme un ${weekday} habituel.`
      : share >= 1
        ? `, au moins le double d’un ${weekday} habituel.`
        : `, ${whole(share)} % de plus qu’un ${weekday} habituel.`,
  usualDay: (weekday, amount) => `un ${weekday} habituel rapporte ${amount}`,
  bestOf: (weekday, weeks) => `Votre meilleur ${weekday} en ${weeks} semaines`,
  weekAbove: (amount, share) =>
    `${amount} ces 7 derniers jours, ${share === 0 ? 'comme d’habitude' : share >= 1 ? 'au moins le double de l’habitude' : `${whole(share)} % de plus que d’habitude`}`,
  weekBelow: (amount, usual) => `${amount} ces 7 derniers jours, d’habitude ${usual}`,
  strongSource: (source, amount, weekday, usual) =>
    `${source} : ${amount}, contre ${usual ?? 'rien'} un ${weekday} habituel`,
  newcomers: (count) => compte(count, 'nouvel abonné', 'nouveaux abonnés'),
  refunded: (amount) => `${amount} remboursés`,
  chartTitle: 'Vos 30 derniers jours',
  chartFinding: (least, most, last) =>
    `Entre ${least} et ${most} par jour, ${last} le dernier ; la bande est l’habitude pour un tel jour.`,
  chartLine: 'vous avez gagné',
  chartUsual: 'd’habitude',
  notWhole: (day) =>
    `${day} n’est pas encore complet : ce qui est arrivé est en cours de décompte. Redemandez dans une minute.`,
  noFigures: (day) => `Rien n’est arrivé le ${day} ni avant.`,
  dayMoney: (amount, weekday, usual) => [
    strong(amount),
    usual === null ? ' gagnés.' : ` gagnés, contre ${usual} un ${weekday} habituel.`,
  ],
  dayShare: (share, weekday) =>
    Math.abs(share) < 0.005
      ? `Autant de gains qu’un ${weekday} habituel.`
      : share <= -1
        ? 'Rien n’a été gagné ce jour-là.'
        : `${whole(share)} % de gains en ${share > 0 ? 'plus' : 'moins'} qu’un ${weekday} habituel.`,
  dayCounts: (sales, gained, lost, minutes) =>
    `${compte(sales, 'vente', 'ventes')}, ${compte(gained, 'nouvel abonné', 'nouveaux abonnés')}, ${compte(lost, 'abonné perdu', 'abonnés perdus')}${minutes === null ? '.' : ` ; la moitié des réponses en moins de ${minutes}.`}`,
  dayUnusual: (metrics) =>
    metrics.length === 0
      ? 'Aucune alerte ouverte sur ce jour.'
      : `Inhabituel : ${[...new Set(metrics)].map(lowerFirst).join(', ')}.`,
  late: (weekday) => `pour ${weekday}, envoyé en retard`,
})
