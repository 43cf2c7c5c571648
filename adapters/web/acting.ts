import type { FastifyRequest } from 'fastify'
import type { Identity } from '../../src/desk/index.ts'
import { readCookie } from './cookies.ts'
import type { DeskAgency, DeskOperator, WebDeskDeps } from './deps.ts'
import type { Problem } from './problem.ts'
import { words } from './words.ts'

export const ACTING_COOKIE = 'huntaze_desk_acting'
const ID = /^[0-9A-Za-z_-]{1,64}$/

/** Who sits at this browser, as they say: there is no sign-in yet. */
export interface Acting {
  agency: DeskAgency
  operator: DeskOperator
  agencies: DeskAgency[]
  operators: DeskOperator[]
}

/** `agency/operator`, as the cookie and the page hold it. */
export function actingKey({ agency, operator }: Pick<Acting, 'agency' | 'operator'>): string {
  return `${agency.id}/${operator.id}`
}

function split(key: string | null): { agencyId: string; operatorId: string } | null {
  const [agencyId = '', operatorId = '', ...rest] = (key ?? '').split('/')
  return ID.test(agencyId) && ID.test(operatorId) && rest.length === 0 ? { agencyId, operatorId } : null
}

type People = Pick<WebDeskDeps, 'agencies' | 'operators'>

async function resolve(people: People, key: string | null, strict: boolean): Promise<Acting | null> {
  const wanted = split(key)
  if (strict && wanted === null) return null
  const agencies = await people.agencies()
  const agency = agencies.find(({ id }) => id === wanted?.agencyId) ?? (strict ? undefined : agencies[0])
  if (agency === undefined) return null
  const operators = await people.operators(agency.id)
  // A newcomer starts as a chatter: who may do most should be a choice.
  const first = operators.find(({ role }) => role === 'chatter') ?? operators[0]
  const operator = operators.find(({ id }) => id === wanted?.operatorId) ?? (strict ? undefined : first)
  return operator === undefined ? null : { agency, operator, agencies, operators }
}

/** Who a whole page is drawn for: the cookie's choice, else a first guess. Null when nobody is set up. */
export function actingOn(people: People, request: FastifyRequest): Promise<Acting | null> {
  return resolve(people, readCookie(request.headers.cookie, ACTING_COOKIE), false)
}

/**
 * Who an open page acts as. It is what the page showed, not what the cookie says now: a switch in another tab must not
 * record this tab's click under another name. Null when the page named nobody that exists.
 */
export function actingAsShown(people: People, request: FastifyRequest): Promise<Acting | null> {
  const shown = request.headers['x-acting-as'] ?? (request.query as { as?: unknown }).as
  return resolve(people, typeof shown === 'string' ? shown : null, true)
}

/** A choice from the select, checked; null when there is no such operator. */
export function chosen(people: People, key: string): Promise<Acting | null> {
  return resolve(people, key, true)
}

/** Who acts, as the gate is told: unverified until there is a sign-in. */
export function identityOf({ agency, operator }: Acting): Identity {
  return { agencyId: agency.id, desk: 'web', externalId: operator.id, verified: false }
}

/** The page was opened for somebody who is not there any more. */
export const UNKNOWN_OPERATOR: Problem = {
  status: 409,
  code: 'unknown_operator',
  title: 'Nobody to act as',
  detail: words.unknownOperator,
}
