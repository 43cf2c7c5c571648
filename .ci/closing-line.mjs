/**
 * Prints `N passed, N failed` from vitest's JSON reports in a folder. `test:pg15` repeats tests of `test`, so only its
 * failures count; a step that failed without naming a test counts as one.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const [folder = '', failedSteps = '0'] = process.argv.slice(2)
const reports = ['test', 'test-all', 'test-pg15']
  .map((name) => ({ name, file: join(folder, `${name}.json`) }))
  .filter(({ file }) => existsSync(file))
  .map(({ name, file }) => ({ name, ...JSON.parse(readFileSync(file, 'utf8')) }))
const passed = reports
  .filter(({ name }) => name !== 'test-pg15')
  .reduce((sum, report) => sum + report.numPassedTests, 0)
const failed = reports.reduce((sum, report) => sum + report.numFailedTests, 0)
process.stdout.write(`${passed} passed, ${Math.max(failed, Number(failedSteps))} failed\n`)
