import type { Sql } from '../database/sql.ts'
import type { Ground } from '../facts/index.ts'
import {
  hasConsentOn,
  insertConsent,
  type NewConsent,
  revokeConsent,
  type StandingConsent,
  standingConsents,
} from './consent-store.ts'
import { holding } from './deps.ts'
import { createMatcher } from './match/matcher.ts'
import type { Guardrails } from './store.ts'

/** A creator's consent speaks so long for what was asked. */
const CONSENT_MS = 30 * 86_400_000

/** The creator's consents to what lies outside of their boundaries: each is about what one fan asked for, and can be taken back. */
export function consentsOf({ clock, facts }: Ground) {
  const standing = (sql: Sql, agencyId: string, conversationId: string): Promise<StandingConsent[]> =>
    standingConsents(sql, agencyId, conversationId, new Date(clock.now().getTime() - CONSENT_MS))

  return {
    /**
     * Part: what holds for a reply: of what the creator doesn't do, that may be spoken of to which they agreed in this
     * conversation, and nothing else.
     */
    async rulesForReply(
      sql: Sql,
      agencyId: string,
      to: { creatorId: string; conversationId: string },
    ): Promise<Guardrails> {
      const rules = await holding(sql, agencyId, to.creatorId)
      if (rules.outsideBoundaries.length === 0) return rules
      const agreed = new Set((await standing(sql, agencyId, to.conversationId)).flatMap(({ concerns }) => concerns))
      const isLeft = (boundary: string): boolean => !agreed.has(boundary)
      return agreed.size > 0 ? { ...rules, outsideBoundaries: rules.outsideBoundaries.filter(isLeft) } : rules
    },
    /** Part: whether a creator's consent was recorded on one of these cards, taken back or not. */
    consentedOn: hasConsentOn,
    /** Part: those that hold in a conversation, the newest first. */
    consents: standing,
    /** Part: notes that the creator agrees to what the fan asked for in `asked`: the boundaries that stand in those words. */
    async recordConsent(
      sql: Sql,
      { asked, ...consent }: Omit<NewConsent, 'at' | 'concerns'> & { asked: readonly string[] },
    ): Promise<void> {
      const at = clock.now()
      const { agencyId, draftId: subject, conversationId, creatorId, given, recordedById } = consent
      const concerns = boundariesIn(asked, await holding(sql, agencyId, creatorId))
      await insertConsent(sql, { ...consent, concerns, at })
      const by = { kind: 'operator' as const, id: recordedById }
      const data = { conversationId, creatorId, given, concerns: concerns.length }
      await facts.record(sql, [{ agencyId, name: 'consent.recorded', subject, by, data, at }])
    },
    /** Part: takes a consent back, so that what waits to leave is judged without it; false when it didn't hold any more. */
    async revokeConsent(sql: Sql, agencyId: string, draftId: string, byId: string): Promise<boolean> {
      const at = clock.now()
      if (!(await revokeConsent(sql, agencyId, { draftId, byId, at }))) return false
      const by = { kind: 'operator' as const, id: byId }
      await facts.record(sql, [{ agencyId, name: 'consent.revoked', subject: draftId, by, data: {}, at }])
      return true
    },
  }
}

/** The boundaries that stand in these texts, as they stand in the list. */
function boundariesIn(texts: readonly string[], { outsideBoundaries }: Guardrails): string[] {
  if (outsideBoundaries.length === 0) return []
  const matcher = createMatcher(outsideBoundaries)
  const found = new Set(texts.flatMap((text) => matcher.find(text).map(({ index }) => index)))
  return outsideBoundaries.filter((_, index) => found.has(index))
}
