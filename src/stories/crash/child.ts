/**
 * One run of the product that ends by its own SIGKILL: `child <database url> <run> <cast> <moment>`. Exits 0 when the
 * moment never came.
 */
import { dieAt } from './moments.ts'
import { type FanName, playWorkload } from './workload.ts'
import { openWorld } from './world.ts'

const [url = '', run = '0', cast = '', moment = ''] = process.argv.slice(2)
const world = await openWorld(url, Number(run), dieAt(moment))
await playWorkload(world, cast.split(' ') as FanName[])
process.exit(0)
