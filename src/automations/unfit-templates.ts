import { type GuardrailRules, whyUnfit } from '../guardrails/index.ts'
import { words } from './desk-words.ts'
import type { Flow } from './flow.ts'
import { type Problem, shown } from './flow-problems.ts'
import type { Playing } from './play-events.ts'

/**
 * Templates that the guardrails of a creator refuse whom the flow is for: no card would ever come of them. A note isn't
 * judged: it may say what not to speak of, and what the writer makes of it is judged as any draft.
 */
export async function unfitTemplates(
  {
    ground,
    agencies,
    guardrails,
  }: Pick<Playing, 'ground' | 'agencies'> & { guardrails: Pick<GuardrailRules, 'rules'> },
  agencyId: string,
  { creators, steps }: Flow,
): Promise<Problem[]> {
  const said = steps.flatMap(({ id: step, config }) =>
    'do' in config && config.do === 'send_message' && config.template !== null ? [{ step, text: config.template }] : [],
  )
  if (said.length === 0) return []
  const ids = creators.length > 0 ? creators : (await agencies.creators(agencyId)).map(({ id }) => id)
  const problems = new Map<string, Problem>()
  for (const id of ids) {
    const rules = await guardrails.rules(ground.database, agencyId, id)
    for (const { step, text } of said.filter((each) => !problems.has(each.step))) {
      // What takes a placeholder's place is judged with the draft.
      const why = whyUnfit(text.replace(/\{\{[^{}]*\}\}/g, '…'), rules)
      if (why !== null)
        problems.set(step, { step, field: 'config.template', value: shown(text), allowed: words.otherWords(why) })
    }
  }
  return [...problems.values()]
}
