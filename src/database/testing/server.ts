/** What the global set-up tells every test file: where the databases are made, and from what. */
export interface TestServer {
  /** Address of a database from which others are made and dropped. */
  adminUrl: string
  /** A migrated database that is only copied. */
  template: string
  /** Begins the name of every database of this run. */
  prefix: string
}

/** The address of another database on the same server. */
export function onDatabase(url: string, database: string): string {
  const [address = '', query] = url.split(/\?(.*)/s)
  const named = address.replace(/^(\w+:\/\/[^/]*)(\/.*)?$/, `$1/${database}`)
  return query ? `${named}?${query}` : named
}

declare module 'vitest' {
  export interface ProvidedContext {
    testServer: TestServer
  }
}
