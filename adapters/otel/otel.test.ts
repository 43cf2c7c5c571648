import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { systemClock } from '../../src/kernel/clock.ts'
import { newId } from '../../src/kernel/ids.ts'
import { createOtelTracer } from './index.ts'

interface Sent {
  name: string
  traceId: string
  spanId: string
  parentSpanId?: string
  startTimeUnixNano: string
  status: { code: number }
  attributes: { key: string }[]
}

/** What a collector got at `/v1/traces`. */
let collector: Server
let got: { url: string | undefined; spans: Sent[]; service: string }[]
beforeEach(async () => {
  got = []
  collector = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const [resource] = JSON.parse(Buffer.concat(parts).toString()).resourceSpans
    const attributes = resource.resource.attributes as { key: string; value: { stringValue: string } }[]
    const service = attributes.find(({ key }) => key === 'service.name')?.value.stringValue ?? ''
    got.push({ url: request.url, spans: resource.scopeSpans[0].spans, service })
    response.end('{}')
  }).listen(0, '127.0.0.1')
  await once(collector, 'listening')
})
afterEach(() => collector.close())

const at = () => `http://127.0.0.1:${(collector.address() as AddressInfo).port}/`
const from = new Date('2026-11-21T09:00:00Z')
const to = new Date('2026-11-21T09:00:02Z')
const messageId = '019aa5d4-1c00-7123-8abc-0123456789ab'

it('gives a message one trace with its own id, whichever process notes what', async () => {
  const door = createOtelTracer({ endpoint: at(), share: 1, role: 'door' })
  const workers = createOtelTracer({ endpoint: at(), share: 1, role: 'workers' })
  door.note({ name: 'message.received', messageId, from, to, first: true, about: {} })
  workers.note({ name: 'task draft-reply', messageId, from, to, failed: true, about: { attempts: 2 } })
  await Promise.all([door.close(), workers.close()])
  const spans = got.flatMap((batch) => batch.spans)
  const first = spans.find(({ name }) => name === 'message.received')
  const later = spans.find(({ name }) => name === 'task draft-reply')
  expect(got.map(({ url, service }) => [url, service])).toEqual([
    ['/v1/traces', 'huntaze-desk'],
    ['/v1/traces', 'huntaze-desk'],
  ])
  expect(first?.traceId).toBe(messageId.replaceAll('-', ''))
  expect(later?.traceId).toBe(first?.traceId)
  expect(first?.parentSpanId ?? '').toBe('')
  expect(later?.parentSpanId).toBe(first?.spanId)
  expect(later?.status.code).toBe(2)
  expect(first?.startTimeUnixNano).toBe(`${from.getTime()}000000`)
})

it('traces a share of the messages, each wholly or not at all', async () => {
  const tracer = createOtelTracer({ endpoint: at(), share: 0.5, role: 'everything' })
  const ids = Array.from({ length: 200 }, () => newId(systemClock))
  for (const id of ids) {
    tracer.note({ name: 'message.received', messageId: id, from, to, first: true, about: {} })
    tracer.note({ name: 'delivery.sent', messageId: id, from, to, about: {} })
  }
  await tracer.close()
  const counts = new Map<string, number>()
  for (const { traceId } of got.flatMap((batch) => batch.spans)) counts.set(traceId, (counts.get(traceId) ?? 0) + 1)
  expect(counts.size).toBeGreaterThan(50)
  expect(counts.size).toBeLessThan(150)
  expect(new Set(counts.values())).toEqual(new Set([2]))
})

it('a collector that is away, or an id that is none, costs traces and nothing else', async () => {
  const tracer = createOtelTracer({ endpoint: 'http://127.0.0.1:1', share: 1, role: 'everything' })
  tracer.note({ name: 'message.received', messageId, from, to, first: true, about: {} })
  tracer.note({ name: 'message.received', messageId: 'no uuid', from, to, first: true, about: {} })
  await tracer.close()
  expect(got).toEqual([])
})
