/** At most so many children at a time: more would only wait for the processor. */
const LANES = 2

const lanes = Array.from({ length: LANES }, () => Promise.resolve())
let next = 0

/** Runs `work` in a lane, after what was put there before. */
export function inLane(work: () => Promise<void>): Promise<void> {
  const lane = next++ % LANES
  const done = (lanes[lane] ?? Promise.resolve()).then(work)
  lanes[lane] = done.catch(() => {})
  return done
}
