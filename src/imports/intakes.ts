import type { Kind } from './mapping.ts'
import type { AnyRow } from './read-file.ts'
import { type Destination, type Intake, transactionIntake } from './take-in.ts'
import { assetIntake, fanIntake, messageIntake } from './take-in-others.ts'

/** By kind of file, who takes its rows. */
const INTAKES = {
  transactions: transactionIntake,
  messages: messageIntake,
  fans: fanIntake,
  assets: assetIntake,
} as const

/** Opens the intake for files of a kind, in the destination's transaction. */
export async function intakeFor(kind: Kind, to: Destination): Promise<Intake<AnyRow>> {
  // The reader and the intake of a kind are found by the same name, so the rows are of its type.
  const open = INTAKES[kind] as (to: Destination) => Promise<Intake<never>>
  return (await open(to)) as Intake<AnyRow>
}
