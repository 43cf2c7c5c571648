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
  const desk: Desk & { seen: ChannelVerdict; away: boolean } = {
    name,
    seen: { verdict: 'safe' },
    away: false,
    async post({ channel, subject }, card) {
      if (desk.away) throw new Failure('desk_slow_down', 'away', { retry: { kind: 'after', retryAfterMs: 1_000 } })
      const ref = `${name}-${shown.length + 1}`
      shown.push({ ref, channel, subject, card })
      return ref
    },
    async update(_posting, ref, card) {
      if (desk.away) throw new Failure('desk_slow_down', 'away', { retry: { kind: 'after', retryAfterMs: 1_000 } })
      const one = shown.find((each) => each.ref === ref)
      if (!one) throw new Failure('desk_gone', 'deleted', { retry: { kind: 'never' } })
      one.card = card
    },
    lookAt: async () => desk.seen,
  }
  return {
    desk,
    shown,
    /** The cards of a channel, the newest last. */
    on: (channel: string) => shown.filter((each) => each.channel === channel).map(({ card }) => card),
  }
}
