import { type ActionDefinition, type Answer, type Card, defineAction, done, type Line, refused } from '../desk/index.ts'
import { isId } from '../kernel/ids.ts'
import { type Alert, alertCard, DISMISS, DONE, EXPLAIN, explainCard, isAlert, MUTE, OPEN, TAKE } from './alert-card.ts'
import type { DigestsDeps } from './deps.ts'
import type { Step } from './insight.ts'
import { readInsight } from './insight-store.ts'
import { muteFigure, settleInsight } from './settle-insight.ts'
import { WORDS } from './words.ts'

const { answers, statuses, metrics } = WORDS.en

/** The buttons under an alert and in the list of insights. */
export function digestsActions(deps: DigestsDeps): ActionDefinition[] {
  const step = (name: string, what: Step, said: Line) =>
    defineAction({
      name,
      mode: 'does',
      least: 'chatter',
      async run({ actor, subject }) {
        if (!isId(subject)) return refused(answers.gone)
        const settled = await settleInsight(deps, actor, subject, what)
        if (settled.kind === 'gone') return refused(answers.gone)
        if (settled.kind === 'already') return refused(answers.already(statuses[settled.insight.status]))
        return done(said)
      },
    })
  return [
    step(TAKE, 'take', answers.taken),
    step(DONE, 'done', answers.done),
    step(DISMISS, 'dismiss', answers.dismissed),
    panel(deps, EXPLAIN, explainCard),
    panel(deps, OPEN, alertCard),
    defineAction({
      name: MUTE,
      mode: 'does',
      least: 'manager',
      async run({ actor, subject }) {
        const muted = isId(subject) ? await muteFigure(deps, actor, subject) : null
        if (muted === null || !isAlert(muted.insight)) return refused(answers.gone)
        return done(answers.muted(metrics[muted.insight.detail.metric], muted.until))
      },
    }),
  ]
}

function panel(deps: DigestsDeps, name: string, cardOf: (creator: string, alert: Alert) => Card): ActionDefinition {
  return defineAction({
    ...{ name, mode: 'asks', least: 'chatter' },
    run: ({ actor, subject }) => show(deps, actor.agencyId, subject, cardOf),
  })
}

async function show(
  { ground, agencies }: DigestsDeps,
  agencyId: string,
  id: string,
  cardOf: (creator: string, alert: Alert) => Card,
): Promise<Answer> {
  const insight = isId(id) ? await readInsight(ground.database, agencyId, id) : null
  if (insight === null || !isAlert(insight)) return refused(answers.gone)
  const creator = await agencies.creator(ground.database, agencyId, insight.creatorId)
  return { kind: 'panel', card: cardOf(creator?.name ?? '', insight) }
}
