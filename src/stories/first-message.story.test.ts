import { afterEach, expect, it } from 'vitest'
import { actionId } from '../desk/index.ts'
import { type StoryHouse, storyHouse } from './house.ts'

let house: StoryHouse
afterEach(() => house.close())

it('takes a signed fan message to "Mark as sent", every step on record', async () => {
  house = await storyHouse()
  const { app, agencyId, operators } = house
  await house.write('marcus', 'hey, anything new from the trip?')

  const draft = await house.draftOf('marcus')
  expect(draft.outcome).toBe('DRAFT')
  expect(draft.text).not.toBe('')
  expect(await app.channels.postings(app.ground.database, agencyId, draft.id)).toMatchObject([
    { desk: 'web', ref: `web:${draft.id}` },
  ])

  expect(await house.press(operators.chatter, actionId('accept', draft.id, draft.version))).toEqual({ kind: 'done' })
  await house.pass(1_000)
  const waiting = await app.replies.deliveryOfDraft(app.ground.database, agencyId, draft.id)
  expect(waiting?.state).toBe('waiting')
  await house.pass(11_000)
  const byHand = await app.replies.deliveryOfDraft(app.ground.database, agencyId, draft.id)
  expect(byHand).toMatchObject({ state: 'by-hand', text: draft.text })

  const card = await app.replies.cardOf(app.ground.database, agencyId, draft.id)
  expect(card?.title).toBe('📋 marcus · to be sent by hand')
  expect(
    await house.press(operators.chatter, actionId('mark-as-sent', byHand?.id ?? '', byHand?.version ?? 0)),
  ).toEqual({ kind: 'done' })
  await house.pass(1_000)
  expect(await app.replies.deliveryOfDraft(app.ground.database, agencyId, draft.id)).toMatchObject({
    state: 'sent',
    settledById: operators.chatter,
  })
  expect((await app.replies.cardOf(app.ground.database, agencyId, draft.id))?.title).toBe('✅ marcus · sent')

  const details = await house.press(operators.chatter, actionId('details', draft.id, draft.version))
  expect(details).toMatchObject({ kind: 'panel', card: { title: 'Details · marcus · Prospect' } })
  expect(JSON.stringify(details)).toContain(draft.text)
  expect(JSON.stringify(details)).toMatch(/accepted by Ana .*marked as sent by Ana /)

  const facts = await app.ground.database.query<{ name: string }>(
    'SELECT name FROM facts WHERE agency_id = $1 ORDER BY id',
    [agencyId],
  )
  expect(facts.map((fact) => fact.name).slice(-6)).toEqual([
    'message.received',
    'draft.opened',
    'draft.accepted',
    'delivery.created',
    'delivery.by-hand',
    'delivery.sent',
  ])
})
