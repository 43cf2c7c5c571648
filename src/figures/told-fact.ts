import type { FactData } from '../facts/index.ts'

/** How far an agency's facts have been told. */
export interface Place {
  era: number
  /** xid8 as text: it can exceed 2^53. */
  xid: string
  id: number
}

export interface ToldFact extends Omit<Place, 'era'> {
  name: string
  subject: string
  data: FactData
  at: Date
}
