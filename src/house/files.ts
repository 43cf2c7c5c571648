import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

/** A file of the project, as the rules of the house read it. */
export interface HouseFile {
  /** From the project's root, with `/`. */
  path: string
  text: string
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const NOT_OURS = new Set(['node_modules', '.git', '.huntaze', 'coverage', 'generated'])
const TEXT = /\.(ts|js|cjs|mjs|json|jsonc|md|css|html|prisma|sql|toml|ya?ml|svg|example)$|^\.ci\/run$/

/** Every text file that is ours. */
export function houseFiles(): HouseFile[] {
  return [...walk(ROOT)]
    .map((file) => ({ file, path: relative(ROOT, file).split(sep).join('/') }))
    .filter(({ path }) => TEXT.test(path) && path !== 'package-lock.json')
    .map(({ file, path }) => ({ path, text: readFileSync(file, 'utf8') }))
}

function* walk(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (NOT_OURS.has(entry.name)) continue
    if (entry.isDirectory()) yield* walk(join(folder, entry.name))
    else if (entry.isFile()) yield join(folder, entry.name)
  }
}

export const isTest = ({ path }: HouseFile): boolean => /\.(test|conformance)\.ts$/.test(path)

/** What tests and measurements are made of, beside the tests themselves. */
const isForTests = ({ path }: HouseFile): boolean =>
  /^(bench|\.ci)\/|^src\/(stories|house|database\/testing)\/|[/.]fixtures\.ts$|^[\w.]+$/.test(path)

/** TypeScript that runs in production. */
export const isProduct = (file: HouseFile): boolean => file.path.endsWith('.ts') && !isTest(file) && !isForTests(file)

/** `path:line: what` for each match outside comments. */
export function found(file: HouseFile, pattern: RegExp): string[] {
  const code = withoutComments(file.text)
  return [...code.matchAll(new RegExp(pattern, `${pattern.flags.replace('g', '')}g`))].map(
    (match) => `${file.path}:${code.slice(0, match.index).split('\n').length}: ${match[0].split('\n')[0]}`,
  )
}

/** Lines that are comments become empty ones. */
const withoutComments = (text: string): string => text.replaceAll(/^[ \t]*(\/\/|\/\*|\*[ /]|--).*$/gm, '')
