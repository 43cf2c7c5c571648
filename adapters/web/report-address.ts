import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { REPORTS, type ReportName } from '../../src/figures/index.ts'
import type { Acting } from './acting.ts'

const ASKED = z.object({ creator: z.string().max(200).catch(''), days: z.string().max(4).catch('30') })

/** Whose figures an address asks for, and of how many days. */
export const askedIn = (request: FastifyRequest) => ASKED.parse(request.query)

/** The report that an address names; the first one where it names none. */
export function reportIn(request: FastifyRequest): ReportName {
  const { name } = (request.params ?? {}) as { name?: string }
  return REPORTS.find((one) => one === name) ?? REPORTS[0]
}

/** Who reads, as the page shows. */
export const readerOf = ({ agency, operator }: Acting) => ({
  ...{ agencyId: agency.id, operatorId: operator.id, role: operator.role },
})
