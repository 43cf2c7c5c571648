import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { REPORTS, type ReportName } from '../../src/figures/index.ts'
import type { Acting } from './acting.ts'

const ASKED = z.object({ creator: z.string().max(200).catch(''), days: z.string().catch('30') })

/** Whose figures an address asks for, and of how many days. */
export const askedIn = (request: FastifyRequest) => ASKED.parse(request.query)

/** The report that an address names; the first one where it names none, null where there is none of that name. */
export function reportIn(request: FastifyRequest): ReportName | null {
  const { name } = (request.params ?? {}) as { name?: string }
  return name === undefined ? REPORTS[0] : (REPORTS.find((one) => one === name) ?? null)
}

/** Who reads, as the page shows. */
export const readerOf = ({ agency, operator }: Acting) => ({
  ...{ agencyId: agency.id, operatorId: operator.id, role: operator.role },
})
