import type { FastifyInstance } from 'fastify'
import { REPORTS, type Refusal, toCsv } from '../../../src/figures/index.ts'
import { actingOn, UNKNOWN_OPERATOR } from '../acting.ts'
import type { WebDeskDeps } from '../deps.ts'
import { type Problem, sendProblem } from '../problem.ts'
import { askedIn, readerOf } from '../report-address.ts'
import { words } from '../words.ts'

const PROBLEMS: Record<Refusal['because'], (detail: string) => Problem> = {
  role: (detail) => ({ status: 403, code: 'no_report', title: 'No report', detail }),
  days: (detail) => ({ status: 400, code: 'malformed', title: 'Not understood', detail: `days: ${detail}` }),
  creator: (detail) => ({ status: 404, code: 'not_found', title: 'Not found', detail: `creator: ${detail}` }),
}

/** Reports as files: the same figures, read by the same person. */
export function serveReportFiles(server: FastifyInstance, deps: WebDeskDeps): void {
  for (const name of REPORTS) {
    server.get(`/reports/${name}.csv`, async (request, reply) => {
      const acting = await actingOn(deps, request)
      if (acting === null) return sendProblem(reply, UNKNOWN_OPERATOR)
      const made = await deps.reports?.report(readerOf(acting), name, askedIn(request))
      if (made === undefined) {
        return sendProblem(reply, { status: 404, code: 'no_report', title: 'No report', detail: words.reports.none })
      }
      if ('line' in made) return sendProblem(reply, PROBLEMS[made.because](made.line))
      reply.header('content-disposition', `attachment; filename="${name}.csv"`)
      return reply.type('text/csv; charset=utf-8').send(toCsv(made.table))
    })
  }
}
