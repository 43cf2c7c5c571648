import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { importCommand, readImportCommand } from './import-files.ts'
import { progressOn } from './progress.ts'
import { runCommand, terminal, withApp } from './run-command.ts'

const PIECE_BYTES = 256 * 1024

await runCommand(async (args, config) => {
  const wanted = readImportCommand(args)
  return withApp(config, (app) =>
    importCommand(wanted, app, {
      ...terminal,
      progress: progressOn(process.stderr),
      async open(path) {
        const { size } = await stat(path)
        const open = () => createReadStream(path, { highWaterMark: PIECE_BYTES })
        return { name: basename(path), file: { bytes: size, open } }
      },
    }),
  )
})
