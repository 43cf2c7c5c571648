import { expect, it } from 'vitest'
import type { Answer } from './answer.ts'
import type { Card } from './card.ts'
import { type CommandDefinition, defineCommand } from './command.ts'
import { createGate } from './dispatch.ts'

const NAMES = Array.from({ length: 19 }, (_, n) => `fan ${n + 1}`)
const asked: Record<string, string>[] = []
const find: CommandDefinition = defineCommand({
  group: 'fan',
  name: 'find',
  summary: 'Fans by a part of their name',
  arguments: [{ name: 'fan', summary: 'a part of the name', required: true }],
  least: 'chatter',
  async run({ arguments: given }) {
    asked.push(given)
    const rows = NAMES.map((line) => ({ line }))
    return { kind: 'panel', card: { tone: 'info', title: 'Fans', summary: 'fans', body: [{ kind: 'list', rows }] } }
  },
})
const gate = createGate({
  whoIs: async ({ externalId }) =>
    externalId === 'nobody'
      ? null
      : { operatorId: 'o', name: 'Ana', role: externalId === 'bella' ? 'creator' : 'chatter' },
  actions: [],
  commands: [find],
})
const ana = { agencyId: 'a', desk: 'web', externalId: 'ana', verified: true } as const

const cardOf = (answer: Answer): Card => {
  if (answer.kind !== 'panel') throw new Error(answer.kind)
  return answer.card
}
const rowsOf = (answer: Answer) =>
  cardOf(answer).body.flatMap((node) => (node.kind === 'list' ? node.rows.map(({ line }) => line) : []))
const buttonOf = (answer: Answer, label: string): string => {
  const buttons = cardOf(answer).body.flatMap((node) => (node.kind === 'actions' ? node.buttons : []))
  return buttons.find((button) => button.label === label)?.action ?? ''
}

it('shows a long list page by page, forth and back, without leaving a row out or showing one twice', async () => {
  const first = await gate.command(ana, '/fan find "mar cüs"')
  const second = await gate.press(ana, buttonOf(first, 'More'), null)
  const third = await gate.press(ana, buttonOf(second, 'More'), null)
  expect([first, second, third].flatMap(rowsOf)).toEqual(NAMES)
  expect(rowsOf(first)).toHaveLength(8)
  expect([buttonOf(first, 'Previous'), buttonOf(third, 'More')]).toEqual(['', ''])
  expect(await gate.press(ana, buttonOf(third, 'Previous'), null)).toEqual(second)
  expect(JSON.stringify(second)).toContain('9 to 16 of 19')
})

it('asks for the same again on every page, whatever was typed', async () => {
  asked.length = 0
  const first = await gate.command(ana, '/fan find "mar cüs"')
  await gate.press(ana, buttonOf(first, 'More'), null)
  expect(asked).toEqual([{ fan: 'mar cüs' }, { fan: 'mar cüs' }])
})

it('shows the last page there is when the list grew shorter since', async () => {
  const first = await gate.command(ana, '/fan find x')
  const beyond = buttonOf(first, 'More').replace(/\d+$/, '40')
  expect(rowsOf(await gate.press(ana, beyond, null))).toEqual(NAMES.slice(16))
})

it('shows no page to strangers and roles too low, and knows no button it did not write', async () => {
  const more = buttonOf(await gate.command(ana, '/fan find x'), 'More')
  for (const externalId of ['nobody', 'bella']) {
    expect((await gate.press({ ...ana, externalId }, more, null)).kind, externalId).toBe('refused')
  }
  for (const id of ['page|fan-lost|1', 'page|fan-find|1', 'page|FAN|1', 'page|fan-find_!|1']) {
    expect((await gate.press(ana, id, null)).kind, id).toBe('refused')
  }
})

it('offers no button where what was typed is too long for one', async () => {
  const first = await gate.command(ana, `/fan find ${'x'.repeat(60)}`)
  expect(buttonOf(first, 'More')).toBe('')
  expect(JSON.stringify(first)).toContain('1 to 8 of 19')
})
