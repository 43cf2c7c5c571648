const number = (count: number): string => count.toLocaleString('en')
const counted = (count: number, one: string, many: string): string => `${number(count)} ${count === 1 ? one : many}`
const percent = (share: number): string => (share > 0 && share < 0.01 ? 'under 1%' : `${Math.round(100 * share)}%`)
const change = (now: number, before: number): string => {
  if (before <= 0) return 'nothing to compare with'
  const share = now / before - 1
  if (Math.abs(share) < 0.005) return 'as in the time before'
  return `${percent(Math.abs(share))} ${share > 0 ? 'above' : 'below'} the time before`
}
/** `40 s`, `12 min`, `3.5 h`. */
function waited(ms: number | null): string {
  if (ms === null) return 'none'
  const seconds = ms / 1_000
  if (seconds < 90) return `${Math.round(seconds)} s`
  if (seconds < 5_400) return `${Math.round(seconds / 60)} min`
  return `${(seconds / 3_600).toFixed(1)} h`
}

/** `2026-10` as `Oct 2026`. */
const monthName = (month: string): string =>
  new Date(`${month}-01T00:00:00Z`).toLocaleDateString('en-GB', { month: 'short', year: 'numeric', timeZone: 'UTC' })

/** Sentences of reports about figures. */
export const words = {
  number,
  counted,
  percent,
  waited,
  all: 'all creators',
  managersAndCreators: 'Managers see this for everybody, creators for themselves.',
  noCreator: (name: string, known: readonly string[]) =>
    `No creator is called “${name}”.${known.length > 0 ? ` There ${known.length === 1 ? 'is' : 'are'}: ${known.slice(0, 20).join(', ')}.` : ''}`,
  badDays: (given: string) => `“${given}” is no number of days. Allowed: 1 to 366.`,
  nothing: 'Nothing was recorded in this time.',
  /** A headline of what is told once for each currency. */
  inCurrency: (head: string, currency: string) => `${head} · ${currency}`,
  others: (amounts: readonly string[]) => `Beside it ${amounts.join(', ')}: currencies are never added up.`,
  revenue: {
    title: (whom: string, days: number) => `Revenue · ${whom} · ${days} days`,
    summary: (whom: string) => `Revenue of ${whom}`,
    paid: 'Paid',
    refunded: 'Refunded',
    sales: 'Sales',
    perPayer: 'For each paying fan, this month',
    recurring: 'Running subscriptions',
    churn: 'Subscribers lost',
    subscribers: 'Subscribers',
    afterReply: 'After replies',
    perDraft: 'For each approved draft',
    churnOf: (lost: number, share: number | null) =>
      share === null ? number(lost) : `${number(lost)}, ${percent(share)} of those at the start`,
    gained: (gained: number, regained: number) =>
      regained > 0 ? `${number(gained)} came, ${number(regained)} of them back` : `${number(gained)} came`,
    change,
    overTime: (whom: string) => `Revenue of ${whom}, day by day`,
    day: 'day',
    paidLine: 'paid',
    refundedLine: 'refunded',
    finding: (total: string, days: number, best: string, bestDay: string) =>
      `${total} were paid in ${days} days; the best day was ${bestDay} with ${best}.`,
    unusual: { low: 'low', high: 'high', both: 'unusual' },
    unusualDays: (days: readonly string[]) => `Unusual: ${days.join(', ')}.`,
    sources: 'Revenue by source',
    sourcesFinding: (first: string, share: number) => `${first} brought ${percent(share)} of what was paid.`,
    kinds: { subscription: 'Subscriptions', renewal: 'Renewals', tip: 'Tips', ppv: 'PPVs', product: 'Products' },
    on: (platform: string, amount: string) => `${platform} · ${amount}`,
    hours: 'When fans buy',
    hoursAxis: 'hour of the day, where the creator is',
    weekdays: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
    hoursFinding: (weekday: string, hour: number, sales: number) =>
      `Most is bought on ${weekday} from ${hour}:00 to ${hour + 1}:00: ${counted(sales, 'sale', 'sales')}.`,
    rule: 'After replies: tips, PPVs and products within 24 hours of an approved reply that was sent, counted once. Refunds count on the day they went back.',
  },
  team: {
    title: (whom: string, days: number) => `Team · ${whom} · ${days} days`,
    summary: 'What the team decided',
    decisions: 'Decisions',
    accepted: 'Sent unchanged',
    waited: 'Answered in, half of them',
    slowest: 'Answered in, nine of ten',
    quick: 'Approved in under 3 seconds',
    onShift: (on: string, off: string) => `${on} on shift, ${off} off it`,
    quickOf: (quick: number, looked: number) =>
      looked === 0 ? 'not known' : `${number(quick)} of ${number(looked)} (${percent(quick / looked)})`,
    line: (decisions: number, share: number | null, median: string) =>
      ` · ${counted(decisions, 'decision', 'decisions')}${share === null ? '' : `, ${percent(share)} unchanged`}, ${median}`,
    soft: (inShift: number, decisions: number, quick: string, after: string) =>
      `${percent(decisions > 0 ? inShift / decisions : 0)} on shift · under 3 seconds: ${quick} · after replies ${after}`,
    chart: 'What became of drafts',
    finding: (name: string, accepted: number) => `${name} decided most, and sent ${percent(accepted)} of it unchanged.`,
    row: (name: string, unchanged: number, decided: number) =>
      `${name} · ${percent(decided > 0 ? unchanged / decided : 0)} of ${number(decided)} unchanged`,
    rule: 'Counted from recorded decisions. Waiting times are within 5% of the exact ones.',
    removed: 'Somebody who left',
  },
  content: {
    title: (whom: string, days: number) => `Content · ${whom} · ${days} days`,
    summary: 'What was sold',
    top: 'What sold best',
    topFinding: (title: string, amount: string, sales: number) =>
      `${title} brought ${amount} by ${counted(sales, 'sale', 'sales')}.`,
    row: (title: string, amount: string, sales: number) => `${title} · ${amount} · ${number(sales)}×`,
    funnel: 'From message to purchase',
    funnelFinding: (messages: number, unlocked: number) =>
      `${counted(messages, 'message', 'messages')} from fans led to ${counted(unlocked, 'PPV that was unlocked', 'PPVs that were unlocked')}.`,
    stages: {
      received: 'messages from fans',
      shown: 'drafts shown',
      approved: 'drafts approved',
      replies: 'replies sent',
      priced: 'with a price',
      unlocked: 'unlocked',
    },
    step: (what: string, count: number, before: number | null) =>
      before ? `${number(count)} ${what} · ${percent(count / before)}` : `${number(count)} ${what}`,
    segments: 'PPVs by segment',
    segment: (name: string) => (name === 'none' ? 'not known' : name === 'ChurnRisk' ? 'Churn risk' : name),
    unlocks: (shown: number, unlocked: number, amount: string) =>
      ` · ${number(unlocked)} of ${number(shown)} unlocked (${percent(shown > 0 ? unlocked / shown : 0)}), ${amount}`,
  },
  fans: {
    title: (whom: string, days: number) => `Top fans · ${whom} · ${days} days`,
    summary: 'Who paid most',
    chart: 'What the top fans paid',
    finding: (fans: number, share: number, most: string) =>
      `${fans === 1 ? 'One fan' : `The ${number(fans)} who paid most`} brought ${percent(share)} of everything, the first of them ${most}.`,
    bar: (rank: number, segment: string, amount: string, sales: number) =>
      `${rank}. ${segment} · ${amount} · ${number(sales)}×`,
    line: (segment: string, amount: string) => ` · ${segment} · ${amount}`,
    soft: (sales: number, day: string, creator: string | null) =>
      `${counted(sales, 'sale', 'sales')}, last on ${day}${creator === null ? '' : ` · of ${creator}`}`,
  },
  cohorts: {
    title: (whom: string, months: number) => `Cohorts · ${whom} · ${counted(months, 'month', 'months')}`,
    summary: 'Fans by the month of their first purchase',
    share: 'Who buys again, by months since the first purchase',
    value: 'What a fan has brought, by months since the first purchase',
    since: 'months since the first purchase',
    row: (month: string, fans: number) => `${monthName(month)} · ${number(fans)}`,
    shareFinding: (next: number, best: string, share: number) =>
      `${percent(next)} bought again in the month after their first; most of those of ${monthName(best)}: ${percent(share)}.`,
    valueFinding: (month: string, value: string, after: number) =>
      `A fan of ${monthName(month)} has brought most: ${value} in the first ${counted(after + 1, 'month', 'months')}.`,
    rule: 'A row is the fans who first bought in a month, and how many they are. The stronger the colour, the more. The last month of each row isn’t over yet.',
  },
  segments: {
    title: (whom: string, days: number) => `Segments · ${whom} · ${days} days`,
    summary: 'How fans are spread over the segments',
    overTime: (whom: string) => `Fans of ${whom} by segment, day by day`,
    groups: { best: 'Whale, VIP', usual: 'Regular, New', leaving: 'Churn risk', gone: 'Dormant' },
    axis: 'fans, by factors',
    finding: (name: string, before: number, after: number, days: number) =>
      before === after
        ? `In ${days} days no segment grew or shrank.`
        : `${name} changed most: from ${number(before)} to ${counted(after, 'fan', 'fans')} in ${days} days.`,
    none: 'No fan has a segment yet: it comes with the first purchases.',
  },
  guardrails: {
    title: (whom: string, days: number) => `Guardrails · ${whom} · ${days} days`,
    summary: 'What the rules found',
    overTime: (whom: string) => `What the rules found for ${whom}, day by day`,
    lines: { alarms: 'from fans', violations: 'in our texts', overruled: 'overruled' },
    axis: 'found a day',
    finding: (alarms: number, violations: number, overruled: number) =>
      `${counted(alarms, 'alarm', 'alarms')} from fans and ${number(violations)} in our own texts; people overruled ${number(overruled)}.`,
    grid: 'What each rule found, over time',
    gridFinding: (rule: string, found: number, all: number) =>
      `${rule} found most: ${number(found)} of ${number(all)}. The stronger the colour, the more.`,
    overruledBy: 'Overruled, by rule',
    overruledFinding: (rule: string, times: number) =>
      `${rule} was overruled most: ${counted(times, 'time', 'times')}.`,
    row: (rule: string, times: number) => `${rule} · ${number(times)}`,
  },
  flows: {
    title: (whom: string, days: number) => `Flows · ${whom} · ${days} days`,
    summary: 'Who went from one segment to another',
    chart: 'From one segment to another',
    row: (left: string, entered: string, fans: number) => `${left} → ${entered} · ${counted(fans, 'fan', 'fans')}`,
    finding: (left: string, entered: string, fans: number, all: number) =>
      `Most went from ${left} to ${entered}: ${number(fans)} of ${number(all)}.`,
  },
}
