import { type Database, openDatabase } from '../../database/pool.ts'
import type { Answer, Filled } from '../../desk/index.ts'

/**
 * What the world outside the program remembers, in a schema of its own: what a source was answered, what an operator
 * pressed, what a desk shows, what a platform was handed. It survives the kill, and the program can't read it.
 */
export interface Outside {
  database: Database
  /** The request of that name: its body is kept, so that it is sent again as it was. */
  request(name: string): Promise<{ body: string; answered: boolean } | null>
  keepRequest(name: string, body: string): Promise<void>
  answerRequest(name: string): Promise<void>
  requests(): Promise<string[]>
  press(name: string): Promise<Press | null>
  keepPress(name: string, press: Omit<Press, 'answer'>): Promise<void>
  answerPress(name: string, answer: Answer['kind']): Promise<void>
  keepDrawing(postingId: string, kind: 'post' | 'update', card: unknown): Promise<void>
  /** Records that a delivery reached the platform and returns how often it did. */
  keepSend(deliveryId: string): Promise<number>
  close(): Promise<void>
}

export interface Press {
  operatorId: string
  action: string
  filled: Filled | null
  /** Null: the operator never saw an answer. */
  answer: string | null
}

const SCHEMA = `
  CREATE SCHEMA outside;
  CREATE TABLE outside.requests (n serial, name text PRIMARY KEY, body text NOT NULL, answered boolean NOT NULL DEFAULT false);
  CREATE TABLE outside.presses (name text PRIMARY KEY, operator_id text, action text, filled jsonb, answer text);
  CREATE TABLE outside.drawings (n serial, posting_id uuid, kind text, card jsonb);
  CREATE TABLE outside.sends (n serial, delivery_id uuid);
  CREATE TABLE outside.world (world jsonb)`

export async function makeOutside(url: string): Promise<void> {
  const database = openDatabase({ url, max: 1 })
  for (const statement of SCHEMA.split(';')) await database.query(statement)
  await database.close()
}

export function openOutside(url: string): Outside {
  const database = openDatabase({ url, max: 3 })
  const { query } = database
  const one = async <Row>(text: string, params: unknown[]) => (await query<Row>(text, params))[0] ?? null
  return {
    database,
    request: (name) => one('SELECT body, answered FROM outside.requests WHERE name = $1', [name]),
    async keepRequest(name, body) {
      await query('INSERT INTO outside.requests (name, body) VALUES ($1, $2)', [name, body])
    },
    async answerRequest(name) {
      await query('UPDATE outside.requests SET answered = true WHERE name = $1', [name])
    },
    async requests() {
      return (await query<{ name: string }>('SELECT name FROM outside.requests ORDER BY n')).map(({ name }) => name)
    },
    press: (name) =>
      one('SELECT operator_id AS "operatorId", action, filled, answer FROM outside.presses WHERE name = $1', [name]),
    async keepPress(name, { operatorId, action, filled }) {
      const kept = filled && JSON.stringify(filled)
      await query('INSERT INTO outside.presses (name, operator_id, action, filled) VALUES ($1, $2, $3, $4)', [
        name,
        operatorId,
        action,
        kept,
      ])
    },
    async answerPress(name, answer) {
      await query('UPDATE outside.presses SET answer = $2 WHERE name = $1', [name, answer])
    },
    async keepDrawing(postingId, kind, card) {
      const drawing = [postingId, kind, JSON.stringify(card)]
      await query('INSERT INTO outside.drawings (posting_id, kind, card) VALUES ($1, $2, $3)', drawing)
    },
    async keepSend(deliveryId) {
      await query('INSERT INTO outside.sends (delivery_id) VALUES ($1)', [deliveryId])
      const sent = await one<{ n: number }>('SELECT count(*) AS n FROM outside.sends WHERE delivery_id = $1', [
        deliveryId,
      ])
      return sent?.n ?? 0
    },
    close: () => database.close(),
  }
}
