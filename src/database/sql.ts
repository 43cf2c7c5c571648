/** Rows as PostgreSQL's driver gives them: int8 as number, numeric as string, timestamptz as Date, bytea as Buffer. */
export type SqlRow = Record<string, unknown>

/** One handle for statements, inside a transaction or outside. Slices use it only in their `store.ts`. */
export interface Sql {
  /** Runs one statement with `$1 …` parameters and returns its rows. */
  query<Row = SqlRow>(text: string, params?: readonly unknown[]): Promise<Row[]>
}

/**
 * Runs `work` in one transaction named `name` (a metric label, and where fault tests cut): commit when it returns,
 * roll back when it throws. A serialization failure or deadlock is a `Failure` that may be tried again.
 */
export type InTransaction = <T>(name: string, work: (sql: Sql) => Promise<T>) => Promise<T>
