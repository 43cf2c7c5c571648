import { agencyCommand, readAgencyCommand } from './add-agency.ts'
import { runCommand, terminal, withApp } from './run-command.ts'

await runCommand(async (args, config) => {
  readAgencyCommand(args)
  return withApp(config, (app) => agencyCommand(args, app, terminal))
})
