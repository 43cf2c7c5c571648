import { z } from 'zod'
import { ImportQuery } from './imports.ts'

const signed = [
  { name: 'X-Source', in: 'header', required: true, schema: { type: 'string', format: 'uuid' } },
  {
    name: 'X-Signature',
    in: 'header',
    required: true,
    description:
      't=<unix seconds>,v1=<hex HMAC-SHA256 of "t.METHOD address\\nrawBody">, the address with its query as it is sent: who signs a file signs what is done with it',
    schema: { type: 'string' },
  },
]

const SAID: Record<string, string> = {
  account: 'The creator’s account that the file is about, as events name it',
  kind: 'transactions, messages, fans or assets',
  source: 'Read the file as saved under this name, with what mapping says laid over it; saved by an import',
  mapping: 'JSON: how the file is read, e.g. {"columns":{"fan":"user_id"},"zone":"UTC","dates":"dmy"}',
  authorisedBy: 'Who authorised the import, by which agreement; required unless it is a preview',
  authorisedAt: 'When, a date; default now',
  keepUntil: 'A date: what only this import brought goes then',
  preview: 'Stores nothing: the first rows, what would be left out and why, totals by currency',
}

type Problem = (description: string, retryAfter?: boolean) => object

/** The addresses of imports, as OpenAPI describes them. */
export function importPaths(problem: Problem): object {
  const { properties = {}, required = [] } = z.toJSONSchema(ImportQuery, { io: 'input', unrepresentable: 'any' })
  const query = Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    description: SAID[name],
    schema,
  }))
  const outcome = { content: { 'application/json': { schema: { type: 'object' } } } }
  return {
    '/v1/imports': {
      post: {
        summary: 'Take an export in, or preview it',
        description:
          'CSV (any usual separator and encoding) or JSON, up to 64 MB. All of it or nothing; rows that can’t be read are reported. The same file again, read in the same way, changes nothing. Opens no card.',
        parameters: [...signed, ...query],
        requestBody: {
          required: true,
          content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
        },
        responses: {
          200: { description: 'A preview, or what this file brought before', ...outcome },
          201: { description: 'Taken in', ...outcome },
          400: problem('Malformed; each error names its field'),
          401: problem('Wrong signature or unknown source'),
          413: problem('Too large'),
          422: problem('The file can’t be read; the detail says why, or asks'),
          429: problem('Too many at once', true),
          503: problem('The database is away', true),
        },
      },
    },
    '/v1/imports/{id}/report': {
      get: {
        summary: 'What an import left out: columns by name, rows by line and reason',
        parameters: [...signed, { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } }],
        responses: {
          200: { description: 'The report', content: { 'text/csv': { schema: { type: 'string' } } } },
          401: problem('Wrong signature or unknown source'),
          404: problem('No such import'),
        },
      },
    },
  }
}
