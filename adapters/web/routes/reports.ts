import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { REPORTS, type ReportName, toCsv } from '../../../src/figures/index.ts'
import { type Acting, actingOn, UNKNOWN_OPERATOR } from '../acting.ts'
import type { WebDeskDeps } from '../deps.ts'
import { sendProblem } from '../problem.ts'
import { words } from '../words.ts'

const ASKED = z.object({ creator: z.string().max(200).catch(''), days: z.string().max(4).catch('30') })

/** Whose figures an address asks for, and of how many days. */
export const askedIn = (request: FastifyRequest) => ASKED.parse(request.query)

/** The report that an address names; the first one where it names none. */
export function reportIn(request: FastifyRequest): ReportName {
  const { name } = (request.params ?? {}) as { name?: string }
  return REPORTS.find((one) => one === name) ?? REPORTS[0]
}

export const readerOf = ({ agency, operator }: Acting) => ({
  ...{ agencyId: agency.id, operatorId: operator.id, role: operator.role },
})

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
