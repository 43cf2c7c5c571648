/**
 * Figures: what each day of each creator brought, and each operator did, as roll-ups of the raw rows of other slices, which it
 * reads and never writes. A day is made anew as a whole; facts say which (`marks.ts`). Leaves what figures mean to whoever reads
 * them: digests and anomalies come after it.
 */
import type { Ground, TaskRun } from '../facts/index.ts'
import { writePlace } from './mark-store.ts'
import { type Hears, rebuild, rollUp } from './roll-up.ts'

export type Figures = ReturnType<typeof createFigures>

export function createFigures(ground: Ground) {
  return {
    /** Task of an agency, each minute: makes the days anew that something was told of. */
    rollUp: (run: TaskRun) => rollUp(ground, run),
    /** Makes all figures of an agency anew; they come out as they were. */
    async rebuild(agencyId: string, hears: Hears = () => {}): Promise<void> {
      const present = await rebuild(ground, agencyId, hears)
      await ground.database.transaction('roll-up-figures', (sql) =>
        writePlace(sql, agencyId, present, ground.clock.now()),
      )
    },
  }
}
