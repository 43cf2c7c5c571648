import type { Card } from '../desk/index.ts'
import type { FactData } from '../facts/index.ts'
import type { AutomationsDeps } from './deps.ts'
import { readVersions } from './flow-store.ts'
import { words } from './words.ts'

/** The card of a `flow.notified` fact: the flow's words, as a person wrote them. Null when the step is not there. */
export async function noticeCard(
  { ground, fans }: AutomationsDeps,
  agencyId: string,
  flowId: string,
  { version, step, fanId }: FactData,
): Promise<Card | null> {
  const [flow] = await readVersions(ground.database, agencyId, [{ id: flowId, version: Number(version) }])
  const found = flow?.steps.find(({ id }) => id === step)
  if (!flow || found?.type !== 'action' || found.config.do !== 'notify') return null
  const [fan] = await fans.standings(ground.database, agencyId, [String(fanId)])
  return {
    tone: 'info',
    title: words.noticeTitle(flow.name),
    summary: words.noticeSummary,
    body: [
      { kind: 'text', line: found.config.text },
      ...(fan ? [{ kind: 'context' as const, items: [words.noticeFan(fan.name)] }] : []),
    ],
  }
}
