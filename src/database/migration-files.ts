import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

export interface Migration {
  /** The folder's name: a time stamp and a title, so that the order of the names is the order of the changes. */
  name: string
  sql: string
  /** sha256 of the file, in hex, as Prisma records it. */
  checksum: string
}

/** Reads every `<name>/migration.sql` below `directory`, in order. A folder without one is a mistake, and throws. */
export async function readMigrations(directory: string): Promise<Migration[]> {
  const entries = await readdir(directory, { withFileTypes: true })
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(join(directory, name, 'migration.sql'), 'utf8')
      return { name, sql, checksum: sha256(sql) }
    }),
  )
}

/** Whether the recorded checksum is this file's; a checkout that changed only the line ends is the same file. */
export function matchesChecksum(migration: Migration, recorded: string): boolean {
  const unix = migration.sql.replaceAll('\r\n', '\n')
  return [migration.checksum, sha256(unix), sha256(unix.replaceAll('\n', '\r\n'))].includes(recorded)
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
