import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { DRAFT_STATES } from '../drafting/draft.ts'
import { DELIVERY_STATES } from '../replies/delivery.ts'
import { scriptedPlatform, scriptedWriter } from './fakes.ts'
import { ACCOUNT, type StoryHouse, storyHouse } from './house.ts'
import * as c from './machine-commands.ts'
import { Coverage, DELIVERY_ARROWS, DRAFT_ARROWS, type Model, Real } from './machine-model.ts'

const RUNS = 100
const LENGTH = 18

let house: StoryHouse
const platform = scriptedPlatform()
const writer = scriptedWriter()
const coverage = new Coverage()
let fans = 0

beforeAll(async () => {
  house = await storyHouse({ platform: 'scripted', platforms: [platform], writer })
  const { agencyId, creatorId } = house
  // Limits have stories of their own.
  const rules = { maxPerHour: 60, cooldownMinutes: 0, floorMinor: 300, ceilingMinor: 20_000 }
  await house.app.guardrails.set({ agencyId, creatorId, ...rules, secondPersonAboveMinor: 18_000 })
  await house.app.platforms.addAccount({ agencyId, creatorId, platform: 'hand', externalId: 'no-api' })
})
afterAll(() => house.close())

/** A fan who has bought before, so that their drafts offer something at a price. */
async function setUp(hand = false): Promise<{ model: Model; real: Real }> {
  writer.away = false
  const real = new Real(house, platform, writer, `fan-${++fans}`, coverage, hand ? 'no-api' : ACCOUNT)
  platform.during = () => real.look()
  await real.say({ type: 'purchase', purchase: { id: `tip-${fans}`, kind: 'tip', amountMinor: 500, currency: 'USD' } })
  const model: Model = {
    draft: 'none',
    escalated: false,
    byHand: false,
    hasText: false,
    delivery: 'none',
    newer: 'nothing',
    reach: false,
    frozen: false,
    approach: false,
    away: false,
    hand,
  }
  return { model, real }
}

const walk = async (hand: boolean, commands: fc.AsyncCommand<Model, Real>[]): Promise<void> => {
  const { model, real } = await setUp(hand)
  for (const command of commands) {
    expect(command.check(model), `${command} may happen in ${JSON.stringify(model)}`).toBe(true)
    await command.run(model, real)
  }
}

const plain = c.writes('plain')
const reach = c.writes('reach')
const sent = c.handsOver('sent')
const refused = c.handsOver('refused')
const unknown = c.handsOver('unknown')

it.each<[string, fc.AsyncCommand<Model, Real>[]]>([
  ['sent', [plain, c.accepts, sent, plain, c.edits, c.undoes, c.edits, sent]],
  ['refused, by hand, marked', [plain, c.accepts, refused, c.sendsByHand, c.marksAsSent, plain]],
  ['refused, tried again', [plain, c.accepts, refused, c.triesAgain]],
  ['refused, overtaken, tried again in vain', [plain, c.accepts, refused, plain, c.triesAgain]],
  ['refused, then one that must reach a manager', [plain, c.accepts, refused, reach]],
  ['unknown, it arrived', [plain, c.accepts, unknown, plain, c.marksAsSent]],
  ['unknown, tried again', [plain, c.accepts, unknown, c.triesAgain]],
  ['unknown, withdrawn', [plain, c.accepts, unknown, c.withdraws, c.accepts]],
  ['unknown, sent by hand, withdrawn', [plain, c.accepts, unknown, c.sendsByHand, c.withdraws]],
  ['unknown, reported', [plain, c.accepts, unknown, c.platformReports]],
  ['refused, withdrawn', [plain, c.accepts, refused, plain, c.withdraws]],
  ['refused, reported', [plain, c.accepts, refused, c.platformReports]],
  ['waiting, reported', [plain, c.accepts, c.platformReports]],
  ['waiting, answered elsewhere', [plain, c.accepts, c.answersElsewhere, plain]],
  ['waiting, overtaken', [plain, c.accepts, plain, c.answersElsewhere]],
  ['by hand, then one that must reach a manager', [plain, c.accepts, refused, c.sendsByHand, reach]],
  ['templated answer refused, and the fan goes on', [reach, c.accepts, refused, plain]],
  [
    'templated answer refused by throwing, and the fan goes on',
    [reach, c.accepts, c.handsOver('refuses by throwing'), plain],
  ],
  ['frozen on the way', [plain, c.accepts, c.freezesOnTheWay, c.releases]],
  ['frozen by hand', [plain, c.accepts, refused, c.sendsByHand, c.freezesOnTheWay, plain, c.releases]],
  ['frozen open', [plain, c.freezes, plain, c.releases, c.accepts]],
  ['snoozed', [plain, c.snoozes, c.wakes, c.snoozes, c.sleepsIn, c.snoozes, plain, c.snoozes, c.dismisses]],
  ['snoozed, elsewhere', [plain, c.snoozes, c.answersElsewhere]],
  ['dismissed', [plain, c.dismisses, c.reopens, c.changesPrice, c.accepts, sent]],
  ['reopened and drafted again', [plain, c.dismisses, c.reopens, c.redrafts, c.accepts]],
  ['reopened and released', [reach, c.dismisses, c.reopens, c.releases]],
  ['escalated, released', [plain, c.escalates, c.releases, c.accepts, sent]],
  ['escalated, and the fan goes on', [plain, c.escalates, plain, c.releases]],
  ['escalated by a rule, and the fan goes on', [reach, plain, c.releases, plain]],
  ['two people', [plain, c.approvesDearly, c.agrees, c.undoes, c.approvesDearly, c.agrees, sent]],
  ['two people, sent back, another price', [plain, c.approvesDearly, c.sendsBack, c.changesPrice, c.accepts, sent]],
  ['two people, and the fan goes on', [plain, c.approvesDearly, plain, c.approvesDearly, reach]],
  ['two people, elsewhere', [plain, c.approvesDearly, c.answersElsewhere, plain]],
  ['unasked', [c.approaches, c.redrafts, c.accepts, c.undoes, c.accepts, sent, c.approaches, plain, c.accepts, sent]],
  ['unasked, in vain', [plain, c.dismisses, c.approaches, c.redraftsInVain, c.writerStaysAway, c.dismisses, c.reopens]],
  ['unasked, elsewhere', [c.approaches, c.answersElsewhere, c.approaches, c.snoozes, c.wakes, c.accepts, reach]],
  ['redrafted in vain', [plain, c.redraftsInVain, c.writerReturns]],
  ['redrafted in vain, then given up', [plain, c.redraftsInVain, c.writerStaysAway, c.accepts]],
  ['redrafted in vain, elsewhere', [plain, c.redraftsInVain, c.answersElsewhere, c.writerReturns]],
])('walks the machines as the rules say: %s', (_, commands) => walk(false, commands))

it.each<[string, fc.AsyncCommand<Model, Real>[]]>([
  ['marked as sent', [plain, c.accepts, sent, plain, c.marksAsSent]],
  ['withdrawn', [plain, c.accepts, sent, c.withdraws]],
  ['reported by the platform', [plain, c.accepts, sent, c.platformReports]],
])('walks them too where a person sends: %s', (_, commands) => walk(true, commands))

it('keeps card and delivery where the model has them, whatever happens in which order', async () => {
  const all = [
    ...[plain, plain, reach, sent, refused, unknown, c.handsOver('throws'), c.handsOver('refuses by throwing')],
    ...Object.values(c).filter((value) => typeof value === 'object'),
  ].map((command) => fc.constant(command))
  await fc.assert(
    fc.asyncProperty(fc.boolean(), fc.commands(all, { maxCommands: LENGTH, size: 'max' }), async (hand, commands) => {
      await fc.asyncModelRun(() => setUp(hand), commands)
    }),
    { numRuns: RUNS },
  )
}, 120_000)

it('has been in every state and along every arrow of both machines', () => {
  const states = [...DRAFT_STATES.map((s) => `draft ${s}`), ...DELIVERY_STATES.map((s) => `delivery ${s}`)]
  expect(states.filter((state) => !coverage.states.has(state))).toEqual([])
  const arrows = [...[...DRAFT_ARROWS].map((a) => `draft ${a}`), ...[...DELIVERY_ARROWS].map((a) => `delivery ${a}`)]
  expect(arrows.filter((arrow) => !coverage.arrows.has(arrow))).toEqual([])
})
