import { formatMoney } from '../kernel/money.ts'

const clock = (hour: number) => `${String(hour).padStart(2, '0')}:00`
const percent = (share: number) => (share > 0 && share < 0.01 ? 'under 1%' : `${Math.round(100 * share)}%`)
const counted = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`
const named = (fans: readonly { name: string }[]) => {
  const shown = fans.slice(0, 5).map(({ name }) => name)
  return fans.length > shown.length ? `${shown.join(', ')} and ${fans.length - shown.length} more` : shown.join(', ')
}

/** Sentences of a calibration; each names its numbers. */
export const words = {
  titles: {
    'busy-hours': 'Busy hours',
    volume: 'Volume',
    'early-vip': 'Early VIPs',
    'cross-platform': 'Cross-platform risk',
  },
  few: (count: number, fewest: number) => `little history: ${counted(count, 'message')}, ${fewest} are needed`,
  spread: (share: number, hours: number) =>
    `messages are spread over the day: the busiest ${hours} hours hold ${percent(share)}`,
  busy: (share: number, from: number, until: number, zone: string) =>
    `${percent(share)} of messages come from ${clock(from)} to ${clock(until)} (${zone})`,
  rescoreAt: (hour: number, zone: string) => `count and score fans at ${clock(hour)} (${zone}), the quietest hour`,
  fewWeeks: (days: number, count: number, needed: number, fewest: number) =>
    `little history: ${counted(count, 'message')} in ${counted(days, 'day')}, ${fewest} in ${needed} days are needed`,
  volume: (recent: number, before: number) =>
    `${Math.round(recent)} messages a week in the newest 4 weeks, ${Math.round(before)} in the 8 before`,
  deadline: (from: number, to: number, isUp: boolean) =>
    isUp
      ? `an answer within ${to} minutes instead of ${from}: with more to answer, only what is really late calls somebody`
      : `an answer within ${to} minutes instead of ${from}: there is time to be faster`,
  fewBuyers: (count: number, fewest: number) => `little history: ${counted(count, 'buyer')}, ${fewest} are needed`,
  early: (fans: readonly unknown[], leastMinor: number, currency: string, buyers: number) =>
    `${counted(fans.length, 'fan')} who first bought in the newest 30 days spent ${formatMoney({ minor: leastMinor, currency })} or more already, as the top tenth of ${buyers} buyers`,
  tag: (fans: readonly { name: string }[], tag: string) => `tag “${tag}”: ${named(fans)}`,
  elsewhere: (flagged: number, judged: number, fans: number) =>
    `${flagged} of ${counted(judged, 'message')} ask to pay or talk elsewhere, from ${counted(fans, 'fan')}`,
  limits: (
    from: { maxPerHour: number; cooldownMinutes: number },
    to: { maxPerHour: number; cooldownMinutes: number },
  ) =>
    `at most ${to.maxPerHour} priced replies an hour to a fan instead of ${from.maxPerHour}, ${to.cooldownMinutes} minutes apart instead of ${from.cooldownMinutes}`,
  title: (creator: string) => `Calibration of ${creator}`,
  proposes: 'Proposes',
  nothing: 'Nothing to change.',
  accepted: (creator: string, count: number) => `${counted(count, 'setting')} of ${creator} changed as proposed.`,
  declined: (creator: string) => `Declined. The settings of ${creator} stay as they are.`,
  gone: 'This calibration isn’t here any more. /creator calibrate makes a new one.',
  settled: { accepted: 'accepted', declined: 'declined', replaced: 'replaced by a newer one', proposed: 'open' },
  already: (state: string) => `This calibration was ${state} already. Nothing changed.`,
}
