import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Card, Desk } from '../src/desk/index.ts'
import type { Proposal, Writer } from '../src/drafting/index.ts'
import { Failure } from '../src/kernel/failure.ts'

/** A model and a chat platform that answer at once, on loopback. */
export interface Stubs {
  modelUrl: string
  chatUrl: string
  /** Called with the title and the subject of each card, when its whole request has arrived. */
  onCard(heard: (card: { title: string; subject: string }) => void): void
  close(): Promise<void>
}

const PROPOSAL: Proposal = {
  text: 'Hey you, I thought of you when I packed my bag. Tell me how your week was?',
  confidence: 0.8,
  reasons: ['stub'],
  upsell: false,
  situation: 'answer',
}

export async function startStubs(): Promise<Stubs> {
  let heard: (card: { title: string; subject: string }) => void = () => {}
  const model = await listen(() => PROPOSAL)
  const chat = await listen((body) => {
    const { subject, card } = JSON.parse(body) as { subject: string; card: Card }
    heard({ title: card.title, subject })
    return { ref: subject }
  })
  return {
    modelUrl: urlOf(model),
    chatUrl: urlOf(chat),
    onCard(next) {
      heard = next
    },
    async close() {
      for (const server of [model, chat]) {
        server.closeAllConnections()
        await new Promise((done) => server.close(done))
      }
    },
  }
}

async function listen(answer: (body: string) => unknown): Promise<Server> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify(answer(Buffer.concat(chunks).toString('utf8'))))
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return server
}

const urlOf = (server: Server): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}/`

/** One call over loopback, as an adapter would make it. */
export async function callLoopback<Answer>(url: string, body: unknown, signal?: AbortSignal): Promise<Answer> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      ...(signal && { signal }),
    })
    return (await response.json()) as Answer
  } catch (cause) {
    throw new Failure('desk_away', `${url} doesn't answer`, { cause })
  }
}

export function loopbackWriter(modelUrl: string): Writer {
  return { name: 'loopback', write: (context, signal) => callLoopback<Proposal>(modelUrl, context, signal) }
}

export function loopbackDesk(chatUrl: string, onDraw: () => void): Desk {
  const draw = async (subject: string, card: Card): Promise<string> => {
    onDraw()
    const { ref } = await callLoopback<{ ref: string }>(chatUrl, { subject, card })
    return ref
  }
  return {
    name: 'slack',
    post: ({ subject }, card) => draw(subject, card),
    async update({ subject }, _ref, card) {
      await draw(subject, card)
    },
  }
}
