import { readdirSync, readFileSync } from 'node:fs'
import { extname } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { sendProblem } from './problem.ts'

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
}

/** The client's files, read once: a name that is not among them does not exist, so no path can climb out. */
export function serveAssets(server: FastifyInstance): void {
  const folder = new URL('./client/', import.meta.url)
  const files = new Map(
    readdirSync(folder)
      .filter((name) => TYPES[extname(name)] !== undefined)
      .map((name) => [name, readFileSync(new URL(name, folder))]),
  )
  server.get<{ Params: { name: string } }>('/assets/:name', async (request, reply) => {
    const file = files.get(request.params.name)
    if (file === undefined) {
      return sendProblem(reply, { status: 404, code: 'not_found', title: 'Not found', detail: 'No such file.' })
    }
    return reply.type(TYPES[extname(request.params.name)] ?? 'text/plain').send(file)
  })
}
