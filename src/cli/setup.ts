import { checkSetup, printManifest } from './check-setup.ts'
import { runCommand, terminal, withApp } from './run-command.ts'

await runCommand((args, config) =>
  withApp(config, async (app) =>
    args.includes('--manifest') ? printManifest(app, config, terminal) : checkSetup(app, config, terminal),
  ),
)
