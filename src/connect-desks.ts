import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import type { Agencies } from './agency/index.ts'
import type { Channels } from './channels/index.ts'
import type { Database } from './database/pool.ts'
import type { Card, CommandDefinition, Desk, Gate } from './desk/index.ts'
import type { Vault } from './vault/index.ts'

/** What a desk that people press and type on is given, once the slices are there. */
export interface DeskSurroundings {
  agencies: Agencies
  channels: Channels
  vault: Vault
  database: Database
  gate: Gate
  commands: readonly CommandDefinition[]
  /** The cards that wait for an operator. */
  waiting(agencyId: string, operatorId: string): Promise<Card>
  log: FastifyBaseLogger
}

/** A desk such as Slack: cards go out by `desk`; what people do there comes in once it is connected and started. */
export interface DeskConnection {
  desk: Desk
  commands: readonly CommandDefinition[]
  connect(house: DeskSurroundings): {
    /** Serves requests on the door, where the desk sends any. */
    mount?(door: FastifyInstance): void
    start(): Promise<void>
    stop(): Promise<void>
  }
}

/**
 * Connects every desk to the house; `door` null in a process that only works off tasks: it posts cards, and what people
 * press and type is heard where the door is.
 */
export function connectDesks(
  connections: readonly DeskConnection[],
  surroundings: DeskSurroundings,
  door: FastifyInstance | null,
) {
  const connected = connections.map((each) => each.connect(surroundings))
  const heard = door === null ? [] : connected
  if (door) for (const each of heard) each.mount?.(door)
  return {
    async start(): Promise<void> {
      for (const each of heard) await each.start()
    },
    async stop(): Promise<void> {
      await Promise.all(heard.map((each) => each.stop()))
    },
  }
}
