import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import { COMMAND_ACTION, PAGE_ACTION, parseActionId, type Role, refused } from '../../../src/desk/index.ts'
import {
  ACTING_COOKIE,
  type Acting,
  actingAsShown,
  actingKey,
  chosen,
  identityOf,
  UNKNOWN_OPERATOR,
} from '../acting.ts'
import { writeCookie } from '../cookies.ts'
import type { Simulated, WebDeskDeps } from '../deps.ts'
import { roleProblem } from '../least.ts'
import { type Problem, sendProblem } from '../problem.ts'
import { renderAnswer, renderCommandAnswer } from '../render-answer.ts'
import { words } from '../words.ts'

const TEXT_MAX = 20_000
const text = z.string().max(TEXT_MAX)
const agencyId = z.string().min(1).max(64)

const PRESS = z.strictObject({
  action: z.string().min(1).max(75),
  filled: z
    .record(z.string().max(100), text)
    .refine((filled) => Object.keys(filled).length <= 45, 'at most 45 fields')
    .nullable(),
})
const COMMAND = z.strictObject({ line: z.string().trim().min(1).max(2_000) })
const ACTING = z.union([z.strictObject({ as: z.string().max(140) }), z.strictObject({ agency: agencyId })])
const WRITE = z.strictObject({ fan: agencyId, text: text.refine((words) => words.trim() !== '') })
const BUY = z.strictObject({
  fan: agencyId,
  kind: z.enum(['tip', 'ppv', 'product']),
  amountMinor: z.int().min(1).max(100_000_000),
})
const SUBSCRIBE = z.strictObject({ fan: agencyId, kind: z.enum(['started', 'renewed']) })

function malformed(detail: string): Problem {
  return { status: 400, code: 'malformed', title: 'Not understood', detail }
}

function notDone(detail: string): Problem {
  return { status: 409, code: 'not_done', title: 'Not done', detail }
}

type Deed = <Body>(
  path: string,
  least: Role,
  body: z.ZodType<Body>,
  run: (acting: Acting, body: Body, reply: FastifyReply) => Promise<unknown>,
) => void

/** Buttons of the gate itself: they are about a command and its arguments, not about something with an id. */
const OF_COMMANDS = new Set<string>([COMMAND_ACTION, PAGE_ACTION])

/** Everything that changes something. The guard has let these through; which button and command is whose is the gate's. */
export function serveDeeds(server: FastifyInstance, deps: WebDeskDeps): void {
  const deed: Deed = (path, least, body, run) => {
    server.post(path, async (request, reply) => {
      const parsed = body.safeParse(request.body)
      if (!parsed.success) return sendProblem(reply, malformed(z.prettifyError(parsed.error)))
      const acting = await actingAsShown(deps, request)
      if (acting === null) return sendProblem(reply, UNKNOWN_OPERATOR)
      const problem = roleProblem(acting, least)
      return problem === null ? run(acting, parsed.data, reply) : sendProblem(reply, problem)
    })
  }

  deed('/press', 'creator', PRESS, async (acting, { action, filled }) => {
    const ref = parseActionId(action)
    if (ref !== null && !OF_COMMANDS.has(ref.name) && !deps.isSubject(ref.subject))
      return renderAnswer(refused(words.unknownButton), filled)
    return renderAnswer(await deps.gate.press(identityOf(acting), action, filled), filled)
  })

  deed('/command', 'creator', COMMAND, async (acting, { line }) =>
    renderCommandAnswer(await deps.gate.command(identityOf(acting), line), line),
  )

  serveActing(server, deps)
  serveFanDeeds(deps, deed)
}

/** Needs no one acting yet: it is how a page whose operator is gone finds a new one. */
function serveActing(server: FastifyInstance, deps: WebDeskDeps): void {
  server.post('/acting', async (request, reply) => {
    const parsed = ACTING.safeParse(request.body)
    if (!parsed.success) return sendProblem(reply, malformed('An operator or an agency is needed.'))
    const key = 'as' in parsed.data ? parsed.data.as : await firstOf(deps, parsed.data.agency)
    const acting = key === null ? null : await chosen(deps, key)
    if (acting === null) return sendProblem(reply, UNKNOWN_OPERATOR)
    return reply.header('set-cookie', writeCookie(ACTING_COOKIE, actingKey(acting))).send({ as: actingKey(acting) })
  })
}

async function firstOf(deps: WebDeskDeps, agency: string): Promise<string | null> {
  if (!(await deps.agencies()).some(({ id }) => id === agency)) return null
  const operators = await deps.operators(agency)
  const first = operators.find(({ role }) => role === 'chatter') ?? operators[0]
  return first === undefined ? null : `${agency}/${first.id}`
}

/** Acting as a fan: only what a fan could do on the platform. */
function serveFanDeeds({ simulator }: WebDeskDeps, deed: Deed): void {
  const answer = (reply: FastifyReply, came: Simulated): unknown =>
    came.kind === 'ok' ? { ok: true } : sendProblem(reply, notDone(came.why))

  deed('/simulator/write', 'chatter', WRITE, async ({ agency }, body, reply) =>
    answer(reply, await simulator.write(agency.id, body.fan, body.text)),
  )

  deed('/simulator/buy', 'chatter', BUY, async ({ agency }, { fan, kind, amountMinor }, reply) => {
    if (kind === 'ppv') {
      const messages = await simulator.conversation(agency.id, fan)
      const onOffer = messages.some(({ price, unlocked }) => price?.minor === amountMinor && unlocked !== true)
      if (!onOffer) return sendProblem(reply, notDone(words.simulator.notLocked))
    }
    return answer(reply, await simulator.buy(agency.id, fan, { kind, amountMinor }))
  })

  deed('/simulator/subscribe', 'chatter', SUBSCRIBE, async ({ agency }, { fan, kind }, reply) =>
    answer(reply, await simulator.subscribe(agency.id, fan, kind)),
  )
}
