import { ACCOUNT, type StoryHouse } from '../stories/house.ts'
import type { ImportFile } from './decode.ts'
import type { ImportRequest } from './request.ts'

/** A file that comes in pieces of so many bytes. */
export function fileOf(content: string | Buffer, pieceBytes = 64 * 1024): ImportFile {
  const bytes = Buffer.from(content)
  return {
    bytes: bytes.length,
    async *open() {
      for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes)
    },
  }
}

/** An import of transactions into a story's account, but for what is given. */
export const importOf = (
  house: Pick<StoryHouse, 'agencyId'>,
  content: string | Buffer,
  more: Partial<ImportRequest> = {},
): ImportRequest => ({
  agencyId: house.agencyId,
  account: ACCOUNT,
  kind: 'transactions',
  file: fileOf(content),
  authorisedBy: 'Bella, agreement of 2 January',
  by: { kind: 'system', id: 'test' },
  ...more,
})
