import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { GALLERY } from '../../../src/desk/gallery.ts'
import { type Card, hasRole, mayRun, type Role } from '../../../src/desk/index.ts'
import { type Acting, actingOn } from '../acting.ts'
import { readCookie } from '../cookies.ts'
import { type Queue, type WebDeskDeps, waitingIn } from '../deps.ts'
import { type Html, html } from '../html.ts'
import { roleProblem } from '../least.ts'
import { renderCardsPage } from '../pages/cards.ts'
import { renderDeskPage } from '../pages/desk.ts'
import { renderGalleryPage } from '../pages/gallery.ts'
import { PAGES, type PageName, renderNobody, renderPage } from '../pages/layout.ts'
import { renderReportsPage } from '../pages/reports.ts'
import { renderSimulator, renderSimulatorPage, type SimulatorView } from '../pages/simulator.ts'
import { renderTodayPage } from '../pages/today.ts'
import { askedIn, readerOf, reportIn } from '../report-address.ts'
import type { Sessions } from '../session.ts'
import { words } from '../words.ts'

/** The moment the samples are about, so that "2 days ago" reads as drawn. */
const GALLERY_AT = new Date('2026-11-20T14:02:00Z')

/** Written by `client/simulator.js`, so that a folded simulator stays folded without flashing open. */
const FOLDED_COOKIE = 'huntaze_desk_simulator'

const NOTHING: Queue = { entries: [], more: 0 }

/** The conversation of the fan asked for, else of the first one. */
export async function simulatorView(deps: WebDeskDeps, agencyId: string, fanId: string | null): Promise<SimulatorView> {
  const fans = await deps.simulator.fans(agencyId)
  const fan = fans.find(({ id }) => id === fanId) ?? fans[0] ?? null
  const messages = fan === null ? [] : await deps.simulator.conversation(agencyId, fan.id)
  return { fans, fan, messages }
}

/** Dead tasks, for those who may run `/desk dead`. */
export async function deadTasksFor(deps: WebDeskDeps, { agency, operator }: Acting): Promise<Card | null> {
  return hasRole(operator.role, 'manager') ? ((await deps.deadTasks?.(agency.id)) ?? null) : null
}

/** A page's content, or what stands there when there is no such page. */
type Drawn = Html | { missing: Html }

/** What stands on the page; where there is no such page, the answer says so too. */
function contentOf(reply: FastifyReply, drawn: Drawn): Html {
  if (!('missing' in drawn)) return drawn
  reply.code(404)
  return drawn.missing
}

/** The report that the address asks for, for whoever this is. */
async function drawReport({ reports }: WebDeskDeps, acting: Acting, request: FastifyRequest): Promise<Drawn> {
  if (!reports) return html`<p class="context">${words.reports.none}</p>`
  const [reader, asked, name] = [readerOf(acting), askedIn(request), reportIn(request)]
  const names = reports.names(acting.operator.role)
  if (name === null) return { missing: html`<p class="context">${words.reports.noSuch(names)}</p>` }
  const made = await reports.report(reader, name, asked)
  return renderReportsPage({
    ...{ name, ...asked, names, creators: await reports.creators(reader) },
    card: 'line' in made ? made.line : made.card,
  })
}

/** The pages, each drawn whole on the server. */
export function servePages(server: FastifyInstance, deps: WebDeskDeps, sessions: Sessions): void {
  type Draw = (acting: Acting, queue: Queue, request: FastifyRequest) => Promise<Drawn>

  function page(name: PageName, draw: Draw, more: readonly string[] = []): void {
    const { path, least } = PAGES[name]
    for (const address of [path, ...more]) serve(address, name, least, draw)
  }

  function serve(path: string, name: PageName, least: Role, draw: Draw): void {
    server.get(path, async (request: FastifyRequest, reply: FastifyReply) => {
      const token = sessions.open(request, reply)
      reply.type('text/html; charset=utf-8')
      const acting = await actingOn(deps, request)
      if (acting === null) return renderNobody(token, deps.now())
      const frame = { page: name, acting, token, now: deps.now(), commands: commandsOf(deps, acting) }
      const problem = roleProblem(acting, least)
      // Whoever reads reports alone, a creator, begins with them.
      if (problem !== null && path === PAGES.cards.path && mayRun(PAGES.reports, acting.operator.role))
        return reply.redirect(PAGES.reports.path)
      if (problem !== null) {
        reply.code(problem.status)
        return renderPage({ ...frame, waiting: null }, html`<p class="context">${problem.detail}</p>`)
      }
      // How much waits is the queue's to tell.
      const queue = roleProblem(acting, PAGES.cards.least) === null ? await deps.queue(acting.agency.id) : null
      const content = contentOf(reply, await draw(acting, queue ?? NOTHING, request))
      const waiting = queue && waitingIn(queue)
      return renderPage({ ...frame, waiting }, content)
    })
  }

  page('cards', async ({ agency }, queue, request) => {
    const open = readCookie(request.headers.cookie, FOLDED_COOKIE) !== 'folded'
    return renderCardsPage(queue, renderSimulator(await simulatorView(deps, agency.id, null)), open)
  })
  page('simulator', async ({ agency }) =>
    renderSimulatorPage(renderSimulator(await simulatorView(deps, agency.id, null))),
  )
  page('today', async ({ agency, operator }) => renderTodayPage((await deps.today?.(agency.id, operator.role)) ?? []))
  page('gallery', async () => renderGalleryPage(GALLERY, GALLERY_AT))
  page('reports', async (acting, _queue, request) => drawReport(deps, acting, request), ['/reports/:name'])
  page('desk', async (acting) =>
    renderDeskPage({
      health: await deps.health(acting.agency.id),
      dead: await deadTasksFor(deps, acting),
      commands: commandsOf(deps, acting),
      queues: deps.queues !== undefined && hasRole(acting.operator.role, 'admin'),
    }),
  )
}

/** What this person may run. */
const commandsOf = ({ commands = [] }: WebDeskDeps, { operator }: Acting) =>
  commands.filter((command) => mayRun(command, operator.role))
