import { found, type HouseFile, isProduct, isTest } from './files.ts'
import type { Rule } from './rule.ts'

const SQL = /\bINSERT INTO\b|\bDELETE FROM\b|\bUPDATE \w+( \w+)? SET\b|\bSELECT\b[^;`]{0,400}?\bFROM\b/
const MAY_HOLD_SQL = /^src\/database\/|(^|[/-])store\.ts$/
const MAY_READ_ENVIRONMENT = /^src\/config\.ts$/
const MAY_ASK_THE_TIME = /^src\/(database\/|cli\/|kernel\/clock\.ts$)|^prisma\//
const MACHINE = /(?<![\w.~])\/(work|root|(home|Users)\/\w+)\/[\w.-]+|[A-Z]:\\Users\\\w+/
const NOW = /\b(now|clock_timestamp|statement_timestamp|transaction_timestamp)\s*\(|\bCURRENT_(TIMESTAMP|DATE)\b/
const DEFAULT_NOW = new RegExp(`(\\bDEFAULT\\s*\\(?|@default\\()\\s*(${NOW.source})|@updatedAt\\b`, 'i')

const inProduct = (pattern: RegExp, place: RegExp) => (files: readonly HouseFile[]) =>
  files.filter((file) => isProduct(file) && !place.test(file.path)).flatMap((file) => found(file, pattern))

/** What may stand only in certain files. */
export const PLACES: readonly Rule[] = [
  {
    holds: 'SQL stands only in store files and in src/database',
    breaches: inProduct(SQL, MAY_HOLD_SQL),
    brokenBy: [
      { path: 'src/fans/see-fans.ts', text: 'const text = `INSERT INTO fans (id) VALUES ($1)`' },
      { path: 'src/fans/see-fans.ts', text: 'const text = `SELECT id,\n  name\n  FROM fans`' },
      { path: 'adapters/web/source.ts', text: "sql.query('UPDATE fans SET name = $1')" },
      { path: 'jobs/worker.ts', text: "sql.query('DELETE FROM tasks')" },
    ],
  },
  {
    holds: 'the environment is read only in src/config.ts',
    breaches: inProduct(/\bprocess\.env\b|from 'node:process'/, MAY_READ_ENVIRONMENT),
    brokenBy: [
      { path: 'src/main.ts', text: 'const port = process.env.PORT' },
      { path: 'jobs/carrier.ts', text: "import { env } from 'node:process'" },
    ],
  },
  {
    holds: 'business time comes from the Clock',
    breaches: inProduct(/\bDate\.now\b|\bnew Date\(\)|(?<!new )\bDate\(\)/, MAY_ASK_THE_TIME),
    brokenBy: [
      { path: 'src/replies/hand-over.ts', text: 'const at = new Date()' },
      { path: 'jobs/retry.ts', text: 'const at = Date.now()' },
    ],
  },
  {
    holds: 'no column takes its time from the database by default',
    breaches: (files) =>
      files.filter(({ path }) => /^prisma\/.*\.(prisma|sql)$/.test(path)).flatMap((file) => found(file, DEFAULT_NOW)),
    brokenBy: [
      { path: 'prisma/schema/fans.prisma', text: '  createdAt DateTime @default(now())' },
      { path: 'prisma/schema/fans.prisma', text: '  changedAt DateTime @updatedAt' },
      { path: 'prisma/migrations/1_a/migration.sql', text: '"at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP' },
      { path: 'prisma/migrations/1_a/migration.sql', text: 'ALTER COLUMN at SET DEFAULT now()' },
    ],
  },
  {
    holds: 'no file names a path of a machine',
    breaches: (files) => files.filter((file) => !isTest(file)).flatMap((file) => machinePaths(file)),
    brokenBy: [
      { path: 'README.md', text: 'Open /home/anna/desk/README.md' },
      { path: 'src/main.ts', text: "const data = '/root/data'" },
    ],
  },
]

/** In every line, comments too. */
const machinePaths = ({ path, text }: HouseFile): string[] =>
  path.startsWith('src/house/')
    ? []
    : text
        .split('\n')
        .flatMap((line, index) => (MACHINE.test(line) ? [`${path}:${index + 1}: ${line.match(MACHINE)?.[0]}`] : []))
