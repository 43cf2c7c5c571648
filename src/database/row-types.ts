import pg from 'pg'
import { invariant } from '../kernel/invariant.ts'

const { INT8, TIMESTAMP, DATE } = pg.types.builtins
const INT8_ARRAY = 1016
const TEXT_ARRAY = 1009
/** text[] is written the same way. */
const readArray: (text: string) => (string | null)[] = pg.types.getTypeParser(TEXT_ARRAY as never)

function int8(text: string): number {
  const value = Number(text)
  invariant(Number.isSafeInteger(value), `an int8 within 2^53, not ${text}; cast it to text`)
  return value
}

const READERS = new Map<number, (text: string) => unknown>([
  [INT8, int8],
  [INT8_ARRAY, (text) => readArray(text).map((item) => (item === null ? null : int8(item)))],
  // `timestamp` and `date` have no zone: pg would read them in the zone of this machine.
  [TIMESTAMP, (text) => new Date(`${text.replace(' ', 'T')}Z`)],
  [DATE, (text) => text],
])

/** How this program reads columns (per pool, never for the whole process): see `SqlRow`. */
export const rowTypes: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    return (format !== 'binary' && READERS.get(oid)) || pg.types.getTypeParser(oid, format as 'text')
  },
}
