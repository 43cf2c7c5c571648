import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { StartupError } from '../kernel/startup-error.ts'
import { type KeyRing, newKeyRingText, parseKeyRing } from './sealing.ts'

/**
 * The key ring from `configured` (the text itself) or from a file of mode 0600 made on the first start. A file that
 * others can read is refused: a key that leaked is to be rotated, not used.
 */
export function loadKeyRing(configured: string | undefined, file: string): KeyRing {
  if (configured !== undefined) return parseKeyRing(configured)
  mkdirSync(dirname(file), { recursive: true })
  try {
    // `wx`: of two first starts at once, one makes the key and the other reads it.
    writeFileSync(file, `${newKeyRingText()}\n`, { flag: 'wx', mode: 0o600 })
    chmodSync(file, 0o600)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0) {
    throw new StartupError(
      `The key file ${file} can be read by others.`,
      `Run chmod 600 ${file}, and rotate the keys if somebody may have read them.`,
    )
  }
  return parseKeyRing(readFileSync(file, 'utf8'))
}
