import { afterAll, beforeAll, expect, it } from 'vitest'
import { type StoryHouse, storyHouse } from './house.ts'

let house: StoryHouse
beforeAll(async () => {
  house = await storyHouse()
})
afterAll(() => house.close())

const command = (line: string, operator = house.operators.manager) =>
  house.app.gate.command({ agencyId: house.agencyId, desk: 'web', externalId: operator, verified: false }, line)
/** What a fan who buys is offered next. */
const offered = async (fan: string) => {
  const bought = [1, 2].map((n) =>
    house.event(fan, {
      type: 'purchase',
      purchase: { id: `${fan}${n}`, kind: 'ppv', amountMinor: 2_000, currency: 'USD' },
    }),
  )
  await house.post(bought)
  await house.pass(31_000)
  await house.write(fan, 'hey, anything new?')
  const draft = await house.draftOf(fan)
  return draft.knowledge.price?.assetTitle ?? null
}

it('offers what was added, by its new title after an edit, and never again once it is retired or owned', async () => {
  // The newest is offered first.
  house.clock.advance(1_000)
  expect(await command('/content add Bella "Night swim" 24 beach, night')).toMatchObject({ kind: 'done' })
  expect(await offered('ann')).toBe('Night swim')

  const asked = await command('/content edit night')
  if (asked.kind !== 'form') throw new Error('no form')
  expect(asked.form.fields.map(({ input }) => 'value' in input && input.value)).toEqual([
    'Night swim',
    { minor: 2_400, currency: 'USD' },
    'beach, night',
  ])
  const send = (filled: Record<string, string>, operator = house.operators.manager) =>
    house.press(operator, asked.form.action, filled)
  expect(await send({ title: 'Late swim', price: 'lots', tags: '' })).toMatchObject({ kind: 'refused' })
  expect(await send({ title: ' ', price: '30', tags: '' })).toMatchObject({ kind: 'refused' })
  expect(await send({ title: 'Late swim', price: '30', tags: '' }, house.operators.chatter)).toMatchObject({
    kind: 'refused',
  })
  expect(await send({ title: 'Late swim', price: '30', tags: 'beach' })).toMatchObject({ kind: 'done' })
  expect(await offered('bob')).toBe('Late swim')

  expect(await command('/content retire "Late swim"')).toMatchObject({ kind: 'done' })
  expect(await command('/content retire "Late swim"')).toMatchObject({ kind: 'refused' })
  expect(await offered('cid')).not.toBe('Late swim')
  const list = JSON.stringify(await command('/content list Bella', house.operators.chatter))
  expect(list).toContain('Late swim')
  expect(list).toContain('retired')
})

it('refuses what it cannot read, naming it, and changes nothing', async () => {
  for (const line of [
    '/content list Nobody',
    '/content add Nobody x 3',
    '/content add Bella x much',
    '/content edit nothing-like-it',
    '/content retire nothing-like-it',
    '/fan tag nobody a',
    '/fan price nobody',
  ]) {
    expect(await command(line), line).toMatchObject({ kind: 'refused' })
  }
})

it('tags a fan, whatever the case each once, and takes a tag away', async () => {
  expect(await command('/fan tag ann Beach, likes video')).toMatchObject({ kind: 'done' })
  const tagged = await command('/fan tag ann BEACH, -likes video, night')
  expect(JSON.stringify(tagged)).toContain('Beach, night')
  const many = Array.from({ length: 20 }, (_, n) => `t${n}`).join(', ')
  expect(await command(`/fan tag ann ${many}`)).toMatchObject({ kind: 'refused' })
  expect(await command('/fan tag ann ,')).toMatchObject({ kind: 'refused' })
})
