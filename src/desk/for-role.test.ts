import { expect, it } from 'vitest'
import { defineAction } from './action.ts'
import type { Role } from './actor.ts'
import type { Card } from './card.ts'
import { defineCommand } from './command.ts'
import { createGate } from './dispatch.ts'

const ID = '0f0e1d2c-3b4a-8596-8778-695a4b3c2d1e'
const button = (name: string) => ({ action: `${name}|${ID}|0` as const, label: name })
const list: Card = {
  ...{ tone: 'info', title: 'List', summary: 'List' },
  body: [
    { kind: 'list', rows: [{ line: 'Marcus', button: button('draft') }, { line: 'Felix' }] },
    { kind: 'actions', buttons: [button('draft')], menu: [button('mute')] },
  ],
}
const action = (name: string, least: Role) =>
  defineAction({ name, mode: 'asks', least, run: async () => ({ kind: 'panel', card: list }) })

const gateFor = (role: Role) =>
  createGate({
    whoIs: async () => ({ operatorId: 'o', name: 'Lena', role }),
    actions: [action('draft', 'chatter'), action('mute', 'manager'), action('open', 'creator')],
    commands: [
      defineCommand({
        ...{ group: 'list', name: 'show', summary: 'Shows it', arguments: [], least: 'creator', except: ['chatter'] },
        run: async () => ({ kind: 'panel', card: list }),
      }),
    ],
  })
const who = { agencyId: 'a', desk: 'web', externalId: 'o', verified: false } as const

async function buttonsOf(role: Role): Promise<string[][]> {
  const gate = gateFor(role)
  const answers = [await gate.command(who, '/list show'), await gate.press(who, `open|${ID}|0`, null)]
  return answers.map((answer) => {
    const body = answer.kind === 'panel' ? answer.card.body : []
    return body.flatMap((node) => {
      if (node.kind === 'list') return node.rows.flatMap((row) => (row.button ? [row.button.label] : []))
      return node.kind === 'actions' ? [...node.buttons, ...(node.menu ?? [])].map(({ label }) => label) : []
    })
  })
}

it('a private answer has the buttons that whoever gets it may press, and no others', async () => {
  expect(await buttonsOf('creator')).toEqual([[], []])
  expect(await buttonsOf('chatter')).toEqual([
    ['draft', 'draft'],
    ['draft', 'draft'],
  ])
  expect(await buttonsOf('manager')).toEqual([
    ['draft', 'draft', 'mute'],
    ['draft', 'draft', 'mute'],
  ])
})

it('a command is not offered to a role that it would refuse, though the role stands above its least', async () => {
  const lines = async (role: Role) => {
    const help = await gateFor(role).command(who, '/help')
    return JSON.stringify(help.kind === 'panel' ? help.card : help)
  }
  expect(await lines('creator')).toContain('/list')
  expect(await lines('chatter')).not.toContain('/list')
  expect(await lines('manager')).toContain('/list')
})
