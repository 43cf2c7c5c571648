import cron from 'node-cron'

/**
 * The minute tick. It only wakes: what is due stands in rows, so replicas that all tick still fire once, and what was
 * missed while nothing ran fires once, late.
 */
export function startMinuteTick(
  tick: () => Promise<void>,
  onError: (error: unknown) => void,
): { stop(): Promise<void> } {
  const task = cron.schedule('* * * * *', () => tick().catch(onError), { noOverlap: true, name: 'minute tick' })
  void tick().catch(onError)
  return { stop: async () => void (await task.destroy()) }
}
