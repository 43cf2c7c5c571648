import { z } from 'zod'
import { type Creator, creatorsLike, creatorTyped } from '../agency/index.ts'
import { type Actor, type CommandDefinition, defineCommand, done, refused } from '../desk/index.ts'
import { HoldOutPercent } from '../drafting/index.ts'
import { seesMoney } from '../figures/index.ts'
import type { DigestsDeps } from './deps.ts'
import { openInsights } from './insight-store.ts'
import { insightsCard } from './insights-card.ts'
import { languageCommand } from './language-command.ts'
import { languageOf } from './language-store.ts'
import { LIST_WORDS } from './list-words.ts'
import { lookForUnusual } from './look-for-unusual.ts'
import { nameFans } from './name-fans.ts'
import { nowCommand } from './now-command.ts'
import { previewDigest } from './preview-digest.ts'
import { scheduleCommand } from './schedule-command.ts'
import { optionOf, PREVIEWED } from './scheduled.ts'
import { BudgetDays, setBudget } from './set-budget.ts'
import { LANGUAGES, WORDS } from './words.ts'
import { yesterdayCard } from './yesterday-card.ts'

const { answers } = WORDS.en
/** As many as one card shows with buttons, several pages of them. */
const MOST_LISTED = 80

const same = (value: string) => ({ value, label: value })

type Deps = DigestsDeps

/** `/digest insights`, `look`, `preview`, `budget` and `holdout`: what there is to look at, and how it is found. */
export const digestsCommands = (deps: Deps): CommandDefinition[] => [
  scheduleCommand(deps),
  nowCommand(deps),
  languageCommand(deps),
  insightsCommand(deps),
  lookCommand(deps),
  previewCommand(deps),
  budgetCommand(deps),
  holdoutCommand(deps),
]

/** Creators see themselves and nobody else. */
async function seenBy(deps: Deps, actor: Actor): Promise<Creator[]> {
  const all = await deps.agencies.creators(actor.agencyId)
  if (actor.role !== 'creator') return all
  const own = new Set((await deps.figures.forDesk.creators(actor)).map(({ id }) => id))
  return all.filter(({ id }) => own.has(id))
}

/** The creator that is meant, of those whom the actor sees; else a sentence that names them. */
const named = async (deps: Deps, actor: Actor, typed = ''): Promise<Creator | string> =>
  creatorTyped(await seenBy(deps, actor), typed)

/** A creator's name, suggested to whoever may see them. */
const creatorTypedBy = (deps: Deps) => ({
  ...{ name: 'creator', summary: 'the creator’s name, in quotes when it has blanks', required: true },
  suggest: async ({ actor, typed }: { actor: Actor; typed: string }) => creatorsLike(await seenBy(deps, actor), typed),
})

const insightsCommand = (deps: Deps) =>
  defineCommand({
    group: 'digest',
    name: 'insights',
    summary: 'What there is to look at: alerts, fans about to leave, chances',
    arguments: [{ ...creatorTypedBy(deps), summary: 'the creator’s name; without it all', required: false }],
    least: 'creator',
    async run({ actor, arguments: given }) {
      const all = await seenBy(deps, actor)
      const only = actor.role === 'creator' ? all[0] : null
      const of = given.creator === undefined ? only : await named(deps, actor, given.creator)
      if (of === undefined || typeof of === 'string') return refused(of ?? answers.noneOfYours)
      const open = await openInsights(deps.ground.database, actor.agencyId, of?.id ?? null, MOST_LISTED)
      const creators = new Map(all.map(({ id, name }) => [id, name]))
      const names = { creators, fans: await nameFans(deps, actor.agencyId, open) }
      return { kind: 'panel', card: insightsCard(open, names, seesMoney(actor.role)) }
    },
  })

const lookCommand = (deps: Deps) =>
  defineCommand({
    group: 'digest',
    name: 'look',
    summary: 'How a creator’s yesterday was, judged now, and what there is to look at',
    arguments: [creatorTypedBy(deps)],
    least: 'chatter',
    async run({ actor, arguments: given }) {
      const creator = await named(deps, actor, given.creator)
      if (typeof creator === 'string') return refused(creator)
      const looked = await lookForUnusual(deps, actor.agencyId, creator)
      const at = deps.ground.clock.now()
      const reader = { creator, language: 'en' as const, at, seesMoney: seesMoney(actor.role) }
      return {
        kind: 'panel',
        card: yesterdayCard(reader, { ...looked, fans: await nameFans(deps, actor.agencyId, looked.open) }),
      }
    },
  })

const previewCommand = (deps: Deps) =>
  defineCommand({
    group: 'digest',
    name: 'preview',
    summary: 'What a creator’s digest says today',
    arguments: [
      creatorTypedBy(deps),
      {
        name: 'digest',
        summary: 'today when left out; churn looks 30 days ahead, churn-7 seven',
        required: false,
        options: PREVIEWED.map(optionOf),
      },
      {
        name: 'language',
        summary: 'en or fr; without it the creator’s',
        required: false,
        options: LANGUAGES.map(same),
      },
    ],
    least: 'creator',
    async run({ actor, arguments: given }) {
      const creator = await named(deps, actor, given.creator)
      if (typeof creator === 'string') return refused(creator)
      const which = z.enum(PREVIEWED).safeParse(given.digest ?? 'today')
      const usual = await languageOf(deps.ground.database, actor.agencyId, creator.id)
      const language = z.enum(LANGUAGES).safeParse(given.language ?? (which.data === 'morning' ? usual : 'en'))
      if (!which.success || !language.success)
        return refused(
          answers.noDigest(
            PREVIEWED.map((one) => optionOf(one).label),
            LANGUAGES,
          ),
        )
      const money = seesMoney(actor.role)
      if (which.data === 'morning' && !money) return refused(LIST_WORDS[language.data].onlyWithMoney)
      const card = await previewDigest(deps, actor.agencyId, creator, which.data, {
        ...{ language: language.data, at: deps.ground.clock.now(), seesMoney: money },
      })
      return { kind: 'panel', card }
    },
  })

const budgetCommand = (deps: Deps) =>
  defineCommand({
    group: 'digest',
    name: 'budget',
    summary: 'How often alerts about a creator may be wrong',
    arguments: [
      creatorTypedBy(deps),
      { name: 'days', summary: 'one false alarm in so many days, 7 to 365', required: true },
    ],
    least: 'manager',
    async run({ actor, arguments: given }) {
      const creator = await named(deps, actor, given.creator)
      if (typeof creator === 'string') return refused(creator)
      const days = BudgetDays.safeParse(given.days)
      if (!days.success) return refused(answers.noDays(given.days ?? ''))
      await setBudget(deps, actor, creator.id, days.data)
      return done(answers.budget(creator.name, days.data))
    },
  })

const holdoutCommand = (deps: Deps) =>
  defineCommand({
    group: 'digest',
    name: 'holdout',
    summary: 'How many of a hundred fans digests and flows leave alone, to see what writing brings',
    arguments: [creatorTypedBy(deps), { name: 'percent', summary: '0 to 50; 0: nobody', required: true }],
    least: 'manager',
    async run({ actor, arguments: given }) {
      const creator = await named(deps, actor, given.creator)
      if (typeof creator === 'string') return refused(creator)
      const percent = HoldOutPercent.safeParse(given.percent)
      if (!percent.success) return refused(LIST_WORDS.en.noPercent(given.percent ?? ''))
      await deps.drafting.setHoldOut(actor, creator.id, percent.data)
      return done(LIST_WORDS.en.holdOut(creator.name, percent.data))
    },
  })
