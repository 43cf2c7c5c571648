import type { FastifyInstance } from 'fastify'

/** A browser that has opened the desk and acts as `agency/operator`. */
export async function visitorOf(server: FastifyInstance, as: string) {
  const page = await server.inject({ url: '/gallery', headers: { cookie: `huntaze_desk_acting=${as}` } })
  const session = [page.headers['set-cookie']].flat().join('').split(';')[0] ?? ''
  const token = page.body.match(/name="csrf-token" content="([0-9a-f]+)"/)?.[1] ?? ''
  const headers = {
    host: 'localhost',
    origin: 'http://localhost',
    cookie: `${session}; huntaze_desk_acting=${as}`,
    'x-csrf-token': token,
    'x-acting-as': as,
  }
  return {
    get: (url: string) => server.inject({ url, headers }),
    post: (url: string, payload: object) => server.inject({ method: 'POST', url, payload, headers }),
  }
}
