import type { FastifyInstance } from 'fastify'
import { REPORTS, toCsv } from '../../../src/figures/index.ts'
import { actingOn, UNKNOWN_OPERATOR } from '../acting.ts'
import type { WebDeskDeps } from '../deps.ts'
import { sendProblem } from '../problem.ts'
import { askedIn, readerOf } from '../report-address.ts'
import { words } from '../words.ts'

/** Reports as files: the same figures, read by the same person. */
export function serveReportFiles(server: FastifyInstance, deps: WebDeskDeps): void {
  for (const name of REPORTS) {
    server.get(`/reports/${name}.csv`, async (request, reply) => {
      const acting = await actingOn(deps, request)
      if (acting === null) return sendProblem(reply, UNKNOWN_OPERATOR)
      const made = await deps.reports?.report(readerOf(acting), name, askedIn(request))
      if (made === undefined || typeof made === 'string') {
        const detail = made ?? words.reports.none
        return sendProblem(reply, { status: 403, code: 'no_report', title: 'No report', detail })
      }
      reply.header('content-disposition', `attachment; filename="${name}.csv"`)
      return reply.type('text/csv; charset=utf-8').send(toCsv(made.table))
    })
  }
}
