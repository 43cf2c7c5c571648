import { z } from 'zod'
import type { Creator } from '../agency/index.ts'
import {
  type ActionCall,
  type ActionDefinition,
  type Answer,
  actionId,
  defineAction,
  done,
  type Form,
  type Line,
  type Role,
  refused,
} from '../desk/index.ts'
import { seesMoney } from '../figures/index.ts'
import { isId } from '../kernel/ids.ts'
import {
  type Alert,
  alertCard,
  DISMISS,
  DONE,
  EXPLAIN,
  FIGURES,
  isAlert,
  MUTE,
  OPEN,
  SYNC,
  TAKE,
  TEAM,
  WHY,
  whyCard,
} from './alert-card.ts'
import { figuresPanel, syncPanel, teamPanel } from './alert-places.ts'
import type { DigestsDeps } from './deps.ts'
import { draftListed } from './draft-listed.ts'
import { EXPLANATIONS, type Step } from './insight.ts'
import { readInsight } from './insight-store.ts'
import { fanInsightCard } from './insights-card.ts'
import { nameFans } from './name-fans.ts'
import { explainInsight, muteFigure, type Stepped, settleInsight } from './settle-insight.ts'
import { WORDS } from './words.ts'

const words = WORDS.en
const { answers, statuses, metrics } = words

/** The buttons under an alert and in the list of insights. */
export function digestsActions(deps: DigestsDeps): ActionDefinition[] {
  const step = (name: string, what: Step, said: Line) =>
    defineAction({
      name,
      mode: 'does',
      least: 'chatter',
      run: async ({ actor, subject }) =>
        isId(subject) ? answerOf(await settleInsight(deps, actor, subject, what), said) : refused(answers.gone),
    })
  return [
    step(TAKE, 'take', answers.taken),
    step(DONE, 'done', answers.done),
    step(DISMISS, 'dismiss', answers.dismissed),
    explain(deps),
    draftListed(deps),
    panel(deps, WHY, ({ actor }, creator, alert) => ({
      kind: 'panel',
      card: whyCard(creator.name, alert, 'en', seesMoney(actor.role)),
    })),
    openInsight(deps),
    panel(deps, SYNC, ({ actor }, creator, alert) => syncPanel(deps, actor.agencyId, creator, alert)),
    panel(deps, TEAM, ({ actor }, creator, alert) => teamPanel(deps, actor.agencyId, creator, alert)),
    panel(deps, FIGURES, ({ actor }, creator) => figuresPanel(deps, actor, creator), 'manager'),
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

function answerOf(settled: Stepped, said: Line): Answer {
  if (settled.kind === 'gone') return refused(answers.gone)
  if (settled.kind === 'already') return refused(answers.already(statuses[settled.insight.status]))
  return done(said)
}

const Filled = z.object({ what: z.enum(EXPLANATIONS) })

const explainForm = (id: string): Form => ({
  ...{ action: actionId(EXPLAIN, id, 0), title: words.explainForm, submit: words.save, intro: [] },
  fields: [
    {
      ...{ id: 'what', label: words.explainWhat, hint: words.explainHint },
      input: { as: 'choice', options: EXPLANATIONS.map((value) => ({ value, label: words.explanations[value] })) },
    },
  ],
})

/** Asks what it was; the answer settles the alert. */
const explain = (deps: DigestsDeps) =>
  defineAction({
    ...{ name: EXPLAIN, mode: 'asks', least: 'chatter' },
    async run({ actor, subject, filled }) {
      const insight = isId(subject) ? await readInsight(deps.ground.database, actor.agencyId, subject) : null
      if (insight === null || !isAlert(insight)) return refused(answers.gone)
      const read = Filled.safeParse(filled)
      if (!read.success) return { kind: 'form', form: explainForm(subject) }
      return answerOf(await explainInsight(deps, actor, subject, read.data.what), answers.explained)
    },
  })

/** Whatever the list of insights holds. */
const openInsight = ({ ground, agencies, fans }: DigestsDeps) =>
  defineAction({
    ...{ name: OPEN, mode: 'asks', least: 'chatter' },
    async run({ actor, subject }) {
      const insight = isId(subject) ? await readInsight(ground.database, actor.agencyId, subject) : null
      const creator = insight && (await agencies.creator(ground.database, actor.agencyId, insight.creatorId))
      if (!creator) return refused(answers.gone)
      const { detail, ...rest } = insight
      const names = await nameFans({ ground, fans }, actor.agencyId, [insight])
      const card =
        'metric' in detail
          ? alertCard(creator.name, { ...rest, detail }, 'en', seesMoney(actor.role))
          : fanInsightCard(creator.name, names.get(detail.fanId), { ...rest, detail }, seesMoney(actor.role))
      return { kind: 'panel', card }
    },
  })

type Shown = (call: ActionCall, creator: Creator, alert: Alert) => Answer | Promise<Answer>

/** What stands behind a button of an alert. */
function panel(
  { ground, agencies }: DigestsDeps,
  name: string,
  show: Shown,
  least: Role = 'chatter',
): ActionDefinition {
  return defineAction({
    ...{ name, mode: 'asks', least },
    async run(call) {
      const { actor, subject } = call
      const insight = isId(subject) ? await readInsight(ground.database, actor.agencyId, subject) : null
      if (insight === null || !isAlert(insight)) return refused(answers.gone)
      const creator = await agencies.creator(ground.database, actor.agencyId, insight.creatorId)
      return creator === null ? refused(answers.gone) : show(call, creator, insight)
    },
  })
}
