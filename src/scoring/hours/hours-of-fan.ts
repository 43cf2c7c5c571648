import type { Sql } from '../../database/sql.ts'
import { bestStretch, buyingHours, type OwnHour, weekdayHours } from './best-hours.ts'
import { localHour } from './local-hour.ts'
import { boughtAtOfFan, weekHoursOfCreator } from './store.ts'

/** Three hours in a row, local: `from` 22 means 22:00 to 01:00. `own` is how many of the fan's purchases it was made from. */
export interface BestHours {
  from: number
  until: number
  share: number
  own: number
}

const DAY_MS = 86_400_000

/** When today a fan is likeliest to buy, in `zone`. A fan's own zone isn't known from events: the creator's stands for it. */
export async function hoursOfFan(
  sql: Sql,
  agencyId: string,
  fan: { id: string; creatorId: string },
  zone: string,
  now: Date,
): Promise<BestHours> {
  const [bought, week] = await Promise.all([
    boughtAtOfFan(sql, agencyId, fan.id, now),
    weekHoursOfCreator(sql, agencyId, fan.creatorId, zone, now),
  ])
  const own: OwnHour[] = bought.map((at) => ({
    hour: localHour(at, zone).hour,
    daysAgo: (now.getTime() - at.getTime()) / DAY_MS,
  }))
  const { from, share } = bestStretch(buyingHours(own, weekdayHours(week, localHour(now, zone).weekday)))
  return { from, until: (from + 3) % 24, share, own: own.length }
}
