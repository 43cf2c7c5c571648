import pg from 'pg'

/** Makes the database that `url` names unless it exists. */
export async function ensureDatabase(url: string): Promise<void> {
  const wanted = quiet(new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 }))
  try {
    await wanted.connect()
    return
  } catch (error) {
    if ((error as { code?: string }).code !== '3D000') throw error
  } finally {
    await wanted.end()
  }
  const name = wanted.database ?? ''
  const admin = quiet(new pg.Client({ connectionString: url.replace(/\/[^/]*$/, '/postgres') }))
  await admin.connect()
  try {
    await admin.query(`CREATE DATABASE ${pg.escapeIdentifier(name)} STRATEGY file_copy`)
  } catch (error) {
    // Another start made it at the same time.
    if (!['42P04', '23505'].includes((error as { code?: string }).code ?? '')) throw error
  } finally {
    await admin.end()
  }
}

/** A server that stops just then ends what was asked of it with an error; that it says so besides must not end the process. */
function quiet(client: pg.Client): pg.Client {
  client.on('error', () => {})
  return client
}
