import { isUtf8 } from 'node:buffer'
import { createHash } from 'node:crypto'
import { StringDecoder } from 'node:string_decoder'
import type { Encoding } from './mapping.ts'

/** A file that can be read more than once. */
export interface ImportFile {
  /** For progress. */
  bytes: number
  open(): AsyncIterable<Uint8Array>
}

const HEAD_BYTES = 4096
/** Of UTF-16 without a mark every second byte of western text is zero; of anything else hardly one. */
const ZEROS_SHARE = 0.2

/** Reads a file once: its SHA-256, and its encoding by mark, by zeros, by whether it is UTF-8; else Windows-1252. */
export async function inspectFile(file: ImportFile): Promise<{ hash: Buffer; encoding: Encoding }> {
  const digest = createHash('sha256')
  let head = Buffer.alloc(0)
  let isAllUtf8 = true
  let carried: Buffer = Buffer.alloc(0)
  for await (const chunk of file.open()) {
    digest.update(chunk)
    if (head.length < HEAD_BYTES) head = Buffer.concat([head, chunk]).subarray(0, HEAD_BYTES)
    if (!isAllUtf8) continue
    const bytes =
      carried.length === 0 ? Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length) : Buffer.concat([carried, chunk])
    const cut = wholeCharacters(bytes)
    isAllUtf8 = isUtf8(bytes.subarray(0, cut))
    carried = Buffer.from(bytes.subarray(cut))
  }
  if (carried.length > 0) isAllUtf8 = false
  return { hash: digest.digest(), encoding: encodingOf(head, isAllUtf8) }
}

function encodingOf(head: Buffer, isAllUtf8: boolean): Encoding {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  const zeros = [0, 0]
  for (let n = 0; n < head.length; n += 1) if (head[n] === 0) zeros[n % 2] = (zeros[n % 2] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  if (Math.max(even, odd) > head.length * ZEROS_SHARE && Math.min(even, odd) < Math.max(even, odd) / 4) {
    return odd > even ? 'utf-16le' : 'utf-16be'
  }
  return isAllUtf8 ? 'utf-8' : 'windows-1252'
}

/** Up to where no character of UTF-8 is cut by the end. */
function wholeCharacters(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte < 0x80) return bytes.length
    if (byte < 0xc0) continue
    const needs = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
    return needs > back ? bytes.length - back : bytes.length
  }
  return bytes.length
}

/** The file's text, piece by piece, without the mark at its beginning. `onBytes` hears of every piece read. */
export async function* textOf(
  file: ImportFile,
  encoding: Encoding,
  onBytes: (bytes: number) => void = () => {},
): AsyncGenerator<string> {
  const decode = decoderOf(encoding)
  let first = true
  for await (const chunk of file.open()) {
    onBytes(chunk.length)
    const text = decode(chunk)
    if (text === '') continue
    yield first && text.startsWith('\ufeff') ? text.slice(1) : text
    first = false
  }
  const rest = decode(null)
  if (rest !== '') yield rest
}

function decoderOf(encoding: Encoding): (chunk: Uint8Array | null) => string {
  if (encoding === 'utf-8' || encoding === 'utf-16le') {
    const decoder = new StringDecoder(encoding === 'utf-8' ? 'utf8' : 'utf16le')
    return (chunk) =>
      chunk === null ? decoder.end() : decoder.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length))
  }
  const decoder = new TextDecoder(encoding, { ignoreBOM: true })
  return (chunk) => (chunk === null ? decoder.decode() : decoder.decode(chunk, { stream: true }))
}
