import type { Card, ChannelVerdict, Desk, DeskName } from '../desk/index.ts'
import { Failure } from '../kernel/failure.ts'

export interface ShownCard {
  ref: string
  channel: string
  subject: string
  card: Card
}

/** A desk that keeps what stands on its channels, as it was drawn last. */
export function channelDesk(name: DeskName = 'slack') {
  const shown: ShownCard[] = []
  const pings: { channel: string; ref: string; accounts: readonly string[]; summary: string }[] = []
  const trouble: Failure[] = []
  const threads: ShownCard[] = []
  const standsOn = (channel: string) => {
    if (desk.gone.has(channel)) throw new Failure('desk_gone', 'archived', { retry: { kind: 'never' } })
  }
  const desk: Desk & { seen: ChannelVerdict; away: boolean; gone: Set<string> } = {
    name,
    seen: { verdict: 'safe' },
    away: false,
    gone: new Set(),
    async post({ channel, subject }, card) {
      standsOn(channel)
      if (desk.away) throw new Failure('desk_slow_down', 'away', { retry: { kind: 'after', retryAfterMs: 1_000 } })
      const ref = `${name}-${shown.length + 1}`
      shown.push({ ref, channel, subject, card })
      return ref
    },
    async update({ channel }, ref, card) {
      standsOn(channel)
      if (desk.away) throw new Failure('desk_slow_down', 'away', { retry: { kind: 'after', retryAfterMs: 1_000 } })
      const one = [...shown, ...threads].find((each) => each.ref === ref)
      if (!one) throw new Failure('desk_gone', 'deleted', { retry: { kind: 'never' } })
      one.card = card
    },
    async ping({ channel }, ref, ping) {
      const failure = trouble.shift()
      if (failure) throw failure
      standsOn(channel)
      pings.push({ channel, ref, ...ping })
    },
    thread: {
      async post({ channel, subject }, under, card) {
        threads.push({ ref: `under ${under}`, channel, subject, card })
        return `under ${under}`
      },
      find: async (_posting, under) => threads.find(({ ref }) => ref === `under ${under}`)?.ref ?? null,
      removeExtras: async () => 0,
    },
    lookAt: async ({ channel }) =>
      desk.gone.has(channel) ? { verdict: 'gone', why: 'the channel is archived' } : desk.seen,
  }
  return {
    desk,
    shown,
    /** Who was called to which card, in order; `trouble` is what the next calls fail with. */
    pings,
    trouble,
    /** What stands under the cards. */
    threads,
    /** The cards of a channel, the newest last. */
    on: (channel: string) => shown.filter((each) => each.channel === channel).map(({ card }) => card),
  }
}
