import { readFile } from 'node:fs/promises'
import { modelOf } from '../model-of.ts'
import { progressOn } from './progress.ts'
import { readReplayCommand, replayCommand } from './replay-drafts.ts'
import { runCommand, terminal, withApp } from './run-command.ts'

await runCommand(async (args, config) => {
  const wanted = readReplayCommand(args)
  const outside = {
    ...terminal,
    progress: progressOn(process.stderr),
    read: (path: string) => readFile(path, 'utf8'),
    elapsed: () => performance.now(),
  }
  // The writer of the settings: the same model, prices and budget as the desk's.
  const model = modelOf(config, null, () => {})
  return withApp(config, (app) => replayCommand(wanted, app, outside), model)
})
