/** A month of flows that ends by its own SIGKILL: `month-child <database url> <run> <moment>`. Exits 0 when it never came. */
import { dieAt } from './moments.ts'
import { playMonth } from './month.ts'

const [url = '', run = '0', moment = ''] = process.argv.slice(2)
await playMonth(url, Number(run), dieAt(moment))
process.exit(0)
