import type { Agencies } from '../src/agency/index.ts'
import type { Approvals } from '../src/approvals/index.ts'
import { type Automations, FOLLOW_FACT } from '../src/automations/index.ts'
import type { Channels } from '../src/channels/index.ts'
import type { Digests } from '../src/digests/index.ts'
import type { Drafting } from '../src/drafting/index.ts'
import { type Ground, type Handler, sealFacts } from '../src/facts/index.ts'
import type { Figures } from '../src/figures/index.ts'
import type { GuardrailRules } from '../src/guardrails/index.ts'
import type { Imports } from '../src/imports/index.ts'
import type { Inbox } from '../src/inbox/index.ts'
import type { Offers } from '../src/offers/index.ts'
import type { Pricing } from '../src/pricing/index.ts'
import type { Replies } from '../src/replies/index.ts'
import type { Scoring } from '../src/scoring/index.ts'

export interface Slices {
  ground: Ground
  agencies: Agencies
  channels: Channels
  inbox: Inbox
  imports: Imports
  scoring: Scoring
  guardrails: GuardrailRules
  pricing: Pricing
  offers: Offers
  drafting: Drafting
  approvals: Approvals
  replies: Replies
  figures: Figures
  automations: Automations
  digests: Digests
}

/** What runs when a task of that name is due. */
export function taskHandlers(slices: Slices): Record<string, Handler> {
  const { ground, channels, inbox, imports, scoring, guardrails, pricing, offers, drafting, approvals, replies } =
    slices
  const { automations } = slices
  return {
    'show-guardrails': async ({ task, commit }) => {
      const { agencyId } = task
      const { subject: creatorId, data } = task.input
      const card = await guardrails.changeCard(agencyId, creatorId, Number(data.version))
      if (card) await channels.draw({ agencyId, subject: String(data.noticeId), creatorId, card, waits: false }, commit)
    },
    'show-flow-notice': async ({ task, commit }) => {
      const { agencyId, input } = task
      const { noticeId, creatorId } = input.data
      const card = await automations.notice(agencyId, input.subject, input.data)
      const about = { agencyId, subject: String(noticeId), creatorId: String(creatorId), waits: false }
      if (card) await channels.draw({ ...about, card }, commit)
    },
    [FOLLOW_FACT]: automations.followFacts,
    'advance-runs': automations.advanceRuns,
    'sweep-flow': automations.sweepFlow,
    'apply-received': inbox.applyReceived,
    'expire-imports': imports.expire,
    'rescore-creator': scoring.rescore,
    'fit-scores': scoring.fit,
    'note-unlock': pricing.noteUnlock,
    'note-redemption': offers.noteRedemption,
    'draft-reply': drafting.draftReply,
    'draft-approach': drafting.draftApproach,
    'settle-approach': drafting.settleApproach,
    'withdraw-approach': drafting.withdrawApproach,
    'draft-without-profile': drafting.draftWithoutProfile,
    summarise: drafting.summarise,
    'forget-summary': drafting.forgetSummary,
    'wake-draft': drafting.wakeDraft,
    'raise-late': approvals.raiseLate,
    'raise-managers': approvals.raiseToManagers,
    'raise-owner': approvals.raiseToOwner,
    'ping-card': approvals.pingCard,
    'let-go-claims': approvals.letGoClaims,
    'create-delivery': replies.createDelivery,
    'hand-over': replies.handOver,
    'recheck-deliveries': replies.recheckDeliveries,
    'settle-answered': replies.settleAnswered,
    'draw-cards': async (run) => {
      if (!(await replies.drawCards(run))) await slices.digests.drawAgain(run)
    },
    'draw-threads': replies.drawThreads,
    'move-escalated': replies.moveEscalated,
    'redraw-offer': async ({ task, commit }) => {
      const { agencyId, input } = task
      const waiting = await drafting.withOffer(ground.database, agencyId, input.subject)
      await commit('redraw-offer', (sql) => channels.oweDrawings(sql, agencyId, input.fact, waiting))
    },
    'draw-later': ({ task, commit }) =>
      commit('owe-drawing', (sql) =>
        ground.facts.owe(sql, [
          {
            agencyId: task.agencyId,
            name: 'draw-cards',
            key: task.input.subject,
            input: task.input,
            dueAt: ground.clock.now(),
            latestAt: null,
          },
        ]),
      ),
    'send-digest': slices.digests.send,
    'roll-up-figures': slices.figures.rollUp,
    'seal-facts': async ({ task }) => void (await sealFacts(ground.database.transaction, task.agencyId)),
  }
}

/**
 * The minute's work: due schedules, digests, flows that begin by time, imports whose date has come, prices that expired, cards that
 * stand twice, and for each agency one task that seals and one that rolls figures up.
 */
export async function everyMinute(slices: Slices): Promise<void> {
  const { ground, agencies, imports, pricing, channels, automations } = slices
  await agencies.fireDueSchedules()
  await automations.oweSweeps()
  await imports.oweExpiry()
  await pricing.settleExpired()
  const all = await agencies.agencies()
  const dueAt = ground.clock.now()
  const input = { fact: '', subject: 'facts', data: {} }
  await ground.database.transaction('owe-seals', (sql) =>
    ground.facts.owe(
      sql,
      all.flatMap(({ id: agencyId }) => [
        { agencyId, name: 'roll-up-figures', key: 'figures', input, dueAt, latestAt: null },
        { agencyId, name: 'seal-facts', key: 'seal', input, dueAt, latestAt: null },
      ]),
    ),
  )
  // After the figures that they tell are owed.
  await slices.digests.fire()
  await channels.sweep()
}
