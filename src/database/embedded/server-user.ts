import { stat } from 'node:fs/promises'
import { dirname, parse } from 'node:path'

/** Whom the server's processes run as. */
export interface ServerUser {
  uid: number
  gid: number
}

/** `nobody` on Linux: owns nothing, may do nothing. */
const NOBODY: ServerUser = { uid: 65534, gid: 65534 }

/**
 * PostgreSQL refuses to run as root. So as root the server runs as the owner of the data that is already there, else as
 * `nobody`; null when we aren't root and it simply runs as us. `clusterDir` may not exist yet.
 */
export async function serverUser(clusterDir: string): Promise<ServerUser | null> {
  if (process.getuid?.() !== 0) return null
  const owner = await stat(clusterDir).catch(() => null)
  return owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : NOBODY
}

/** Whether `user` may pass through every directory from the root down to `directory`, which may not exist yet. */
export async function canReach(directory: string, user: ServerUser): Promise<boolean> {
  for (let at = directory; ; at = dirname(at)) {
    const found = await stat(at).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null // we make it ourselves, and open it
      throw error
    })
    if (found) {
      const shift = found.uid === user.uid ? 6 : found.gid === user.gid ? 3 : 0
      if (((found.mode >> shift) & 1) === 0) return false
    }
    if (at === parse(at).root) return true
  }
}
