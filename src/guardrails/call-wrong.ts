import { type ActionDefinition, defineAction, done, refused } from '../desk/index.ts'
import type { Ground } from '../facts/index.ts'
import { callWrong, hasAlarms } from './alarm-store.ts'
import { words } from './report-words.ts'

/** "Wrong alarm": one click on a card notes that its rules were mistaken. It changes nothing else: the card stays as it is. */
export function wrongAlarmAction({ database, clock, facts }: Ground): ActionDefinition {
  return defineAction({
    name: 'wrong-alarm',
    mode: 'does',
    least: 'chatter',
    run: ({ actor, subject }) =>
      database.transaction('call-alarm-wrong', async (sql) => {
        const { agencyId, operatorId } = actor
        const at = clock.now()
        const called = await callWrong(sql, agencyId, subject, { id: operatorId, at })
        if (called.length === 0)
          return refused((await hasAlarms(sql, agencyId, subject)) ? words.calledAlready : words.noAlarm)
        await facts.record(
          sql,
          called.map(({ stage, rule, rulesVersion }) => ({
            ...{ agencyId, name: 'alarm.called-wrong', subject },
            by: { kind: 'operator' as const, id: operatorId },
            data: { rule, stage, rulesVersion },
            at,
          })),
        )
        return done(words.called([...new Set(called.map(({ rule }) => rule))]))
      }),
  })
}
