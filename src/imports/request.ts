import { hash } from 'node:crypto'
import { z } from 'zod'
import type { Agencies, Creator } from '../agency/index.ts'
import type { Content } from '../content/index.ts'
import type { Cause, Ground } from '../facts/index.ts'
import type { Fans } from '../fans/index.ts'
import type { Inbox } from '../inbox/index.ts'
import type { Account, Platforms } from '../platforms/index.ts'
import { type ImportFile, inspectFile } from './decode.ts'
import { KINDS, Mapping, SaidMapping } from './mapping.ts'
import { readMapping } from './store.ts'
import { type Survey, surveyFile } from './survey.ts'
import { ImportTrouble } from './trouble.ts'
import { words } from './words.ts'

export interface ImportsDeps {
  ground: Ground
  agencies: Agencies
  platforms: Platforms
  fans: Fans
  content: Content
  inbox: Inbox
}

/** Which file is to be read, of whom, and how. */
export const FileRequest = z.object({
  agencyId: z.uuid(),
  /** The creator's account as events name it. */
  account: z.string({ error: 'the creator’s account that the file is about' }).min(1).max(200),
  kind: z.enum(KINDS, { error: `what the file holds: ${KINDS.join(', ')}` }),
  /** Name of the saved mapping; what `mapping` says is laid over it. */
  source: z.string().trim().min(1).max(80).optional(),
  mapping: SaidMapping.default({}),
})
/** A file to be looked at. */
export type FileRequest = z.input<typeof FileRequest> & {
  file: ImportFile
  /** Hears how many bytes were read, piece by piece; the file is read once to look at it, and once to take it in. */
  onBytes?: (bytes: number) => void
}

/** A day, or an instant. */
const moment = z
  .union([z.iso.date(), z.iso.datetime({ offset: true })], { error: 'a date such as 2027-12-31' })
  .transform((text) => new Date(text))

/** What an import must say beside its file. */
export const Authorisation = z.object({
  authorisedBy: z.string({ error: 'who authorised it: the creator, by which agreement' }).trim().min(1).max(200),
  authorisedAt: moment.optional(),
  /** What only this import brought goes then; without it, it stays. */
  keepUntil: moment.optional(),
})
/** A file to be taken in: who allowed it, and until when what it brings is kept. */
export type ImportRequest = FileRequest & z.input<typeof Authorisation> & { by: Cause }

/** A request with everything found that it names. */
export interface Placed {
  agencyId: string
  account: Account & { currency: string }
  creator: Creator
  kind: z.output<typeof FileRequest>['kind']
  source: string | undefined
  mapping: Mapping
  fileHash: Buffer
  survey: Survey
  file: ImportFile
  onBytes: (bytes: number) => void
}

/**
 * Checks a request, finds its account and mapping, and looks at its file. Throws a `ZodError` for what was typed wrong and
 * `ImportTrouble` for what can't be read.
 */
export async function placeRequest(deps: ImportsDeps, request: FileRequest): Promise<Placed> {
  const { database, clock } = deps.ground
  const { file, onBytes = () => {} } = request
  const { agencyId, account: named, kind, source, mapping: given } = FileRequest.parse(request)
  const account = (await deps.platforms.accountsByExternalId(database, agencyId, [named])).get(named)
  const creator = account && (await deps.agencies.creator(database, agencyId, account.creatorId))
  if (!account || !creator) throw new ImportTrouble('unknown-account', words.unknownAccount(named))
  const saved = source === undefined ? null : await readMapping(database, agencyId, source)
  if (saved !== null && saved.kind !== kind) {
    throw new ImportTrouble('other-kind', words.otherKind(source ?? '', saved.kind))
  }
  const mapping = Mapping.parse({ ...(saved?.mapping as object | undefined), ...given })
  const { hash: fileHash, encoding } = await inspectFile(file)
  const { zone, currency } = creator
  const survey = await surveyFile(file, encoding, { kind, mapping, zone, currency, now: clock.now() })
  return { agencyId, account, creator, kind, source, mapping, fileHash, survey, file, onBytes }
}

/** The same for the same file, of the same account, read in the same way and kept as long. */
export function requestHash({ fileHash, account, kind, mapping }: Placed, keepUntil: Date | null): Buffer {
  const request = JSON.stringify([fileHash.toString('hex'), account.id, kind, mapping, keepUntil])
  return hash('sha256', request, 'buffer')
}
