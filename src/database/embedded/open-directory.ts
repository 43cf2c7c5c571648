import { chmod, mkdir, readdir, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** Makes a directory (and what misses above it) that others may pass through, whatever the umask. */
export async function makeOpenDirectory(directory: string): Promise<void> {
  const first = await mkdir(directory, { recursive: true })
  if (!first) return
  for (let at = directory; ; at = dirname(at)) {
    await chmod(at, 0o755)
    if (at === first) return
  }
}

/** Lets everybody read what is below `directory`, and execute what its owner may: npm follows a umask of 077. */
export async function openToOthers(directory: string): Promise<void> {
  await chmod(directory, 0o755)
  for (const entry of await readdir(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name)
    if (entry.isDirectory()) await openToOthers(path)
    else if (entry.isFile()) await chmod(path, (await stat(path)).mode & 0o100 ? 0o755 : 0o644)
  }
}
