import { carrierCases } from './carrier.conformance.ts'
import { createInProcessCarrier } from './in-process.ts'

carrierCases(
  'the carrier in this process',
  () => (worker, onFree, concurrency) => createInProcessCarrier({ concurrency, run: worker.run, onFree }),
)
