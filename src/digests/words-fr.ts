import { compte, de, lowerFirst, typeset } from './counts.ts'
import { placesFrench } from './place-words.ts'
import { NOTHING_TIMES, TIMES_FROM, type Words } from './words-en.ts'

const percent = (share: number) => `${Math.round(100 * Math.abs(share))} %`

/** French: the same sentences. */
export const french: Words = typeset<Words>({
  locale: 'fr-FR',
  language: 'Français',
  metrics: {
    revenue: 'Chiffre d’affaires',
    sales: 'Ventes',
    'new-subscribers': 'Nouveaux abonnés',
    'lost-subscribers': 'Abonnés perdus',
    'response-time': 'Temps de réponse',
    refunds: 'Remboursements',
  },
  sources: {
    ppv: 'Contenus débloqués',
    tips: 'Pourboires',
    subscriptions: 'Abonnements',
    products: 'Produits',
    refunds: 'Remboursements',
  },
  alertTitle: (metric, isHigh, creator) =>
    `⚠️ ${metric} très ${isHigh ? 'au-dessus' : 'au-dessous'} de l’habitude · ${creator}`,
  alertSummary: (metric, isHigh, creator) =>
    `${metric} ${de(creator)} : très ${isHigh ? 'au-dessus' : 'au-dessous'} de l’habitude.`,
  settledTitle: (metric, creator, status) => `${metric} · ${creator} · ${status === 'done' ? 'fait' : 'mis de côté'}`,
  minutes: (count) => `${Math.round(count)} min`,
  expected: 'Attendu',
  range: (low, high) => `de ${low} à ${high}`,
  usual: (weekday) => `Un ${weekday} habituel`,
  chance: 'Rareté',
  oneIn: (days) => (days >= 1_000 ? 'moins d’un jour sur 1 000' : `environ 1 jour sur ${days}`),
  lasted: (days) => compte(days, 'jour', 'jours'),
  gap: (account) => `Synchronisation ${account}`,
  gapSpan: { stopped: ' arrêtée de ', until: ' à ', since: ' arrêtée depuis ', still: ', toujours muette' },
  waiting: (count) => compte(count, 'message encore ouvert', 'messages encore ouverts'),
  change: (change) =>
    change === null || change >= NOTHING_TIMES
      ? ' là où rien ne vient d’habitude'
      : change >= TIMES_FROM
        ? ` ${Math.round(change + 1)} fois plus que d’habitude`
        : ` en ${change < 0 ? 'baisse' : 'hausse'} de ${percent(change)}`,
  sourceShare: (share) => `${percent(share)} de l’écart`,
  asUsual: (sources) => `${sources.map(lowerFirst).join(' et ')} comme d’habitude`,
  refunded: (refunds, of) => `${refunds} sur ${compte(of, 'remboursement', 'remboursements')}`,
  refundedElse: 'Sans contenu, comme des pourboires',
  noReply: 'Aucune réponse',
  from: ' de ',
  to: ' à ',
  onShift: (count) => (count === 0 ? 'personne de service' : `${compte(count, 'personne', 'personnes')} de service`),
  price: (from, to) => ` de ${from} à ${to}`,
  priceChanged: 'Prix changé',
  promotion: { began: 'Début de promotion', ended: 'Fin de promotion', runs: 'Promotion en cours' },
  failed: ' en échec de ',
  notApplied: (count) => compte(count, 'événement n’a pas pu être lu', 'événements n’ont pas pu être lus'),
  frozen: (count) => compte(count, 'fan gelé', 'fans gelés'),
  byRules: (count) => (count === 0 ? 'par l’équipe' : `dont ${count} par les règles`),
  rulesChanged: 'Règles changées',
  at: ' à ',
  also: (metrics) => `inhabituels aussi : ${metrics.map(lowerFirst).join(', ')}`,
  places: { 'open-sync': 'Voir la synchro', 'show-figures': 'Voir les chiffres', 'show-team': 'Voir l’équipe' },
  nothingSeen: 'On ne sait rien d’autre de ce jour.',
  chartFinding: (metric, came, low, high) =>
    `${metric} : ${came}, là où l’on attendait de ${low} à ${high}. La bande est ce qu’on attendait de chaque jour.`,
  chartTitle: (metric, creator) => `${metric} ${de(creator)}, 30 jours`,
  day: 'jour',
  came: 'obtenu',
  expectedBand: 'attendu',
  onIt: 'Je m’en occupe',
  why: 'Pourquoi',
  explain: 'Expliquer…',
  falseAlarm: 'Fausse alerte',
  done: 'Fait',
  mute: 'Muet 7 jours',
  taken: 'quelqu’un s’en occupe',
  explainForm: 'Expliquer ce que c’était',
  explainWhat: 'C’était',
  explainHint: 'L’alerte est alors réglée, et ses jours ne comptent pas comme habituels.',
  save: 'Enregistrer',
  explanations: {
    promotion: 'Une promotion ou une campagne',
    pause: 'Une pause ou des vacances',
    platform: 'Un problème de plateforme ou de connexion',
    price: 'Un changement de prix ou de contenu',
    team: 'L’équipe était absente',
    other: 'Autre chose de connu',
  },
  whyTitle: (metric, creator) => `Pourquoi cette alerte · ${metric} ${de(creator)}`,
  explained: [
    'Chaque jour est comparé aux huit semaines d’avant, selon le jour de la semaine ; les jours plus anciens et les promotions connues comptent moins ou pas du tout.',
    'Ce qui figure à côté est ce qui s’est passé d’autre ce jour-là. Ce n’est pas forcément la raison.',
  ],
  insightsTitle: (count) => (count === 0 ? 'Rien à regarder' : `${compte(count, 'point', 'points')} à regarder`),
  fanGone: 'un fan qui n’est plus là',
  insightsNone: 'Rien sur cette liste, qui se remplit chaque matin.',
  open: 'Ouvrir',
  kinds: { alert: 'alerte', churn: 'sur le départ', opportunity: 'occasion' },
  worth: (kind, amount) => (kind === 'churn' ? `${amount} par mois en jeu` : `peut rapporter ${amount}`),
  notNeeded: 'Inutile',
  statuses: { new: 'nouveau', taken: 'pris', done: 'fait', dismissed: 'écarté' },
  ...placesFrench,
  answers: {
    explained: 'Noté. L’alerte est réglée.',
    taken: 'Noté : vous vous en occupez.',
    done: 'Fait.',
    dismissed: 'Noté. Ce ne sera plus dit.',
    muted: (metric, until) => [`Rien ne sera dit (${lowerFirst(metric)}) avant le `, { at: until, as: 'day' }, '.'],
    gone: 'Ce n’est plus là.',
    already: (status) => `C’est déjà ${status}. Rien n’a changé.`,
    noneOfYours: 'Aucun créateur n’est à vous.',
    noDays: (text) =>
      `« ${text.slice(0, 20)} » n’est pas un nombre de jours. Donnez un entier de 7 à 365. Rien n’a changé.`,
    noDigest: (digests, languages) => `Il y a ${digests.join(', ')}, en ${languages.join(' ou ')}.`,
    budget: (creator, days) =>
      `À partir de demain, les alertes sur ${creator} peuvent se tromper une fois en ${days} jours.`,
  },
})
