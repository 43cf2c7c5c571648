import { expect, it } from 'vitest'
import { briefFor } from './brief.ts'
import { aGathered } from './gathered.fixtures.ts'
import { reliabilityChart } from './reliability-chart.ts'

it('says in words how often the writers were as right as they said, and draws nothing that is no number', () => {
  const chart = reliabilityChart([
    { said: 0.65, decided: 40, accepted: 0.6 },
    { said: 0.95, decided: 200, accepted: 0.5 },
    { said: 0.25, decided: 1, accepted: 0 },
  ])
  expect(chart.finding).toBe('Of 241 drafts decided on, 2 of 3 groups of confidence were as right as the writer said.')
  expect(JSON.stringify(chart)).not.toContain('null')
})

it('tells a writer the time where the fan is, else where the creator is', () => {
  const time = (zone: string | null) => {
    const gathered = aGathered(['hey'])
    return briefFor({ ...gathered, fan: { ...gathered.fan, zone } }, null, 0, null).background?.localTime
  }
  expect(time(null)).toContain('15:00')
  expect(time('Asia/Tokyo')).toContain('23:00')
})
