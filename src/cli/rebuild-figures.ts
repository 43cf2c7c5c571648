import type { App } from '../app.ts'
import type { Progress } from './progress.ts'
import type { Terminal } from './run-command.ts'

/**
 * `npm run figures:rebuild`: makes the daily figures of all agencies, or of the one named, anew from the raw rows, with a bar.
 * The desk may run meanwhile. Returns the exit code: 1 where no agency has that name.
 */
export async function rebuildFigures(
  [name]: readonly string[],
  app: Pick<App, 'agencies' | 'figures'>,
  { say, progress }: Terminal & { progress: Progress },
): Promise<number> {
  const all = await app.agencies.agencies()
  const wanted = all.filter((agency) => name === undefined || agency.name === name)
  if (name !== undefined && wanted.length === 0) {
    say(`No agency is called “${name}”. There are: ${all.map((agency) => agency.name).join(', ')}.`)
    return 1
  }
  for (const agency of wanted) {
    let days = 0
    let bar: ReturnType<Progress['begin']> | null = null
    await app.figures.rebuild(agency.id, (done, of) => {
      bar ??= progress.begin(agency.name, of)
      bar.add(done - days)
      days = done
    })
    const shown = bar as ReturnType<Progress['begin']> | null
    shown?.end()
    say(`${agency.name}: ${days.toLocaleString('en')} days of creators were made anew.`)
  }
  return 0
}
