/** Everything that holds without running the program. All steps run, whatever the others said. */
import { spawnSync } from 'node:child_process'

/** Script of package.json → what it sees to. */
const STEPS = {
  generate: 'the database client fits the schema',
  lint: 'Biome: format, lint, size and complexity of functions',
  types: 'TypeScript, strict',
  imports: 'who may import whom',
  unused: 'no dead files, exports and packages',
  drift: 'the migrations make the schema',
  manifests: 'what is generated from the commands is fresh',
}

const failed: string[] = []
for (const [script, what] of Object.entries(STEPS)) {
  process.stdout.write(`\n── ${script}: ${what}\n`)
  const startedAt = performance.now()
  const { status } = spawnSync('npm', ['run', '--silent', script], { stdio: ['ignore', 'inherit', 'inherit'] })
  if (status !== 0) failed.push(script)
  process.stdout.write(
    `   ${status === 0 ? 'ok' : 'FAILED'} in ${((performance.now() - startedAt) / 1000).toFixed(1)} s\n`,
  )
}
process.stdout.write(`\ncheck: ${failed.length === 0 ? 'all is well' : `failed: ${failed.join(', ')}`}\n`)
process.exitCode = failed.length === 0 ? 0 : 1
