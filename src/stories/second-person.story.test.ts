import { afterAll, beforeAll, expect, it } from 'vitest'
import { visitorOf } from '../../adapters/web/visitor.fixtures.ts'
import { actionId } from '../desk/index.ts'
import { newId } from '../kernel/ids.ts'
import { type StoryHouse, storyHouse } from './house.ts'

let house: StoryHouse
beforeAll(async () => {
  house = await storyHouse({ platform: 'simulator' })
  const { agencyId, creatorId } = house
  const rules = { floorMinor: 300, ceilingMinor: 20_000, cooldownMinutes: 0, maxPerHour: 60 }
  await house.app.guardrails.set({
    agencyId,
    creatorId,
    ...rules,
    secondPersonAboveMinor: 3_000,
    secondPersonForCustom: true,
  })
})
afterAll(() => house.close())

const sql = () => house.app.ground.database
const TEXT = 'There is one that nobody has seen yet.'

/** The web desk as one person uses it: what a press answers, and the card as it stands. */
async function desk(who: keyof StoryHouse['operators']) {
  const { get, post } = await visitorOf(house.app.web, `${house.agencyId}/${house.operators[who]}`)
  return {
    async press(fan: string, action: string, filled: Record<string, string> | null = null): Promise<string> {
      const { draft } = await house.lastOf(fan)
      const answer = await post('/press', { action: actionId(action, draft?.id ?? '', draft?.version ?? 0), filled })
      return JSON.stringify(answer.json())
    },
    card: async (fan: string): Promise<string> => (await get(`/cards/${(await house.lastOf(fan)).draft?.id}`)).body,
  }
}

/** A fan whose next draft carries a price, and a first approval above what one may approve. */
async function approvedDearly(fan: string): Promise<void> {
  const purchase = { id: `tip-${fan}`, kind: 'tip' as const, amountMinor: 900, currency: 'USD' }
  await house.post([house.event(fan, { type: 'purchase', purchase })])
  await house.write(fan, 'anything new?')
  expect(await (await desk('chatter')).press(fan, 'edit', { text: TEXT, price: '32' })).toContain('it takes two people')
  await house.pass(2_000)
}

it('asks a second person above the amount, who agrees on the web to exactly that; the audit names both', async () => {
  const [ana, milo] = [await desk('chatter'), await desk('other')]
  await approvedDearly('marcus')
  expect(await ana.card('marcus')).toMatch(/Second person needed.*anyone but Ana/s)
  expect(await milo.card('marcus')).toMatch(/There is one that nobody has seen yet\..*Agree at \$32.*Send back…/s)
  expect(await ana.press('marcus', 'agree')).toContain('You approved this yourself')
  expect(await milo.press('marcus', 'accept')).toContain('refused')
  expect((await house.lastOf('marcus')).delivery).toBeNull()
  expect(await sql().query('SELECT 1 FROM reservations')).toEqual([])

  expect(await milo.press('marcus', 'agree')).toContain('done')
  await house.pass(11_000)
  const { delivery, draft } = await house.lastOf('marcus')
  expect(delivery).toMatchObject({ state: 'sent', text: TEXT, priceMinor: 3_200 })
  expect(await sql().query('SELECT 1 FROM reservations')).toHaveLength(1)
  expect(await milo.press('marcus', 'details')).toMatch(/edited by Milo.*approved first by Ana/)
  const facts = await sql().query<{ name: string; by: string; first: string | null }>(
    `SELECT name, actor_id AS by, data->>'firstById' AS first FROM facts
     WHERE subject = $1 AND name IN ('draft.second-asked', 'draft.accepted') ORDER BY id`,
    [draft?.id],
  )
  const { chatter, other } = house.operators
  expect(facts).toEqual([
    { name: 'draft.second-asked', by: chatter, first: null },
    { name: 'draft.accepted', by: other, first: chatter },
  ])
})

it('says the amount where a price is typed, and takes one person up to it', async () => {
  const ana = await desk('chatter')
  await house.write('marcus', 'and more?')
  expect(await ana.press('marcus', 'edit')).toContain('Above 30 a second person agrees.')
  await house.pass(2_000)
  expect(await ana.press('marcus', 'edit', { text: TEXT, price: '30' })).toContain('done')
  expect((await house.lastOf('marcus')).draft?.state).toBe('accepted')
})

it('opens the card again with the first person’s text and price when it is sent back, and says why', async () => {
  const [ana, milo] = [await desk('chatter'), await desk('other')]
  await approvedDearly('theo')
  expect(await milo.press('theo', 'send-back', { reason: ' ' })).toContain('needs a reason')
  expect(await milo.press('theo', 'send-back', { reason: 'too dear for a new fan' })).toContain('done')
  expect(await house.draftOf('theo')).toMatchObject({ state: 'open', text: TEXT, priceMinor: 3_200, confidence: null })
  expect(await ana.card('theo')).toMatch(/written by the operator/)
  expect(await ana.card('theo')).toMatch(/Sent back by Milo.*too dear for a new fan/s)
  // Accepted as it came back, it takes two again.
  await house.pass(2_000)
  expect(await ana.press('theo', 'accept')).toContain('it takes two people')
})

it('gives way to what the fan writes next, and tells who clicks too late', async () => {
  const milo = await desk('other')
  await approvedDearly('ines')
  const seen = await house.draftOf('ines')
  await house.write('ines', 'never mind, how are you?')
  expect((await house.draftOf('ines')).supersedesId).toBe(seen.id)
  const late = await house.press(house.operators.other, actionId('agree', seen.id, seen.version))
  expect(JSON.stringify(late)).toContain('wrote again')
  expect(await milo.press('ines', 'agree')).toContain('refused')
})

it('lets one of two agree who click at the same instant, and tells the first person who clicks twice', async () => {
  await approvedDearly('felix')
  const seen = await house.draftOf('felix')
  const first = await house.press(house.operators.chatter, actionId('accept', seen.id, seen.version - 1))
  expect(JSON.stringify(first)).toContain('Ana approved this; it waits for a second person')
  const agree = actionId('agree', seen.id, seen.version)
  const answers = await Promise.all([
    house.press(house.operators.other, agree),
    house.press(house.operators.manager, agree),
  ])
  expect(answers.map(({ kind }) => kind).sort()).toEqual(['done', 'refused'])
  expect(JSON.stringify(answers)).toContain('Already accepted by')
})

it('asks a second manager about content made to order, which chatters don’t approve', async () => {
  await house.write('nora', 'can you make a custom video just for me?')
  expect(await house.draftOf('nora')).toMatchObject({ category: 'custom-content', outcome: 'ESCALATE' })
  await house.pass(2_000)
  expect(await (await desk('manager')).press('nora', 'edit', { text: 'Let me think about it.' })).toContain(
    'two people',
  )
  await house.pass(2_000)
  expect(await (await desk('other')).press('nora', 'agree')).toContain('Only a manager')
  expect(await (await desk('admin')).press('nora', 'agree')).toContain('done')
})

it('asks a second person about what the creator agreed to make, and not where nothing like it was asked for', async () => {
  const [ana, lena] = [await desk('chatter'), await desk('manager')]
  for (const [fan, consent] of [
    ['vera', 'agreed'],
    ['wanda', 'not-asked'],
  ] as const) {
    await house.write(fan, 'can you make a custom video just for me?')
    await house.pass(2_000)
    expect(await lena.press(fan, 'release', { reason: 'looked at it', consent })).toContain('done')
    await house.pass(5_000)
    expect(await house.draftOf(fan)).toMatchObject({ state: 'open', outcome: 'DRAFT', category: null })
  }
  expect(await ana.press('vera', 'edit', { text: 'Let me think about it.' })).toContain('two people')
  expect(await ana.press('wanda', 'edit', { text: 'Let me think about it.' })).not.toContain('two people')
  expect((await house.lastOf('wanda')).draft?.state).toBe('accepted')
})

it('judges what waits again by the rules of then, refuses what they find, and counts the alarm', async () => {
  const milo = await desk('other')
  await approvedDearly('pia')
  const { agencyId, creatorId } = house
  const { version: _, ...rules } = await house.app.guardrails.rules(sql(), agencyId, creatorId)
  const lists = { escalationTriggers: [], outsideBoundaries: [] }
  const set = (forbiddenWords: string[]) =>
    house.app.guardrails.set({ ...rules, ...lists, forbiddenWords, agencyId, creatorId })
  await set(['nobody has seen'])
  expect(await milo.press('pia', 'agree')).toContain('list of words never used')
  const { draft } = await house.lastOf('pia')
  expect(draft?.state).toBe('second')
  expect(await sql().query('SELECT stage, rule FROM alarms WHERE draft_id = $1', [draft?.id])).toEqual([
    { stage: 'final', rule: 'forbidden-word' },
  ])
  await set([])
})

it('is kept by the database too: no decision by one person, on other words, or around the first approval', async () => {
  await approvedDearly('omar')
  const draft = await house.draftOf('omar')
  const { chatter, other } = house.operators
  const insert = (by: string, text: string, first: boolean) =>
    sql().query(
      `INSERT INTO decisions (agency_id, id, draft_id, draft_version, operator_id, via, verified, kind, outcome, conversation_id,
         account_id, text, price_minor, currency, asset_ids, salt, content_hash, edit_share, at, first_id, first_operator_id)
       SELECT agency_id, $3, draft_id, $4, $5, via, verified, 'edit', 'accepting', conversation_id, account_id, $6, price_minor,
         currency, asset_ids, salt, reply_hash(salt, conversation_id, account_id, $6, price_minor, currency, asset_ids), 1, at,
         CASE WHEN $7 THEN id END, CASE WHEN $7 THEN operator_id END
       FROM first_approvals WHERE agency_id = $1 AND draft_id = $2`,
      [draft.agencyId, draft.id, newId(house.clock), draft.version, by, text, first],
    )
  await expect(insert(other, TEXT, false)).rejects.toMatchObject({ code: '23000' })
  await expect(insert(chatter, TEXT, true)).rejects.toMatchObject({ code: '23514' })
  await expect(insert(other, 'something else', true)).rejects.toMatchObject({ code: '23503' })
  await expect(sql().query('UPDATE first_approvals SET price_minor = 1')).rejects.toMatchObject({ code: '23000' })
  await insert(other, TEXT, true)
})

it('asks nobody else for what a limit refuses now', async () => {
  const { agencyId, creatorId } = house
  const limits = { maxPerHour: 1, cooldownMinutes: 0, floorMinor: 300, ceilingMinor: 20_000 }
  await house.app.guardrails.set({ agencyId, creatorId, ...limits, secondPersonAboveMinor: 3_000 })
  const [ana, milo] = [await desk('chatter'), await desk('other')]
  await approvedDearly('hourly')
  expect(await milo.press('hourly', 'agree')).toContain('done')
  await house.pass(11_000)
  await house.write('hourly', 'and more?')
  await house.pass(2_000)
  expect(await ana.press('hourly', 'edit', { text: TEXT, price: '32' })).toContain('within the hour')
  expect((await house.lastOf('hourly')).draft?.state).toBe('open')
})
