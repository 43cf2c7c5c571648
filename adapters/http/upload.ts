import { createReadStream } from 'node:fs'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ImportFile } from '../../src/imports/index.ts'

/** A body that lies in a file until `remove`: it is read more than once, and not before its signature was checked. */
export interface Upload {
  file: ImportFile
  remove(): Promise<void>
}

const PIECE_BYTES = 256 * 1024

/** Writes a body to a file that nobody else may read. Null when it has more than `mostBytes`; then nothing is left of it. */
export async function receiveUpload(
  body: AsyncIterable<Uint8Array>,
  mostBytes: number,
  onPiece: (piece: Uint8Array) => void,
): Promise<Upload | null> {
  const folder = await mkdtemp(join(tmpdir(), 'huntaze-import-'))
  const remove = () => rm(folder, { recursive: true, force: true, maxRetries: 3 })
  try {
    const path = join(folder, 'body')
    const bytes = await write(path, body, mostBytes, onPiece)
    if (bytes === null) {
      await remove()
      return null
    }
    return { file: { bytes, open: () => createReadStream(path, { highWaterMark: PIECE_BYTES }) }, remove }
  } catch (error) {
    await remove()
    throw error
  }
}

async function write(
  path: string,
  body: AsyncIterable<Uint8Array>,
  mostBytes: number,
  onPiece: (piece: Uint8Array) => void,
): Promise<number | null> {
  const handle = await open(path, 'wx', 0o600)
  try {
    let bytes = 0
    for await (const piece of body) {
      bytes += piece.length
      if (bytes > mostBytes) return null
      onPiece(piece)
      await handle.write(piece)
    }
    return bytes
  } finally {
    await handle.close()
  }
}
