/**
 * Runs the rules of .dependency-cruiser.cjs, and fails too when it didn't see every file: a cruise that can't read
 * TypeScript sees no modules, breaks no rule and passes.
 */
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { cruise, type ICruiseResult, type IViolation } from 'dependency-cruiser'
import extractOptions from 'dependency-cruiser/config-utl/extract-depcruise-options'
import extractTsConfig from 'dependency-cruiser/config-utl/extract-ts-config'

const FOLDERS = ['src', 'adapters', 'jobs', 'prisma', 'manifests', 'bench'].filter((folder) => existsSync(folder))
const CYCLES_SHOWN = 3

const options = await extractOptions('./.dependency-cruiser.cjs')
const { output } = await cruise(FOLDERS, options, undefined, { tsConfig: extractTsConfig('tsconfig.json') })
if (typeof output === 'string') throw new Error('dependency-cruiser answered with text instead of its findings')

const problems = [...unseen(output), ...fewCycles(output.summary.violations).map(inWords)]
for (const problem of problems) process.stderr.write(`${problem}\n`)
const { totalCruised, totalDependenciesCruised, ruleSetUsed } = output.summary
process.stdout.write(
  `${totalCruised} modules, ${totalDependenciesCruised} imports, ${ruleSetUsed?.forbidden?.length} rules: ` +
    `${problems.length === 0 ? 'nothing wrong' : `${problems.length} wrong`}\n`,
)
process.exitCode = problems.length === 0 ? 0 : 1

/** Files of the project that the cruise didn't read, and a cruise without imports. */
function unseen({ modules, summary }: ICruiseResult): string[] {
  const seen = new Set(modules.map((module) => module.source))
  const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', ...FOLDERS], {
    encoding: 'utf8',
  })
  const expected = files.split('\n').filter((file) => file.endsWith('.ts') && existsSync(file))
  const missing = expected.filter((file) => !seen.has(file)).map((file) => `${file} was not seen: is it configured?`)
  const few = (summary.totalDependenciesCruised ?? 0) < expected.length
  return few ? [...missing, `Only ${summary.totalDependenciesCruised} imports in ${expected.length} files.`] : missing
}

/** One wrong import can close a hundred circles: the shortest show it. */
function fewCycles(violations: readonly IViolation[]): IViolation[] {
  const cycles = violations
    .filter(({ cycle }) => cycle)
    .sort((a, b) => (a.cycle?.length ?? 0) - (b.cycle?.length ?? 0))
    .slice(0, CYCLES_SHOWN)
  return [...violations.filter(({ cycle }) => !cycle), ...cycles]
}

function inWords({ from, to, rule, cycle }: IViolation): string {
  const path = cycle ? cycle.map((module) => module.name) : to === from ? [] : [to]
  const comment = options.ruleSet?.forbidden?.find(({ name }) => name === rule.name)?.comment
  return `${[from, ...path].join(' → ')}\n  ${rule.name}: ${comment}`
}
