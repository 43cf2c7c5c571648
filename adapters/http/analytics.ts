import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import { REPORTS, type Refusal, type ReportName, toCsv } from '../../src/figures/index.ts'
import { type ApiKeyDeps, authorize } from './api-key.ts'
import { sendProblem } from './problem.ts'
import { malformed } from './request.ts'

/** A report as a table: amounts in minor units beside their currency. */
interface Table {
  columns: readonly string[]
  rows: readonly (string | number | null)[][]
}

export interface AnalyticsDeps {
  /** A refusal where there is no such creator or number of days. */
  report(
    agencyId: string,
    name: ReportName,
    wanted: { creator?: string | undefined; days?: string | undefined },
  ): Promise<{ table: Table } | Refusal>
}

export const AnalyticsQuery = z.strictObject({
  report: z.enum(REPORTS).default('revenue'),
  /** A creator's id or name; all when absent. */
  creator: z.string().max(200).optional(),
  /** Until today, where the creator is. */
  days: z.string().max(4).default('30'),
  format: z.enum(['json', 'csv']).default('json'),
})

/** An unknown creator as everywhere; another number of days as a field that is wrong. */
function refuse(reply: FastifyReply, { because, line }: Refusal): FastifyReply {
  if (because === 'creator') {
    return sendProblem(reply, { status: 404, code: 'not-found', title: 'Not found', detail: line })
  }
  const errors = [{ path: because, message: line }]
  const detail = 'Each error names the field and what is allowed.'
  return sendProblem(reply, { status: 400, code: 'malformed', title: 'Malformed', detail, errors })
}

/** `GET /v1/analytics/overview`: the desk's reports for the agency's own programs, by API key, as JSON or CSV. */
export function serveAnalytics(server: FastifyInstance, deps: AnalyticsDeps & ApiKeyDeps): void {
  server.get('/v1/analytics/overview', async (request, reply) => {
    const caller = await authorize(deps, request, reply, 'analytics:read')
    if (caller === null) return reply
    const query = AnalyticsQuery.safeParse(request.query)
    if (!query.success) return malformed(reply, query.error)
    const { report: name, creator, days, format } = query.data
    const made = await deps.report(caller.agencyId, name, { creator, days })
    if ('line' in made) return refuse(reply, made)
    const { columns, rows } = made.table
    if (format === 'csv') return reply.type('text/csv; charset=utf-8').send(toCsv(made.table))
    const objects = rows.map((row) => Object.fromEntries(columns.map((column, n) => [column, row[n] ?? null])))
    return reply.send({ report: name, rows: objects })
  })
}
