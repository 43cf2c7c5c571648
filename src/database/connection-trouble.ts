import pg from 'pg'
import { StartupError } from '../kernel/startup-error.ts'

const SHAPE = 'postgresql://user:password@host:5432/database'

/** Refuses an address the driver can't read, before anything is tried with it. */
export function refuseMalformed(url: string): void {
  let why = ''
  try {
    if (!/^postgres(ql)?:\/\//.test(url)) why = 'it does not begin with postgresql://'
    else if (!new pg.Client({ connectionString: url }).database) why = 'it names no database'
  } catch (error) {
    why = (error as Error).message
  }
  if (!why) return
  throw new StartupError(
    `DATABASE_URL is not the address of a PostgreSQL database: ${why}.`,
    `Write it like ${SHAPE}, with special characters of the password percent-encoded (# is %23, @ is %40, / is %2F).`,
  )
}

/**
 * What a failed connection to DATABASE_URL means and what to do, as a `StartupError` that never shows the password.
 * Errors that say nothing about the connection are returned as they are.
 */
export function explainConnection(url: string, error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof StartupError) return error
  const at = new pg.Client({ connectionString: url })
  const server = at.host.startsWith('/') ? `the socket in ${at.host}` : `${at.host}:${at.port}`
  const [what, todo] = explanation(error, { server, host: at.host, user: at.user ?? '', database: at.database ?? '' })
  return what ? new StartupError(what, todo, error) : error
}

interface At {
  server: string
  host: string
  user: string
  database: string
}

function explanation(error: Error, { server, host, user, database }: At): [string, string] | [null, ''] {
  const code = (error as { code?: string }).code ?? ''
  switch (code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return [
        `The host ${host} of DATABASE_URL is unknown.`,
        'Check its spelling, and that this machine can resolve it.',
      ]
    case 'ECONNREFUSED':
    case 'ENOENT':
      return [
        `Nothing answers at ${server}, where DATABASE_URL points.`,
        'Start that PostgreSQL, or correct host and port. Without DATABASE_URL the built-in one is used.',
      ]
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return [`${server}, where DATABASE_URL points, can't be reached.`, 'Check the network, firewall and port.']
    case '28P01':
      return [
        `The password of ${user} in DATABASE_URL is wrong.`,
        'Correct it; special characters are percent-encoded.',
      ]
    case '28000':
      return [
        `${server} does not let ${user} in: ${error.message}.`,
        'Check the user name, and pg_hba.conf on the server; if it asks for encryption, add ?sslmode=require.',
      ]
    case '3D000':
      return [
        `There is no database ${database} on ${server}.`,
        `Make it (createdb ${database}, or CREATE DATABASE ${database}), or correct the last part of DATABASE_URL.`,
      ]
    case '42501':
      return [
        `${user} may not change the schema of ${database}: ${error.message}.`,
        `As an owner: GRANT ALL ON DATABASE ${database} TO ${user}; GRANT ALL ON SCHEMA public TO ${user};`,
      ]
    case '53300':
      return [`${server} takes no more connections.`, 'Close some, or raise max_connections there.']
    case '57P03':
      return [`${server} is starting up or shutting down.`, 'Try again in a moment.']
    default:
      return explainUncoded(error, server)
  }
}

function explainUncoded(error: Error, server: string): [string, string] | [null, ''] {
  if (/timeout/i.test(error.message)) {
    return [`${server}, where DATABASE_URL points, does not answer in time.`, 'Check the network, firewall and port.']
  }
  if (/SSL|certificate|self.signed/i.test(error.message)) {
    return [
      `The encrypted connection to ${server} fails: ${error.message}.`,
      'Without encryption: sslmode=disable. With a certificate nobody vouches for: sslmode=no-verify. Both go after a ? in DATABASE_URL.',
    ]
  }
  if (/Connection terminated|ECONNRESET|server closed/i.test(error.message)) {
    return [`${server} closed the connection.`, 'Is that port really PostgreSQL? Check DATABASE_URL.']
  }
  return [null, '']
}
