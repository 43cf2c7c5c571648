import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type ImportFile, type Imports, ImportTrouble } from '../../src/imports/index.ts'
import { Failure } from '../../src/kernel/failure.ts'
import { isId } from '../../src/kernel/ids.ts'
import { DECOY } from './authenticate.ts'
import { sendProblem } from './problem.ts'
import { beginCheck, NO_MATCH, type SignatureCheck } from './signature.ts'
import { receiveUpload } from './upload.ts'

export interface ImportsDoorDeps {
  openSource(sourceId: string): Promise<{ agencyId: string; secrets: string[] } | null>
  imports: Pick<Imports, 'take' | 'preview' | 'report'>
  now(): Date
}

/** What comes in within the server's half a minute; larger files go through `npm run import`. */
export const IMPORT_MAX_BYTES = 64 * 1024 * 1024
/** Bodies on disk at once: whoever has no secret must not fill it. */
const AT_ONCE_MAX = 4

const json = z.string().transform((text, context): Record<string, unknown> => {
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(text))
  } catch {
    context.addIssue({ code: 'custom', message: 'not a JSON object' })
    return z.NEVER
  }
})
const word = z.string().min(1).max(200)

/** The query of `POST /v1/imports`; the imports slice checks what it means. */
export const ImportQuery = z.strictObject({
  account: word,
  kind: z.string(),
  source: word.optional(),
  mapping: json.optional(),
  authorisedBy: word.optional(),
  authorisedAt: word.optional(),
  keepUntil: word.optional(),
  preview: z.literal(['', 'true', '1']).optional(),
})

/** `POST /v1/imports` and `GET /v1/imports/:id/report`, signed together with their address. */
export function serveImports(server: FastifyInstance, deps: ImportsDoorDeps): void {
  let atOnce = 0
  // A scope of its own: these bodies stay streams.
  void server.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload))
    scope.post('/v1/imports', { bodyLimit: IMPORT_MAX_BYTES }, async (request, reply) => {
      if (atOnce >= AT_ONCE_MAX) {
        throw new Failure('overloaded', 'too many imports at once', { retry: { kind: 'after', retryAfterMs: 5_000 } })
      }
      atOnce += 1
      try {
        return await receiveImport(deps, request, reply)
      } finally {
        atOnce -= 1
      }
    })
    scope.get('/v1/imports/:id/report', async (request, reply) => {
      const caller = await begin(deps, request, reply)
      if (caller === null) return reply
      if (!isTrue(caller.check, reply) || caller.source === null) return reply
      const { id } = request.params as { id: string }
      const report = isId(id) ? await deps.imports.report(caller.source.agencyId, id) : null
      if (report === null) return notFound(reply)
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="import-${id}.csv"`)
        .header('cache-control', 'no-store')
        .send(report)
    })
  })
}

async function receiveImport(deps: ImportsDoorDeps, request: FastifyRequest, reply: FastifyReply) {
  const caller = await begin(deps, request, reply)
  if (caller === null) return reply
  const body = (request.body ?? []) as AsyncIterable<Uint8Array>
  const upload = await receiveUpload(body, IMPORT_MAX_BYTES, caller.check.update)
  if (upload === null) {
    const detail = `A file may have ${IMPORT_MAX_BYTES} bytes here. Bring larger ones in with npm run import.`
    return sendProblem(reply, { status: 413, code: 'too-large', title: 'Too large', detail })
  }
  let answer: Answer = () => reply
  try {
    if (isTrue(caller.check, reply) && caller.source !== null) {
      answer = await take(deps, { ...caller.source, query: request.query, file: upload.file })
    }
  } finally {
    // Before the answer: whoever reads it knows that nothing of the file lies about.
    await upload.remove()
  }
  return answer(reply)
}

type Answer = (reply: FastifyReply) => FastifyReply

interface Caller {
  check: SignatureCheck
  /** Null: unknown, and the check fails after the same work. */
  source: { id: string; agencyId: string } | null
}

/** Begins the check of a request's signature: over `METHOD address`, a line break, and the body. */
async function begin(deps: ImportsDoorDeps, request: FastifyRequest, reply: FastifyReply): Promise<Caller | null> {
  const id = String(request.headers['x-source'] ?? '')
  const source = isId(id) ? await deps.openSource(id) : null
  const header = request.headers['x-signature']
  const nowSeconds = Math.floor(deps.now().getTime() / 1000)
  const given = typeof header === 'string' ? header : undefined
  const check = beginCheck(given, source?.secrets ?? [DECOY], nowSeconds)
  if ('kind' in check) {
    sendProblem(reply, { status: 401, code: 'bad-signature', title: 'Bad signature', detail: check.why })
    return null
  }
  check.update(Buffer.from(`${request.method} ${request.url}\n`))
  return { check, source: source && { id, agencyId: source.agencyId } }
}

function isTrue(check: SignatureCheck, reply: FastifyReply): boolean {
  const verdict = check.verdict()
  if (verdict.kind === 'valid') return true
  const detail = `${NO_MATCH}; here the signature is over "t.METHOD address", a line break, and the body`
  sendProblem(reply, { status: 401, code: 'bad-signature', title: 'Bad signature', detail })
  return false
}

async function take(
  { imports }: ImportsDoorDeps,
  { id, agencyId, query, file }: { id: string; agencyId: string; query: unknown; file: ImportFile },
): Promise<Answer> {
  try {
    const { preview, mapping, kind, authorisedBy, ...named } = ImportQuery.parse(query)
    // Checked by the slice: what isn't a kind or a mapping is a ZodError there.
    const request = { ...named, agencyId, file, kind, mapping } as Parameters<typeof imports.preview>[0]
    if (preview !== undefined) {
      const found = await imports.preview(request)
      return (reply) => reply.send(found)
    }
    const by = { kind: 'source' as const, id }
    const { import: stored, repeated } = await imports.take({ ...request, authorisedBy: authorisedBy as string, by })
    return (reply) => reply.code(repeated ? 200 : 201).send({ repeated, ...stored })
  } catch (error) {
    if (error instanceof ImportTrouble) {
      const detail = `${error.message} Nothing was stored.`
      return (reply) => sendProblem(reply, { status: 422, code: error.code, title: 'The file can’t be read', detail })
    }
    if (!(error instanceof z.ZodError)) throw error
    const errors = error.issues.map(({ path, message }) => ({ path: path.join('.'), message }))
    const detail = 'Nothing was stored. Each error names the field and what is allowed.'
    return (reply) => sendProblem(reply, { status: 400, code: 'malformed', title: 'Malformed', detail, errors })
  }
}

const notFound = (reply: FastifyReply): FastifyReply =>
  sendProblem(reply, { status: 404, code: 'not-found', title: 'Not found', detail: 'There is no such import.' })
