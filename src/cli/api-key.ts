import { apiKeyCommand, readKeyCommand } from './change-api-keys.ts'
import { runCommand, terminal, withApp } from './run-command.ts'

await runCommand(async (args, config) => {
  const wanted = readKeyCommand(args)
  return withApp(config, (app) => apiKeyCommand(wanted, app, terminal))
})
