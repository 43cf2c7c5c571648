/**
 * Exports in: files of transactions, messages, fans and assets, read as agencies really have them, previewed, taken in whole
 * or not at all, and let go when their date has come. Brings history, of which nothing is told to anybody: no card, no task.
 * Leaves the tables of fans, messages and assets to the slices that own them.
 */
import type { TaskRun } from '../facts/index.ts'
import { expireByTask, expireImports, oweExpiry } from './expire-imports.ts'
import { importFile } from './import-file.ts'
import { previewFile } from './preview.ts'
import { reportOf } from './report.ts'
import type { FileRequest, ImportRequest, ImportsDeps } from './request.ts'
import { readImport } from './store.ts'

export type { ImportFile } from './decode.ts'
export { KINDS, type Kind, type MappingInput } from './mapping.ts'
export type { Outcome } from './outcome.ts'
export type { Preview } from './preview.ts'
export type { FileRequest, ImportRequest } from './request.ts'
export { ImportTrouble } from './trouble.ts'
export type Imports = ReturnType<typeof createImports>

export function createImports(deps: ImportsDeps) {
  return {
    /** What an import would do. */
    preview: (request: FileRequest) => previewFile(deps, request),
    /** Takes a file in, or answers what came of it before. */
    take: (request: ImportRequest) => importFile(deps, request),
    /** Owes the task below where the date of an import has come. */
    oweExpiry: () => oweExpiry(deps),
    expire: (run: TaskRun) => expireByTask(deps, run),
    /** Lets go now of an agency's imports whose date has come; returns how many. */
    expireNow: (agencyId: string) => expireImports(deps, agencyId, deps.ground.database.transaction),
    /** The import of that id; null when the agency has none. */
    find: (agencyId: string, id: string) => readImport(deps.ground.database, agencyId, id),
    /** What an import left out, as CSV; null when the agency has no such import. */
    report: (agencyId: string, id: string) => reportOf(deps.ground.database, agencyId, id),
  }
}
