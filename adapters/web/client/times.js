// Writes times in the person's own zone. "Now" is the desk's clock, so a wrong clock of this computer changes nothing.

const DAY_MS = 86_400_000
/** The past is relative for two days, then a date. */
const AGO_UNTIL_DAYS = 2

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
const preciseClock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' })
const calendar = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' })
const whole = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'long' })
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' })

const deskNow = document.querySelector('meta[name="desk-now"]')?.content
const skewMs = deskNow ? new Date(deskNow).getTime() - Date.now() : 0

const midnight = (at) => new Date(at).setHours(0, 0, 0, 0)

function agoWords(at, now) {
  const ms = at - now
  const size = Math.abs(ms)
  const days = Math.round((midnight(now) - midnight(at)) / DAY_MS)
  if (Math.abs(days) > AGO_UNTIL_DAYS) return calendar.format(at)
  if (size < 45_000) return 'just now'
  if (size < 3_600_000) return relative.format(Math.round(ms / 60_000), 'minute')
  if (size < DAY_MS) return relative.format(Math.round(ms / 3_600_000), 'hour')
  return relative.format(-days, 'day')
}

/** Where its day stands right before it, a time doesn't say the day again. */
const dayBefore = ({ previousElementSibling: before, dateTime }) =>
  before?.dataset?.as === 'day' && before.dateTime === dateTime

function timeWords(at, now) {
  // Seconds matter while one can still undo, and nowhere else: that is a moment that comes.
  const time = at > now && at - now < 60_000 ? preciseClock.format(at) : clock.format(at)
  return at.toDateString() === now.toDateString() ? time : `${calendar.format(at)}, ${clock.format(at)}`
}

function wordsOf(time, at, now) {
  const kind = time.dataset.as
  if (kind === 'ago') return agoWords(at, now)
  if (kind === 'day') return calendar.format(at)
  return dayBefore(time) ? clock.format(at) : timeWords(at, now)
}

/** Rewrites every `<time>` below `root`. */
export function localiseTimes(root = document) {
  for (const time of root.querySelectorAll('time[data-as]')) {
    const at = new Date(time.dateTime)
    const sampleNow = time.closest('[data-now]')?.dataset.now
    const now = sampleNow ? new Date(sampleNow) : new Date(Date.now() + skewMs)
    const words = wordsOf(time, at, now)
    if (time.textContent !== words) time.textContent = words
    time.title = whole.format(at)
  }
}

/** Now, and again while "2 minutes ago" grows older. */
export function keepTimes() {
  localiseTimes()
  setInterval(localiseTimes, 30_000)
}
