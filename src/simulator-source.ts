import type { Ground } from './facts/index.ts'
import type { Platforms } from './platforms/index.ts'

/** The event source under which an agency's fan simulator writes; made when it is first used. */
export function simulatorSource({ platforms, ground }: { platforms: Platforms; ground: Ground }) {
  const known = new Map<string, string>()
  return async (agencyId: string): Promise<string> => {
    const id = known.get(agencyId) ?? (await platforms.sourceNamed(ground.database, agencyId, 'fan simulator'))
    const source = id ?? (await platforms.addSource({ agencyId, name: 'fan simulator' })).id
    known.set(agencyId, source)
    return source
  }
}
