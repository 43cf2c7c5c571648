import { z } from 'zod'
import { type CommandDefinition, defineCommand, done, refused } from '../desk/index.ts'
import { HoldOutPercent } from '../drafting/index.ts'
import type { DigestsDeps } from './deps.ts'
import { openInsights } from './insight-store.ts'
import { insightsCard } from './insights-card.ts'
import { LIST_WORDS } from './list-words.ts'
import { lookForUnusual } from './look-for-unusual.ts'
import { nowCommand } from './now-command.ts'
import { PREVIEWED as DIGESTS, previewDigest } from './preview-digest.ts'
import { scheduleCommand } from './schedule-command.ts'
import { BudgetDays, setBudget } from './set-budget.ts'
import { LANGUAGES, WORDS } from './words.ts'

const { answers } = WORDS.en
/** As many as one card shows with buttons, several pages of them. */
const MOST_LISTED = 80

const same = (value: string) => ({ value, label: value })

/** `/digest insights`, `look`, `preview` and `budget`: what there is to look at, and how often an alert may be wrong. */
export function digestsCommands(deps: DigestsDeps): CommandDefinition[] {
  const named = async (agencyId: string, given: string) => {
    const wanted = given.trim().toLowerCase()
    return (await deps.agencies.creators(agencyId)).find(({ name }) => name.toLowerCase() === wanted)
  }
  return [
    scheduleCommand(deps),
    nowCommand(deps),
    defineCommand({
      group: 'digest',
      name: 'insights',
      summary: 'What there is to look at: alerts, fans about to leave, chances',
      arguments: [{ name: 'creator', summary: 'the creator’s name; without it all', required: false }],
      least: 'chatter',
      async run({ actor, arguments: given }) {
        const of = given.creator === undefined ? null : await named(actor.agencyId, given.creator)
        if (of === undefined) return refused(answers.noCreator(given.creator ?? ''))
        const all = await deps.agencies.creators(actor.agencyId)
        const open = await openInsights(deps.ground.database, actor.agencyId, of?.id ?? null, MOST_LISTED)
        return { kind: 'panel', card: insightsCard(open, new Map(all.map(({ id, name }) => [id, name]))) }
      },
    }),
    defineCommand({
      group: 'digest',
      name: 'look',
      summary: 'Judge a creator’s yesterday now, and show what is unusual',
      arguments: [{ name: 'creator', summary: 'the creator’s name, in quotes when it has blanks', required: true }],
      least: 'chatter',
      async run({ actor, arguments: given }) {
        const creator = await named(actor.agencyId, given.creator ?? '')
        if (!creator) return refused(answers.noCreator(given.creator ?? ''))
        const open = await lookForUnusual(deps, actor.agencyId, creator)
        return { kind: 'panel', card: insightsCard(open, new Map([[creator.id, creator.name]])) }
      },
    }),
    defineCommand({
      group: 'digest',
      name: 'preview',
      summary: 'What a creator’s digest says today',
      arguments: [
        { name: 'creator', summary: 'the creator’s name, in quotes when it has blanks', required: true },
        {
          name: 'digest',
          summary: 'today, leaving (30 days), leaving-7 or morning',
          required: true,
          options: DIGESTS.map(same),
        },
        { name: 'language', summary: 'en or fr; en without it', required: false, options: LANGUAGES.map(same) },
      ],
      least: 'chatter',
      async run({ actor, arguments: given }) {
        const creator = await named(actor.agencyId, given.creator ?? '')
        if (!creator) return refused(answers.noCreator(given.creator ?? ''))
        const which = z.enum(DIGESTS).safeParse(given.digest)
        const language = z.enum(LANGUAGES).safeParse(given.language ?? 'en')
        if (!which.success || !language.success) return refused(answers.noDigest(DIGESTS, LANGUAGES))
        const now = deps.ground.clock.now()
        const card = await previewDigest(deps, actor.agencyId, creator, which.data, language.data, now)
        return { kind: 'panel', card }
      },
    }),
    defineCommand({
      group: 'digest',
      name: 'budget',
      summary: 'How often alerts about a creator may be wrong',
      arguments: [
        { name: 'creator', summary: 'the creator’s name, in quotes when it has blanks', required: true },
        { name: 'days', summary: 'one false alarm in so many days, 7 to 365', required: true },
      ],
      least: 'manager',
      async run({ actor, arguments: given }) {
        const creator = await named(actor.agencyId, given.creator ?? '')
        if (!creator) return refused(answers.noCreator(given.creator ?? ''))
        const days = BudgetDays.safeParse(given.days)
        if (!days.success) return refused(answers.noDays(given.days ?? ''))
        await setBudget(deps, actor, creator.id, days.data)
        return done(answers.budget(creator.name, days.data))
      },
    }),
    defineCommand({
      group: 'digest',
      name: 'holdout',
      summary: 'How many of a hundred fans digests and flows leave alone, to see what writing brings',
      arguments: [
        { name: 'creator', summary: 'the creator’s name, in quotes when it has blanks', required: true },
        { name: 'percent', summary: '0 to 50; 0: nobody', required: true },
      ],
      least: 'manager',
      async run({ actor, arguments: given }) {
        const creator = await named(actor.agencyId, given.creator ?? '')
        if (!creator) return refused(answers.noCreator(given.creator ?? ''))
        const percent = HoldOutPercent.safeParse(given.percent)
        if (!percent.success) return refused(LIST_WORDS.en.noPercent(given.percent ?? ''))
        await deps.drafting.setHoldOut(actor, creator.id, percent.data)
        return done(LIST_WORDS.en.holdOut(creator.name, percent.data))
      },
    }),
  ]
}
