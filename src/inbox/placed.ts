import type { Account } from '../platforms/index.ts'
import type { Event } from './event.ts'
import type { WaitingRow } from './journal-store.ts'

/** An event with what it is about, found in this agency. */
export interface Placed<E extends Event = Event> {
  row: WaitingRow
  event: E
  at: Date
  account: Account & { currency: string }
  fanId: string
}
