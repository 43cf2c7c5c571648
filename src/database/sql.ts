/** Rows as PostgreSQL's driver gives them: int8 as number, numeric as string, timestamptz as Date, bytea as Buffer. */
export type SqlRow = Record<string, unknown>

/** One handle for statements, inside a transaction or outside. Slices use it only in their `store.ts`. */
export interface Sql {
  /** Runs one statement with `$1 …` parameters and returns its rows. */
  query<Row = SqlRow>(text: string, params?: readonly unknown[]): Promise<Row[]>
}

/** What COPY's text format can say of a value. */
export type Cell = string | number | null

/** A table that holds rows on their way, for one transaction. */
export interface StagingTable {
  name: string
  /** Column → type, in the order in which cells are added. */
  columns: Readonly<Record<string, string>>
}

/** Takes rows in, in the order of the columns. */
export interface Staging {
  /** Returns a promise only when the server has enough to do for now. */
  add(cells: readonly Cell[]): Promise<void> | undefined
  /** Everything is there; how many. */
  end(): Promise<number>
}

/** The handle inside a transaction. */
export interface Transaction extends Sql {
  /**
   * Makes a temporary table, gone with the transaction, and opens it for rows by COPY; no other statement until it has
   * ended. It has `row`, counting from 0, before the named columns. Nobody else sees it, nothing of it is logged by the
   * server, and a crash leaves nothing behind.
   */
  stage(table: StagingTable): Promise<Staging>
}

/**
 * Runs `work` in one transaction named `name` (a metric label, and where fault tests cut): commit when it returns,
 * roll back when it throws. A serialization failure or deadlock is a `Failure` that may be tried again.
 */
export type InTransaction = <T>(name: string, work: (sql: Transaction) => Promise<T>) => Promise<T>
