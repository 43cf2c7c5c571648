/**
 * A desk in a process of its own, for tests that kill it: `tsx desk-process.ts <dataDir> <stateDir> <migrations>` prints
 * the address of its open database in one line, and closes on SIGTERM.
 */
import { connectDatabase } from '../connect.ts'

const [dataDir = '', stateDir = '', migrations = ''] = process.argv.slice(2)
const connected = await connectDatabase({ dataDir, stateDir, migrations, role: 'application', max: 2 })
process.once('SIGTERM', () => connected.close())
process.stdout.write(`${connected.url}\n`)
