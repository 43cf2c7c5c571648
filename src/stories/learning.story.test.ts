import { afterAll, beforeAll, expect, it } from 'vitest'
import { forgetExamples } from '../drafting/index.ts'
import { bestExamples } from '../drafting/outcome-store.ts'
import { type StoryHouse, storyHouse } from './house.ts'

let house: StoryHouse
beforeAll(async () => {
  house = await storyHouse()
})
afterAll(() => house.close())

const asManager = (line: string) =>
  house.app.gate.command(
    { agencyId: house.agencyId, desk: 'web', externalId: house.operators.manager, verified: false },
    line,
  )
const examples = () => bestExamples(house.app.ground.database, house.agencyId, house.creatorId, 5)

async function edited(fan: string): Promise<string> {
  await house.write(fan, 'hey, just got home')
  const draft = await house.draftOf(fan)
  await house.leap(2_000)
  const text = `${draft.text} And sleep well, you.`
  const answer = await house.press(house.operators.chatter, `edit|${draft.id}|${draft.version}`, { text })
  expect(answer.kind).toBe('done')
  return draft.fanId
}

it('an accepted edit becomes an example only where the creator agreed, and goes with the fan or the consent', async () => {
  await edited('Una')
  expect(await examples()).toEqual([])
  await asManager('/persona learn Bella on')
  const fanId = await edited('Vera')
  await edited('Wilma')
  expect((await examples()).map(({ approved }) => approved)).toEqual([
    expect.stringContaining('sleep well'),
    expect.stringContaining('sleep well'),
  ])
  expect(await forgetExamples(house.app.ground.database, house.agencyId, { fanId })).toBe(1)
  expect(await examples()).toHaveLength(1)
  await asManager('/persona learn Bella off')
  expect(await examples()).toEqual([])
})

it('what people did corrects the confidence of the next card, and stands in the report', async () => {
  await house.write('Xena', 'hey, just got home')
  const { confidence, knowledge } = await house.draftOf('Xena')
  // Three of such drafts were edited, none was sent as it was.
  expect(confidence).toBeLessThan(knowledge.said?.confidence ?? 0)
  expect(knowledge.said?.decisions).toBe(3)
  expect(JSON.stringify(await asManager('/report drafts'))).toMatch(/0% of 3 sent unchanged/)
})

it('tests a persona on a message without a card, and says what is wrong with a version or a message', async () => {
  const cards = () => house.app.ground.database.query('SELECT 1 FROM drafts').then((rows) => rows.length)
  const before = await cards()
  const shown = await asManager('/persona test Bella "hey, anything new?"')
  expect(JSON.stringify(shown)).toContain('Nothing was sent, and no card was opened.')
  expect(JSON.stringify(await asManager('/persona test Bella "can we meet up irl?"'))).toContain('level 3')
  expect(await asManager('/persona test Bella hey 99')).toMatchObject({ kind: 'refused' })
  expect(await asManager('/persona test Bella hey newest')).toMatchObject({ kind: 'refused' })
  expect(await asManager('/persona test Nobody hey')).toMatchObject({ kind: 'refused' })
  expect(await cards()).toBe(before)
})
