import { lstat, readFile, symlink } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { StartupError } from '../../kernel/startup-error.ts'

/**
 * Makes the library symlinks listed in `native/pg-symlinks.json` that are missing (`npm ci --ignore-scripts` skips the
 * script that makes them, and npm packages can't contain them). `nativeDir` is the package's `native` folder.
 * Returns how many were made.
 */
export async function mendSymlinks(nativeDir: string): Promise<number> {
  let mended = 0
  for (const { source, target } of await listedSymlinks(nativeDir)) {
    // The list's paths are relative to the package, so to the parent of `native`.
    const link = join(dirname(nativeDir), target)
    if (await exists(link)) continue
    try {
      await symlink(basename(source), link)
      mended++
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') continue // another process mends at the same time
      throw new StartupError(
        `PostgreSQL's libraries lack the link ${link}, and it can't be made (${(error as Error).message}).`,
        'Run `npm rebuild` as the user who installed the packages, or set DATABASE_URL to a PostgreSQL 15 or newer.',
        error,
      )
    }
  }
  return mended
}

async function listedSymlinks(nativeDir: string): Promise<{ source: string; target: string }[]> {
  try {
    return JSON.parse(await readFile(join(nativeDir, 'pg-symlinks.json'), 'utf8'))
  } catch (error) {
    // Windows needs none and its package has no list.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  )
}
