import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fileOf } from '../imports/fixtures.ts'
import { StartupError } from '../kernel/startup-error.ts'
import { ACCOUNT, type StoryHouse, storyHouse } from '../stories/house.ts'
import { importCommand, readImportCommand } from './import-files.ts'
import { progressOn } from './progress.ts'

let house: StoryHouse
let folder: string
let lines: string[]
let drawn: string
let content: string

beforeEach(async () => {
  house = await storyHouse()
  folder = await mkdtemp(join(tmpdir(), 'huntaze-import-test-'))
  lines = []
  drawn = ''
})
afterEach(async () => {
  await house.close()
  await rm(folder, { recursive: true, force: true })
})

const GOOD = 'id,type,amount,date,user\na1,Tip,12.50,2026-01-02,fan-1\na2,Tip,7,2026-01-03,fan-2\n'
const account = ['--account', ACCOUNT, '--kind', 'transactions']
const allowed = ['--authorised-by', 'Bella, agreement of 2 January']

function run(text: string, ...args: string[]): Promise<number> {
  content = text
  lines = []
  return importCommand(readImportCommand(['export.csv', ...account, ...args]), house.app, {
    say: (line) => void lines.push(line),
    progress: progressOn({ isTTY: true, columns: 80, write: (piece) => (drawn += piece) }),
    open: async (path) => ({ name: path, file: fileOf(content, 8) }),
  })
}

const purchases = async (): Promise<number> =>
  (await house.app.ground.database.query('SELECT 1 FROM purchases WHERE agency_id = $1', [house.agencyId])).length

describe('the import command', () => {
  it('shows with --preview what would come in, and stores nothing', async () => {
    expect(await run(`${GOOD}a3,Tip,free,2026-01-03,fan-3\n`, '--preview')).toBe(0)
    expect(lines[0]).toBe('export.csv: a preview, nothing was stored.')
    expect(lines.join('\n')).toContain('$19.50 USD paid, 2 rows')
    expect(lines.join('\n')).toContain('line 4: amount: “free”')
    expect(await purchases()).toBe(0)
  })

  it('draws a bar up to all of the file, and takes it away before the answer', async () => {
    await run(GOOD, ...allowed)
    const percents = [...drawn.matchAll(/(\d+) %/g)].map(([, percent]) => Number(percent))
    expect(percents[0]).toBe(0)
    expect(percents).toEqual(percents.toSorted((a, b) => a - b))
    expect(percents.at(-1)).toBe(100)
    expect(drawn.endsWith('\r\u001b[2K')).toBe(true)
    expect(await purchases()).toBe(2)
  })

  it('writes with --report each row that could not be read, with its line and why, for its owner alone', async () => {
    const report = join(folder, 'report.csv')
    expect(await run(`${GOOD}a3,Tip,free,2026-01-03,fan-3\n`, ...allowed, '--report', report)).toBe(0)
    expect(lines.at(-1)).toBe(`  Report    ${report}`)
    const [names = '', row = '', ...more] = (await readFile(report, 'utf8')).trim().split(/\r?\n/)
    expect(names).toMatch(/line/)
    expect(row).toMatch(/^4,/)
    expect(row).toContain('amount')
    expect(more).toEqual([])
  })

  it('reads with --source as was said the first time under that name', async () => {
    const odd = 'nummer;was;betrag;wann;wer\nb1;Tip;1.250,50;02.01.2026;fan-1\n'
    const said = ['--map', 'id=nummer,type=was,amount=betrag,at=wann,fan=wer', '--decimal', ',', '--dates', 'dmy']
    expect(await run(odd, ...allowed, ...said, '--source', 'the German shop')).toBe(0)
    expect(await run(odd.replace('b1', 'b2'), ...allowed, '--source', 'the German shop')).toBe(0)
    expect(await purchases()).toBe(2)
    expect(lines.join('\n')).toContain('$1,250.50')
    expect(await run(odd.replace('b1', 'b3'), ...allowed)).toBe(1)
    expect(lines.at(-1)).toBe('Nothing of this file was stored.')
  })

  it('says what is missing before it opens anything', () => {
    const problem = (...args: string[]): unknown => {
      try {
        return readImportCommand(args)
      } catch (error) {
        return error instanceof StartupError ? error.whatHappened : error
      }
    }
    expect(problem()).toContain('FILE is missing')
    expect(problem('a.csv', '--kind', 'fans')).toContain('--account is missing')
    expect(problem('a.csv', '--account', 'x', '--kind', 'cats')).toContain('transactions, messages, fans, assets')
    expect(problem('a.csv', '--account', 'x', '--kind', 'fans')).toContain('--authorised-by is missing')
  })
})
