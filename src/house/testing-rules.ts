import { found, type HouseFile, isTest } from './files.ts'
import type { Rule } from './rule.ts'

const RUNS_MIN = 100
/** What a name must hold for a test to be skipped: why, or until when. */
const REASON = /\b(because|until|needs|without|waits for)\b/
const PUT_ASIDE = /\b(?:it|test|describe)(?:\.\w+)*\.(only|skip|todo|fails)\b[^'"`\n]*(['"`].*)?/

/** What tests owe. */
export const TESTING: readonly Rule[] = [
  {
    holds: 'no test runs alone, and none is put aside without a reason in its name',
    breaches: (files) => files.filter(isTest).flatMap(putAside),
    brokenBy: [
      { path: 'src/fans/a.test.ts', text: "it.only('a fan is kept', () => {})" },
      { path: 'src/fans/a.test.ts', text: "describe.skip('fans', () => {})" },
      { path: 'src/fans/a.test.ts', text: "test.todo('a fan is kept')" },
    ],
  },
  {
    holds: `every property is tried at least ${RUNS_MIN} times`,
    breaches: (files) => files.filter(({ path }) => path.endsWith('.prop.test.ts')).flatMap(fewRuns),
    brokenBy: [
      { path: 'src/fans/a.prop.test.ts', text: 'fc.assert(property, { numRuns: 99 })' },
      { path: 'src/fans/a.prop.test.ts', text: 'const RUNS = 20\nfc.assert(property, { numRuns: RUNS })' },
    ],
  },
]

function putAside(file: HouseFile): string[] {
  return found(file, PUT_ASIDE).filter((breach) => /\.only\b/.test(breach) || !REASON.test(breach))
}

function fewRuns({ path, text }: HouseFile): string[] {
  const given = [...text.matchAll(/\bnumRuns(?::\s*(\w+))?/g)].map(([, value = 'numRuns']) => ({
    value,
    runs: Number((/^\d/.test(value) ? value : (constant(text, value) ?? '')).replaceAll('_', '')),
  }))
  // fast-check's own default is 100 runs.
  return given.filter(({ runs }) => !(runs >= RUNS_MIN)).map(({ value }) => `${path}: numRuns ${value}`)
}

const constant = (text: string, name: string): string | undefined =>
  text.match(new RegExp(`const ${name} = ([\\d_]+)`))?.[1]
