const plural = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`

const OUTCOMES: Record<string, string> = {
  done: 'went to the end',
  exited: 'left by what the fan did',
  stopped: 'was stopped',
  'too-long': 'went round too often',
}

/** What dry runs, runs and figures of flows say. */
export const words = {
  dry: {
    title: (name: string, days: number) => `Dry run · ${name} · ${plural(days, 'day')}`,
    summary: (name: string) => `A dry run of the flow “${name}”: nothing was sent.`,
    nothing: 'Nothing was sent.',
    looking: 'Days looked at',
    lookAgain: 'Look again',
    entered: 'Entered',
    enteredOf: (fans: number, of: number) => `${fans} of ${of}`,
    cards: 'Cards',
    cardsAtMost: (cards: number, most: number) => (cards === 0 ? 'none' : `${cards}, at most ${most} a day`),
    keptOut: 'Kept out',
    ended: 'Ended',
    endedOf: (ended: number, runs: number) => `${ended} of ${plural(runs, 'run')}`,
    kept: (kept: { frozen: number; capped: number; others: number }, putOff: number) => [
      ...(kept.frozen > 0 ? [`${kept.frozen} frozen`] : []),
      ...(kept.capped > 0 ? [`${kept.capped} over the day’s limit`] : []),
      ...(kept.others > 0 ? [`${kept.others} by the first conditions, or met not long before`] : []),
      ...(putOff > 0 ? [`${putOff} waited for the end of quiet hours`] : []),
    ],
    examples: 'For example',
    example: (cards: number, outcome: string | null) =>
      ` · ${plural(cards, 'card')}${outcome === null ? ', on the way' : `, ${OUTCOMES[outcome] ?? outcome}`}`,
    twice: (fans: number) => `⚠️ ${plural(fans, 'fan')} would get two approaches within a week.`,
    capped: (fans: number, most: number) => `⚠️ ${plural(fans, 'fan')} would find the day’s ${most} places taken.`,
    nobody: '⚠️ Nobody would have begun it. Is what it begins with told by your sources?',
    cut: '⚠️ More happened than a dry run looks at: the newest of it is shown.',
    today: 'with what is known of the fans today; what a reply would have changed is not in it',
  },
  runs: {
    title: (name: string) => `Runs · ${name}`,
    none: 'Nobody has begun it yet.',
    row: (version: number, outcome: string) => ` · version ${version} · ${outcome}`,
    waiting: 'waits until ',
    outcome: (outcome: string | null) => OUTCOMES[outcome ?? ''] ?? 'ended',
    began: 'began ',
    failed: (code: string) => ` · failed: ${code}`,
  },
  stats: {
    title: (name: string, days: number) => `Figures · ${name} · ${plural(days, 'day')}`,
    runs: 'Runs',
    runsOf: (ended: number, runs: number) => `${runs}, ${ended} of them ended`,
    success: 'Went well',
    rate: (rate: number, successful: number, total: number) =>
      total === 0 ? 'nothing was done yet' : `${Math.round(rate * 100)}% · ${successful} of ${total}`,
    sent: 'Sent',
    converted: 'Bought after',
    convertedOf: (fans: number, of: number) => (of === 0 ? 'nothing was sent' : `${fans} of ${plural(of, 'fan')}`),
    revenue: 'Revenue after',
    none: 'none',
    how: (days: number) =>
      `Revenue: what a fan bought within ${plural(days, 'day')} after a reply that the flow asked for was sent, less what was refunded; each purchase counted once. It is what came after, not what came because of it.`,
  },
}
