import { progressOn } from './progress.ts'
import { rebuildFigures } from './rebuild-figures.ts'
import { runCommand, terminal, withApp } from './run-command.ts'

await runCommand((args, config) =>
  withApp(config, (app) => rebuildFigures(args, app, { ...terminal, progress: progressOn(process.stderr) })),
)
