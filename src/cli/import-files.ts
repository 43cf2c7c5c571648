import { writeFile } from 'node:fs/promises'
import type { App } from '../app.ts'
import { bySystem } from '../facts/index.ts'
import {
  type FileRequest,
  type ImportFile,
  ImportTrouble,
  KINDS,
  type Kind,
  type MappingInput,
} from '../imports/index.ts'
import { StartupError } from '../kernel/startup-error.ts'
import { readArguments } from './explain-input.ts'
import { sayOutcome, sayPreview } from './import-words.ts'
import type { Progress } from './progress.ts'
import type { Terminal } from './run-command.ts'

const USAGE = `Usage:
  npm run import -- FILE … --account ID --kind transactions|messages|fans|assets --preview
  npm run import -- FILE … --account ID --kind … --authorised-by "Bella, agreement of 2 January"
         [--authorised-at 2026-01-02] [--keep-until 2027-12-31] [--report FILE.csv] [--agency NAME]
         [--source NAME]            read as saved under this name, and save what is added here
         [--map fan=user_id,at=created_at]  [--type tip|ppv|subscription|renewal|product]
         [--zone Europe/Paris] [--dates dmy|mdy] [--decimal . or ,] [--currency USD] [--amounts minor]
         [--encoding utf-8|utf-16le|utf-16be|windows-1252] [--separator , ; tab or |]
  npm run import -- --expire        let go what is kept no longer`

const OPTIONS = [
  ...['account', 'kind', 'agency', 'source', 'map', 'type', 'zone', 'dates', 'decimal', 'currency', 'amounts'],
  ...['encoding', 'separator', 'authorised-by', 'authorised-at', 'keep-until', 'report'],
]

/** What was typed, checked as far as it can be without a database. */
export interface ImportCommand {
  files: string[]
  expire: boolean
  preview: boolean
  options: Record<string, string | undefined>
  kind: Kind
}

/** What the command needs from outside. */
export interface ImportTerminal extends Terminal {
  progress: Progress
  open(path: string): Promise<{ name: string; file: ImportFile }>
}

/** Reads the command line; throws a `StartupError` with the usage. */
export function readImportCommand(args: readonly string[]): ImportCommand {
  const { values, flags, words } = readArguments(args, OPTIONS, ['preview', 'expire'], USAGE)
  const command = { files: words, expire: flags.has('expire'), preview: flags.has('preview'), options: values }
  if (command.expire) return { ...command, kind: 'transactions' }
  if (words.length === 0) throw new StartupError('FILE is missing: the export to take in.', USAGE)
  if (values.account === undefined) throw new StartupError('--account is missing: whose fans they are.', USAGE)
  const kind = KINDS.find((known) => known === values.kind)
  if (kind === undefined) throw new StartupError(`--kind is missing: what the files hold: ${KINDS.join(', ')}.`, USAGE)
  if (!command.preview && values['authorised-by'] === undefined) {
    throw new StartupError(
      '--authorised-by is missing: who allowed it, by which agreement. --preview needs none.',
      USAGE,
    )
  }
  return { ...command, kind }
}

/** Previews or takes in each file, one after the other. Returns the exit code: 1 when one could not be read. */
export async function importCommand(wanted: ImportCommand, app: App, terminal: ImportTerminal): Promise<number> {
  if (wanted.expire) return expire(app, terminal)
  const { options } = wanted
  const agencyId = await agencyOf(app, options.account ?? '', options.agency)
  let failed = 0
  for (const path of wanted.files) {
    const { name, file } = await terminal.open(path).catch((error: unknown) => {
      throw new StartupError(
        `${path} can't be opened: ${(error as NodeJS.ErrnoException).code ?? 'unknown'}.`,
        USAGE,
        error,
      )
    })
    const bar = terminal.progress.begin(name, file.bytes)
    try {
      await one(wanted, app, terminal, { name, agencyId, file, onBytes: bar.add, end: bar.end })
    } catch (error) {
      bar.end()
      if (!(error instanceof ImportTrouble)) throw error
      failed += 1
      terminal.say(`${name}: ${error.message}`)
      terminal.say('Nothing of this file was stored.')
    }
  }
  return failed > 0 ? 1 : 0
}

async function expire({ agencies, imports }: App, { say }: Terminal): Promise<number> {
  let expired = 0
  for (const { id } of await agencies.agencies()) expired += await imports.expireNow(id)
  say(`${expired} ${expired === 1 ? 'import' : 'imports'} let go.`)
  return 0
}

async function one(
  { kind, options, preview }: ImportCommand,
  { imports }: App,
  { say }: Terminal,
  read: { name: string; agencyId: string; file: ImportFile; onBytes: (bytes: number) => void; end(): void },
): Promise<void> {
  const { name, agencyId, file, onBytes } = read
  const request: FileRequest = {
    ...{ agencyId, account: options.account ?? '', kind, file, onBytes, mapping: mappingOf(options) },
    ...(options.source !== undefined && { source: options.source }),
  }
  if (preview) {
    const found = await imports.preview(request)
    read.end()
    return sayPreview(name, kind, found, say)
  }
  const done = await imports.take({
    ...request,
    authorisedBy: options['authorised-by'] ?? '',
    ...(options['authorised-at'] !== undefined && { authorisedAt: options['authorised-at'] }),
    ...(options['keep-until'] !== undefined && { keepUntil: options['keep-until'] }),
    by: bySystem('import'),
  })
  read.end()
  sayOutcome(name, done, say)
  if (options.report === undefined) return
  const report = (await imports.report(agencyId, done.import.id)) ?? ''
  await writeFile(options.report, report, { mode: 0o600 })
  say(`  Report    ${options.report}`)
}

/** What was typed of the mapping; the rest is as saved, or as usual. */
function mappingOf(options: ImportCommand['options']): MappingInput {
  const plain = ['zone', 'dates', 'decimal', 'currency', 'amounts', 'encoding', 'type'] as const
  const { map, separator } = options
  const columns = (map ?? '')
    .split(',')
    .filter((pair) => pair !== '')
    .map((pair) => pair.split(/=(.*)/s).slice(0, 2) as [string, string])
  return {
    ...Object.fromEntries(plain.flatMap((name) => (options[name] === undefined ? [] : [[name, options[name]]]))),
    ...(separator !== undefined && { separator: separator === 'tab' ? '\t' : separator }),
    ...(map !== undefined && { columns: Object.fromEntries(columns) }),
  } as MappingInput
}

async function agencyOf(app: App, account: string, name: string | undefined): Promise<string> {
  const all = (await app.agencies.agencies()).filter((agency) => name === undefined || agency.name === name)
  const having: string[] = []
  for (const { id } of all) {
    if ((await app.platforms.accountsByExternalId(app.ground.database, id, [account])).size > 0) having.push(id)
  }
  const [agencyId, another] = having
  if (another !== undefined)
    throw new StartupError(`Several agencies have an account “${account}”: say --agency.`, USAGE)
  if (agencyId === undefined) throw new StartupError(`No agency has an account “${account}”.`, 'npm run agency -- list')
  return agencyId
}
