import { createHmac, timingSafeEqual } from 'node:crypto'

/** A signature older or newer than this is refused: a copied request can't be replayed later. */
const SIGNATURE_WINDOW_S = 300
/** One more than may be alive while a secret is rotated would only invite guessing. */
const SIGNATURES_MAX = 2

export const NO_MATCH = 'X-Source is not a known source, or no v1 matches the body and a live secret'

export type SignatureVerdict = { kind: 'valid' } | { kind: 'invalid'; why: string }

/** `t=<unix seconds>,v1=<hex HMAC-SHA256 of "t.rawBody">` for one secret. */
export function signBody(secret: string, rawBody: string | Buffer, atSeconds: number): string {
  return `t=${atSeconds},v1=${digest(secret, rawBody, String(atSeconds)).toString('hex')}`
}

/**
 * Checks a header against the live secrets of its source, in constant time. Two `v1` may stand in it while the sender
 * rotates its secret.
 */
export function checkSignature(
  header: string | undefined,
  rawBody: Buffer,
  secrets: readonly string[],
  nowSeconds: number,
): SignatureVerdict {
  const check = beginCheck(header, secrets, nowSeconds)
  if ('kind' in check) return check
  check.update(rawBody)
  return check.verdict()
}

/** A body that is checked while it comes in. */
export interface SignatureCheck {
  update(bytes: Uint8Array): void
  verdict(): SignatureVerdict
}

/** Reads a header before its body has come: what is wrong with it alone is said at once. */
export function beginCheck(
  header: string | undefined,
  secrets: readonly string[],
  nowSeconds: number,
): SignatureCheck | Extract<SignatureVerdict, { kind: 'invalid' }> {
  if (!header)
    return { kind: 'invalid', why: 'X-Signature is missing: t=<unix seconds>,v1=<hex HMAC-SHA256 of "t.rawBody">' }
  const parts = header.split(',').map((part) => part.trim().split('=', 2) as [string, string | undefined])
  const t = parts.find(([name]) => name === 't')?.[1] ?? ''
  const given = parts.filter(([name]) => name === 'v1').map(([, value]) => value ?? '')
  if (!/^\d{1,12}$/.test(t)) return { kind: 'invalid', why: 'X-Signature has no t=<unix seconds>' }
  if (given.length === 0 || given.length > SIGNATURES_MAX)
    return { kind: 'invalid', why: 'X-Signature needs one or two v1=<hex>' }
  if (Math.abs(nowSeconds - Number(t)) > SIGNATURE_WINDOW_S) {
    return { kind: 'invalid', why: `t=${t} is more than ${SIGNATURE_WINDOW_S / 60} minutes away from now` }
  }
  const digests = secrets.map((secret) => createHmac('sha256', secret).update(`${t}.`))
  return {
    update(bytes) {
      for (const digest of digests) digest.update(bytes)
    },
    verdict() {
      const matches = digests.flatMap((digest) => {
        const expected = digest.digest()
        return given.map((hex) => equal(expected, hex))
      })
      return matches.includes(true) ? { kind: 'valid' } : { kind: 'invalid', why: NO_MATCH }
    },
  }
}

const digest = (secret: string, rawBody: string | Buffer, t: string): Buffer =>
  createHmac('sha256', secret).update(`${t}.`).update(rawBody).digest()

function equal(expected: Buffer, hex: string): boolean {
  const given = Buffer.from(hex, 'hex')
  return given.length === expected.length && timingSafeEqual(given, expected)
}
