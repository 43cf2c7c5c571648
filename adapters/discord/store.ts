import type { Sql } from '../../src/database/sql.ts'

/** Hash of the commands that a server has; null when it has none of ours. */
export async function commandsHash(sql: Sql, agencyId: string, guildId: string): Promise<string | null> {
  const [row] = await sql.query<{ commands_hash: string }>(
    'SELECT commands_hash FROM discord_guilds WHERE agency_id = $1 AND guild_id = $2',
    [agencyId, guildId],
  )
  return row?.commands_hash ?? null
}

/** The commands that a server has now. */
export async function saveCommandsHash(sql: Sql, agencyId: string, guildId: string, hash: string): Promise<void> {
  await sql.query(
    `INSERT INTO discord_guilds (agency_id, guild_id, commands_hash) VALUES ($1, $2, $3)
     ON CONFLICT (agency_id, guild_id) DO UPDATE SET commands_hash = excluded.commands_hash`,
    [agencyId, guildId, hash],
  )
}

/** The bot left the server: whoever invites it again gets the commands again. */
export async function forgetGuild(sql: Sql, agencyId: string, guildId: string): Promise<void> {
  await sql.query('DELETE FROM discord_guilds WHERE agency_id = $1 AND guild_id = $2', [agencyId, guildId])
}
