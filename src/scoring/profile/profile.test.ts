import { describe, expect, it } from 'vitest'
import { stageOf } from './conversation-stage.ts'
import { responseTimes } from './response-times.ts'

describe('the stage of a conversation', () => {
  const facts = { wrote: 12, daysSinceWrote: 2, purchases: 3, daysSinceBought: 4 }
  it('is given by the first rule that holds, which is said with its numbers', () => {
    const said = [
      facts,
      { ...facts, daysSinceBought: 31 },
      { ...facts, daysSinceWrote: 31 },
      { ...facts, purchases: 0, daysSinceBought: null },
      { wrote: 1, daysSinceWrote: 0, purchases: 0, daysSinceBought: null },
      { wrote: 0, daysSinceWrote: null, purchases: 5, daysSinceBought: 1 },
    ].map((each) => stageOf(each))
    expect(said).toEqual([
      { stage: 'Buying', rule: 'buying: wrote 2 days ago, bought 4 days ago' },
      { stage: 'Returning', rule: 'talking, not buying: wrote 2 days ago, bought 31 days ago' },
      { stage: 'Quiet', rule: 'gone quiet: wrote 31 days ago, over 30 days' },
      { stage: 'Interested', rule: 'interested: 12 messages, 0 purchases' },
      { stage: 'GettingToKnow', rule: 'getting to know: 1 message, under 5, and 0 purchases' },
      { stage: 'Silent', rule: 'silent: 0 messages from them' },
    ])
  })
})

describe('response times', () => {
  const at = (minutes: number) => new Date(minutes * 60_000)
  const fan = (minutes: number) => ({ inbound: true, at: at(minutes) })
  const team = (minutes: number) => ({ inbound: false, at: at(minutes) })

  it('count the team’s wait from the first message it let wait, and the fan’s from our last', () => {
    const { fan: theirs, team: ours } = responseTimes([fan(0), fan(3), team(10), team(11), fan(13), team(14)])
    expect(theirs).toEqual({ medianMs: 2 * 60_000, answers: 1 })
    expect(ours).toEqual({ medianMs: 5.5 * 60_000, answers: 2 })
  })

  it('leave out a fan who came back after more than a week, and are null where nobody answered', () => {
    const { fan: theirs } = responseTimes([team(0), fan(8 * 1_440)])
    expect(theirs).toEqual({ medianMs: null, answers: 0 })
    expect(responseTimes([]).team).toEqual({ medianMs: null, answers: 0 })
  })
})
