/**
 * OpenTelemetry: each fan message is one trace, from the door to the delivery, whichever processes its way led through.
 * The trace's id is the message's, so that logs, facts and traces are found by the same id. Leaves to the collector what
 * is kept; what a stretch is about is ids and names only.
 */
import { ROOT_CONTEXT, type SpanContext, SpanStatusCode, TraceFlags, trace } from '@opentelemetry/api'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { resourceFromAttributes } from '@opentelemetry/resources'
import {
  BatchSpanProcessor,
  type IdGenerator,
  RandomIdGenerator,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace'
import type { Stretch, Tracer } from '../../src/kernel/trace.ts'

export interface OtelOptions {
  /** Base address of an OTLP collector over HTTP, such as `http://127.0.0.1:4318`. */
  endpoint: string
  /** 0..1: how many of the messages are traced, each with its whole way or not at all. */
  share: number
  /** What this process does: `everything`, `door` or `workers`. */
  role: string
}

const SEND_WITHIN_MS = 5_000
const ID = /^[0-9a-f]{32}$/

/** A collector that is away loses traces and nothing else. */
export function createOtelTracer({ endpoint, share, role }: OtelOptions): Tracer {
  const ids = firstIds()
  const url = `${endpoint.replace(/\/$/, '')}/v1/traces`
  const exporter = new OTLPTraceExporter({ url, timeoutMillis: SEND_WITHIN_MS })
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'huntaze-desk', 'huntaze.role': role }),
    sampler: new TraceIdRatioBasedSampler(share),
    idGenerator: ids.generator,
    spanProcessors: [new BatchSpanProcessor({ exporter })],
  })
  const tracer = provider.getTracer('huntaze-desk')

  return {
    note(stretch) {
      const way = wayOf(stretch)
      if (!way) return
      const { name, from, to, about, first, failed } = stretch
      const options = { startTime: from, attributes: about }
      const span = first
        ? ids.as(way, () => tracer.startSpan(name, { ...options, root: true }))
        : tracer.startSpan(name, options, trace.setSpanContext(ROOT_CONTEXT, way))
      if (failed) span.setStatus({ code: SpanStatusCode.ERROR })
      span.end(to)
    },
    close: () => provider.shutdown().catch(() => {}),
  }
}

/** The message's id is the trace's, and its random end the id of the stretch that all others stand below. */
function wayOf({ messageId }: Stretch): SpanContext | null {
  const traceId = messageId.replaceAll('-', '')
  if (!ID.test(traceId)) return null
  return { traceId, spanId: traceId.slice(16), traceFlags: TraceFlags.SAMPLED, isRemote: true }
}

/** Random ids, but given ones where a way begins: processes that never spoke to each other agree on them. */
function firstIds() {
  const random = new RandomIdGenerator()
  let given: SpanContext | null = null
  const generator: IdGenerator = {
    generateTraceId: () => given?.traceId ?? random.generateTraceId(),
    generateSpanId: () => given?.spanId ?? random.generateSpanId(),
  }
  return {
    generator,
    as<T>(way: SpanContext, start: () => T): T {
      given = way
      try {
        return start()
      } finally {
        given = null
      }
    },
  }
}
