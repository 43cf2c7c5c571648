import { readFile } from 'node:fs/promises'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type StoryHouse, storyHouse } from '../stories/house.ts'
import { progressOn } from './progress.ts'
import { readReplayCommand, replayCommand } from './replay-drafts.ts'

let house: StoryHouse
beforeEach(async () => {
  house = await storyHouse()
})
afterEach(() => house.close())

const SAMPLE = new URL('../../bench/conversations.jsonl', import.meta.url)
const TABLES = ['drafts', 'asked_drafts', 'facts', 'tasks', 'alarms', 'quotes', 'fans', 'messages', 'decisions']

it('prints figures of the sample’s turns, and leaves no card, no fact and no row behind', async () => {
  const { database } = house.app.ground
  const rows = () =>
    database.query(`SELECT ${TABLES.map((table) => `(SELECT count(*) FROM ${table}) AS ${table}`).join(', ')}`)
  const before = await rows()
  const lines: string[] = []
  let [ms, drawn] = [0, '']
  const run = (...args: string[]) =>
    replayCommand(readReplayCommand(['sample.jsonl', ...args]), house.app, {
      say: (line) => void lines.push(line),
      progress: progressOn({ isTTY: true, columns: 80, write: (piece) => (drawn += piece) }),
      read: () => readFile(SAMPLE, 'utf8'),
      elapsed: () => (ms += 50),
    })
  expect(await run()).toBe(0)
  const said = lines.join('\n')
  expect(said).toMatch(/^Turns +8$/m)
  expect(said).toMatch(/^Drafted +4 /m)
  expect(said).toMatch(/^Escalated +3 /m)
  expect(said).toMatch(/1 {2}No answer is needed/)
  expect(said).toMatch(/^Edit share .* over 4;/m)
  expect(said).toMatch(/^Time +50 ms a draft$/m)
  expect(drawn).toContain('100 %')
  expect(await rows()).toEqual(before)
  await expect(run('--creator', 'Nobody')).rejects.toThrow('there is no creator “Nobody”')
})
