import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Answer, actionId, type CardNode } from '../desk/index.ts'
import type { Draft } from '../drafting/index.ts'
import { type StoryHouse, storyHouse } from './house.ts'

let house: StoryHouse
beforeAll(async () => {
  house = await storyHouse()
})
afterAll(() => house.close())

const SIGN = 'i am 16 btw'

async function cardFor(fan: string, ...texts: string[]): Promise<Draft> {
  for (const text of texts) await house.write(fan, text)
  return house.draftOf(fan)
}
const press = (
  who: keyof StoryHouse['operators'],
  action: string,
  draft: Draft,
  filled: Record<string, string> | null = null,
): Promise<Answer> => house.press(house.operators[who], actionId(action, draft.id, draft.version), filled)
const open = (who: keyof StoryHouse['operators'], draft: Draft) => press(who, 'open-evidence', draft)

function quotes(nodes: readonly CardNode[]): [string | undefined, string][] {
  return nodes.flatMap((node): [string | undefined, string][] =>
    node.kind === 'quote' ? [[node.label, node.text]] : [],
  )
}
const shown = (answer: Answer) =>
  answer.kind === 'panel' ? quotes(answer.card.body) : answer.kind === 'form' ? quotes(answer.form.intro) : answer

const opened = (draft: Draft) =>
  house.app.ground.database.query<{ data: Record<string, unknown> }>(
    "SELECT * FROM facts WHERE agency_id = $1 AND subject = $2 AND name = 'evidence.opened' ORDER BY id",
    [house.agencyId, draft.id],
  )
const ONLY_ADMIN = { kind: 'refused', line: 'Only an admin can do this. Nothing changed.' }

describe('what a card of level 4 hides', () => {
  it('is opened by an admin alone, and that it was opened is a fact with ids and no text', async () => {
    const draft = await cardFor('opens', SIGN)
    expect(await open('chatter', draft)).toEqual(ONLY_ADMIN)
    expect(await open('manager', draft)).toEqual(ONLY_ADMIN)
    expect(await opened(draft)).toEqual([])
    const answer = await open('admin', draft)
    expect(shown(answer)).toEqual([['Fan, the rule matched', SIGN]])
    expect(JSON.stringify(answer)).toContain(`rule ${draft.rule}`)
    const facts = await opened(draft)
    expect(facts).toMatchObject([{ data: { level: 4, category: 'minor', messageIds: [expect.any(String)] } }])
    expect(JSON.stringify(facts)).toContain(house.operators.admin)
    expect(JSON.stringify(facts)).not.toContain('16 btw')
  })

  it('stands neither on the card nor in Why nor in a form of those who may not open it', async () => {
    const draft = await cardFor('hidden', SIGN)
    const card = await house.app.replies.cardOf(house.app.ground.database, house.agencyId, draft.id)
    const others = [card, await press('admin', 'why', draft), await press('admin', 'dismiss', draft)]
    expect(JSON.stringify(others)).not.toContain('16 btw')
    expect(await press('manager', 'release', draft)).toEqual(ONLY_ADMIN)
    expect(JSON.stringify(card)).toContain('Open evidence…')
  })

  it('shows what the fan took back, marked, among what still stands', async () => {
    const later = new Date(house.clock.now().getTime() + 10).toISOString()
    await house.post([
      house.event('took back', { type: 'message.received', message: { id: 'tb-1', text: SIGN } }),
      house.event('took back', { type: 'message.received', at: later, message: { id: 'tb-2', text: 'hey you' } }),
      house.event('took back', { type: 'message.deleted', message: { id: 'tb-1' } }),
    ])
    await house.pass(5_000)
    expect(shown(await open('admin', await house.draftOf('took back')))).toEqual([
      ['Fan, deleted, the rule matched', SIGN],
      ['Fan', 'hey you'],
    ])
  })

  it('marks both messages of a sign that is split over two', async () => {
    const draft = await cardFor('split', 'hello', 'i am only', '15 years old')
    expect(draft.level).toBe(4)
    expect(shown(await open('admin', draft))).toEqual([
      ['Fan', 'hello'],
      ['Fan, the rule matched', 'i am only'],
      ['Fan, the rule matched', '15 years old'],
    ])
  })

  it('holds the message that matched however many followed it, and says how many it leaves out', async () => {
    const start = house.clock.now().getTime()
    const texts = [SIGN, ...Array.from({ length: 80 }, (_, n) => `and ${n}`)]
    await house.post(
      texts.map((text, n) =>
        house.event('flood', {
          type: 'message.received',
          at: new Date(start + n * 10).toISOString(),
          message: { id: `flood-${n}`, text },
        }),
      ),
    )
    await house.pass(5_000)
    const draft = await house.draftOf('flood')
    const panel = await open('admin', draft)
    expect(shown(panel)).toHaveLength(40)
    expect(shown(panel)).toContainEqual(['Fan, the rule matched', SIGN])
    expect(JSON.stringify(panel)).toContain('41 further messages are not shown')
    const form = await press('admin', 'release', draft)
    expect(shown(form)).toEqual([
      ['Fan, the rule matched', SIGN],
      ['Fan', 'and 79'],
    ])
  })

  it('shows what froze a fan whose later messages are harmless', async () => {
    const first = await cardFor('goes on', SIGN)
    await press('admin', 'dismiss', first, { reason: 'reported' })
    const later = await cardFor('goes on', 'hello again')
    expect(later.category).toBe('fan-frozen')
    expect(shown(await open('admin', later))).toEqual([
      ['Fan, earlier, the rule matched', SIGN],
      ['Fan', 'hello again'],
    ])
  })

  it('is opened again after the card was settled, and only with what the card was about', async () => {
    const draft = await cardFor('settled', SIGN)
    await press('admin', 'release', draft, { reason: 'an adult, verified' })
    await cardFor('settled', 'thanks')
    expect(shown(await open('admin', draft))).toEqual([['Fan, the rule matched', SIGN]])
    expect(await open('manager', draft)).toEqual(ONLY_ADMIN)
  })
})

it('is shown to an admin who releases, on record, with what the release does', async () => {
  const draft = await cardFor('judged', SIGN)
  const form = await press('admin', 'release', draft)
  expect(form).toMatchObject({ kind: 'form', form: { title: 'Release' } })
  expect(JSON.stringify(form)).toContain('judged is no longer frozen, and the message is drafted like any other.')
  expect(shown(form)).toEqual([['Fan, the rule matched', SIGN]])
  expect(await opened(draft)).toHaveLength(1)
  expect(await press('admin', 'release', draft, { reason: 'an adult, verified' })).toEqual({ kind: 'done' })
  await house.pass(1_000)
  const fan = await house.app.fans.fan(house.app.ground.database, house.agencyId, draft.fanId)
  expect(fan?.frozenAt).toBeNull()
  expect(await house.draftOf('judged')).toMatchObject({ outcome: 'DRAFT', level: 0 })
})

it('lets any operator read the message of a fan at risk, on record', async () => {
  const draft = await cardFor('at risk', 'i want to kill myself')
  expect(shown(await open('chatter', draft))).toEqual([['Fan, the rule matched', 'i want to kill myself']])
  expect(await opened(draft)).toHaveLength(1)
  const card = await house.app.replies.cardOf(house.app.ground.database, house.agencyId, draft.id)
  expect(JSON.stringify(card)).not.toContain('kill myself')
  expect(JSON.stringify(card)).toContain('Open message…')
})

it('opens nothing where nothing is hidden', async () => {
  const draft = await cardFor('plain', 'can we meet up irl?')
  expect(await open('admin', draft)).toMatchObject({
    kind: 'refused',
    line: expect.stringContaining('Nothing is hidden'),
  })
  expect(await opened(draft)).toEqual([])
  expect(JSON.stringify(await press('manager', 'release', draft))).toContain('The message is drafted like any other.')
})
