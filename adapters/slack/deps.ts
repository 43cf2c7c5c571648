import type { Agencies } from '../../src/agency/index.ts'
import type { Channels } from '../../src/channels/index.ts'
import type { InTransaction, Sql } from '../../src/database/sql.ts'
import type { Card, CommandDefinition, Gate } from '../../src/desk/index.ts'
import type { Vault } from '../../src/vault/index.ts'
import type { SlackLog } from './client.ts'

/** What Slack's desk needs from the rest of the house, once it is built. */
export interface SlackHouse {
  gate: Gate
  commands: readonly CommandDefinition[]
  agencies: Pick<Agencies, 'whoIs' | 'agencies'>
  channels: Channels
  vault: Vault
  database: Sql & { transaction: InTransaction }
  /** The operator's open cards, for the app's home. */
  waiting(agencyId: string, operatorId: string): Promise<Card>
  log: SlackLog
}
