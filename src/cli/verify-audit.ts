import type { App } from '../app.ts'
import { sealFacts, verifyChain } from '../facts/index.ts'
import type { Terminal } from './run-command.ts'

/** Seals what is unsealed and walks every agency's chain. Returns the exit code: 1 when a chain is broken. */
export async function verifyAudit(
  { agencies, ground }: Pick<App, 'agencies' | 'ground'>,
  { say }: Terminal,
): Promise<number> {
  let broken = 0
  const all = await agencies.agencies()
  if (all.length === 0) say('There is no agency, so there are no facts to verify.')
  for (const { id, name } of all) {
    await sealFacts(ground.database.transaction, id)
    const verdict = await verifyChain(ground.database, id)
    if (verdict.intact) {
      say(`${name}: ${verdict.sealed} ${verdict.sealed === 1 ? 'fact' : 'facts'}, whole, head ${verdict.head}`)
      continue
    }
    broken += 1
    say(`${name}: BROKEN at seal ${verdict.seq}, fact ${verdict.factId}: ${verdict.problem}`)
  }
  return broken > 0 ? 1 : 0
}
