import type { Sql } from '../../src/database/sql.ts'

/**
 * Remembers whether a channel (`guild:channel`) may show texts, as it was at `at`. True when that is news; what was heard
 * later stays.
 */
export async function saveChannel(
  sql: Sql,
  agencyId: string,
  channel: string,
  ageRestricted: boolean,
  at: Date,
): Promise<boolean> {
  const rows = await sql.query(
    `INSERT INTO discord_channels AS known (agency_id, channel, age_restricted, checked_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (agency_id, channel) DO UPDATE SET age_restricted = excluded.age_restricted, checked_at = excluded.checked_at
       WHERE known.age_restricted <> excluded.age_restricted AND known.checked_at <= excluded.checked_at
     RETURNING channel`,
    [agencyId, channel, ageRestricted, at],
  )
  return rows.length > 0
}

/** Whether a channel may show texts, as Discord said last; null when it was never asked. */
export async function isAgeRestricted(sql: Sql, agencyId: string, channel: string): Promise<boolean | null> {
  const [row] = await sql.query<{ age_restricted: boolean }>(
    'SELECT age_restricted FROM discord_channels WHERE agency_id = $1 AND channel = $2',
    [agencyId, channel],
  )
  return row?.age_restricted ?? null
}

/** The channels of a server that a card was ever posted on. */
export async function channelsOf(sql: Sql, agencyId: string, guildId: string): Promise<string[]> {
  const rows = await sql.query<{ channel: string }>(
    `SELECT channel FROM discord_channels WHERE agency_id = $1 AND starts_with(channel, $2) ORDER BY channel`,
    [agencyId, `${guildId}:`],
  )
  return rows.map(({ channel }) => channel)
}

export async function isDone(sql: Sql, agencyId: string, interactionId: string): Promise<boolean> {
  const rows = await sql.query(
    'SELECT interaction_id FROM discord_interactions WHERE agency_id = $1 AND interaction_id = $2',
    [agencyId, interactionId],
  )
  return rows.length > 0
}

export async function markDone(sql: Sql, agencyId: string, interactionId: string, at: Date): Promise<void> {
  await sql.query(
    `INSERT INTO discord_interactions (agency_id, interaction_id, done_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
    [agencyId, interactionId, at],
  )
}

/** Discord delivers nothing again after so long. */
export async function forgetInteractions(sql: Sql, agencyId: string, before: Date): Promise<void> {
  await sql.query('DELETE FROM discord_interactions WHERE agency_id = $1 AND done_at < $2', [agencyId, before])
}

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
