import type { Transaction } from '../database/sql.ts'
import type { Cause } from '../facts/index.ts'
import { Failure } from '../kernel/failure.ts'
import { newId } from '../kernel/ids.ts'
import { intakeFor } from './intakes.ts'
import { Tally } from './outcome.ts'
import { outcomeOf, readFile } from './read-file.ts'
import {
  Authorisation,
  type ImportRequest,
  type ImportsDeps,
  type Placed,
  placeRequest,
  requestHash,
} from './request.ts'
import { importOfRequest, insertImport, lockImports, type StoredImport, saveMapping } from './store.ts'
import { ImportTrouble } from './trouble.ts'
import { words } from './words.ts'

export interface Imported {
  import: StoredImport
  /** The same file was taken in before, and nothing was changed now. */
  repeated: boolean
}

/** Another transaction may want the same fans: the import loses, and begins again. */
const TRIES = 3

/**
 * Takes an export in: all of it in one transaction, or nothing. Rows that can't be read are reported and harm no other. One
 * fact tells of it, to which nothing reacts: no card, no task, no draft. Throws a `ZodError` for a wrong request,
 * `ImportTrouble` for a file that can't be read, `Failure` when the database can't.
 */
export async function importFile(deps: ImportsDeps, request: ImportRequest): Promise<Imported> {
  const { database, clock } = deps.ground
  const allowed = Authorisation.parse(request)
  const now = clock.now()
  if (allowed.keepUntil && allowed.keepUntil <= now) throw new ImportTrouble('kept-until-past', words.keptUntilPast)
  if (allowed.authorisedAt && allowed.authorisedAt > now)
    throw new ImportTrouble('authorised-later', words.authorisedLater)
  const placed = await placeRequest(deps, request)
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await database.transaction('import', (sql) => takeIn(deps, sql, placed, allowed, request.by))
    } catch (error) {
      if (!(error instanceof Failure && error.code === 'database_conflict') || attempt === TRIES) throw error
    }
  }
}

type Allowed = ReturnType<typeof Authorisation.parse>

async function takeIn(
  deps: ImportsDeps,
  sql: Transaction,
  placed: Placed,
  { authorisedBy, authorisedAt, ...allowed }: Allowed,
  by: Cause,
): Promise<Imported> {
  const { agencyId, account, kind, fileHash, mapping, source } = placed
  const now = deps.ground.clock.now()
  const keepUntil = allowed.keepUntil ?? null
  await lockImports(sql, agencyId)
  if (source !== undefined) await saveMapping(sql, agencyId, { name: source, kind, mapping }, now)
  const request = requestHash(placed, keepUntil)
  const known = await importOfRequest(sql, agencyId, request)
  if (known !== null) return { import: known, repeated: true }

  const tally = new Tally()
  const target = { agencyId, account: { id: account.id, creatorId: account.creatorId }, expiresAt: keepUntil }
  const intake = await intakeFor(kind, {
    ...deps,
    sql,
    target,
    reading: placed.survey.reading,
    tally,
    clock: deps.ground.clock,
  })
  await readFile(placed, tally, intake.add)
  if (tally.taken === 0) throw new ImportTrouble('nothing-taken', words.nothingTaken)
  const outcome = outcomeOf(placed, tally, await intake.end())
  const made = {
    ...{ id: newId(deps.ground.clock), accountId: account.id, creatorId: account.creatorId, kind, outcome },
    ...{ authorisedBy, authorisedAt: authorisedAt ?? now, keepUntil, at: now },
  }
  await insertImport(sql, agencyId, { ...made, fileHash, requestHash: request, mapping }, tally.problems)
  const data = {
    ...{ kind, accountId: account.id, creatorId: account.creatorId, file: fileHash.toString('hex') },
    ...{ rows: outcome.rows, added: outcome.added, keepUntil: keepUntil?.toISOString() ?? null },
  }
  await deps.ground.facts.record(sql, [{ agencyId, name: 'import.taken-in', subject: made.id, by, data, at: now }])
  return { import: { ...made, expiredAt: null }, repeated: false }
}
