import { runCommand, terminal, withApp } from './run-command.ts'
import { verifyAudit } from './verify-audit.ts'

await runCommand((_args, config) => withApp(config, (app) => verifyAudit(app, terminal)))
