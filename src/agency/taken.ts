import { z } from 'zod'

/** A value that must be the only one of its kind, and who else may have it. */
export interface Unique {
  /** The field of the input, as its validation would name it. */
  path: (string | number)[]
  value: string
  /** `another account of this agency has it`. */
  by: string
}

/** What is wrong with a value that is taken already: refused like every other bad field of the input, by its path. */
export function taken({ path, value, by }: Unique): z.ZodError {
  return new z.ZodError([{ code: 'custom', path, input: value, message: `“${value}” is taken: ${by}` }])
}

/**
 * Waits for an insert; throws `taken` where it violates `constraint`. An insert that gives way to its own id alone
 * (`ON CONFLICT (agency_id, id) DO NOTHING`) can't be mistaken for one that was there already.
 */
export async function refuseTaken<T>(insert: Promise<T>, constraint: string, unique: Unique): Promise<T> {
  try {
    return await insert
  } catch (error) {
    const { code, constraint: violated } = error as { code?: string; constraint?: string }
    throw code === UNIQUE_VIOLATION && violated === constraint ? taken(unique) : error
  }
}

const UNIQUE_VIOLATION = '23505'
