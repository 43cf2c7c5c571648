import { type HouseFile, isProduct, isTest } from './files.ts'
import type { Rule } from './rule.ts'

const LINES_MAX = 250
/** A list of guarantees may be longer than a room: splitting one story hides what belongs together. */
const TEST_LINES_MAX = 300
const MEDIAN_BELOW = 80
const NINETIETH_BELOW = 200
/** Folders of src/ that answer for nothing by themselves. */
const NO_SLICES = new Set(['kernel', 'database', 'cli', 'stories', 'house'])
const BANNED = /(^|\/)(utils?|helpers?|common|misc|(\w+-)*manager|(\w+-)*service|base|core)(\.\w+)*(\/|$)/
const PARAGRAPH = /^\/\*\*\n( \* .+\n)+ \*\/\n/
const PARAGRAPH_MIN = 80

const linesOf = ({ text }: HouseFile): number => text.trimEnd().split('\n').length

/** The lengths of product files: the middle one, the one that nine of ten stay below, how many. */
export function lengths(files: readonly HouseFile[]): { median: number; ninetieth: number; count: number } {
  const sorted = files
    .filter(isProduct)
    .map(linesOf)
    .sort((a, b) => a - b)
  const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? 0
  return { median: at(0.5), ninetieth: at(0.9), count: sorted.length }
}

/** How files are named, how long they are, and how a slice begins. */
export const SHAPE: readonly Rule[] = [
  {
    holds: 'every slice has a front door that says what it answers for',
    breaches: (files) => [...slices(files)].flatMap((slice) => doorTrouble(slice, files)),
    brokenBy: [
      { path: 'src/fans/store.ts', text: '' },
      { path: 'src/fans/index.ts', text: "import { Sql } from '../database/sql.ts'\n" },
      { path: 'src/fans/index.ts', text: '/**\n * Fans.\n */\n' },
    ],
  },
  {
    holds: 'no file or folder is named for being left over',
    breaches: (files) => files.map(({ path }) => path).filter((path) => isCode(path) && BANNED.test(path)),
    brokenBy: ['src/fans/utils.ts', 'src/common/money.ts', 'jobs/task-manager.ts', 'adapters/web/helpers.test.ts'].map(
      (path) => ({ path, text: '' }),
    ),
  },
  {
    holds: `no file is longer than ${LINES_MAX} lines, no test than ${TEST_LINES_MAX}`,
    breaches: (files) =>
      files
        .filter((file) => isCode(file.path) && linesOf(file) > (isTest(file) ? TEST_LINES_MAX : LINES_MAX))
        .map((file) => `${file.path}: ${linesOf(file)} lines`),
    brokenBy: ['src/fans/store.ts', 'adapters/web/client/desk.css', 'bench/load.ts'].map((path) => ({
      path,
      text: 'x\n'.repeat(LINES_MAX + 1),
    })),
  },
  {
    holds: `half of the product's files have fewer than ${MEDIAN_BELOW} lines, nine of ten fewer than ${NINETIETH_BELOW}`,
    breaches(files) {
      const { median, ninetieth } = lengths(files)
      return [
        ...(median < MEDIAN_BELOW ? [] : [`the median is ${median} lines`]),
        ...(ninetieth < NINETIETH_BELOW ? [] : [`the 90th percentile is ${ninetieth} lines`]),
      ]
    },
    brokenBy: [{ path: 'src/fans/store.ts', text: 'x\n'.repeat(MEDIAN_BELOW) }],
  },
]

const isCode = (path: string): boolean => /\.(ts|js|cjs|css)$/.test(path)

function slices(files: readonly HouseFile[]): Set<string> {
  const folders = files.flatMap(({ path }) => path.match(/^src\/([^/]+)\//)?.[1] ?? [])
  return new Set(folders.filter((folder) => !NO_SLICES.has(folder)))
}

function doorTrouble(slice: string, files: readonly HouseFile[]): string[] {
  const path = `src/${slice}/index.ts`
  const door = files.find((file) => file.path === path)
  if (!door) return [`${path} is missing: the slice has no front door`]
  const said = door.text.match(PARAGRAPH)?.[0] ?? ''
  if (said.length >= PARAGRAPH_MIN) return []
  return [`${path} doesn't begin with a paragraph on what the slice answers for and what it leaves to others`]
}
