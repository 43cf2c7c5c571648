import { expect, it } from 'vitest'
import type { KnownOperator } from './actor.ts'
import { done } from './answer.ts'
import { type CommandDefinition, defineCommand, fillArguments, parseCommandLine } from './command.ts'
import { commandsPage, discordCommands, slackCommands } from './declare-commands.ts'
import { createGate } from './dispatch.ts'

const ran: Record<string, string>[] = []
const bind: CommandDefinition = defineCommand({
  group: 'creator',
  name: 'bind',
  summary: 'Show a creator’s cards on a channel',
  arguments: [
    { name: 'creator', summary: 'their name', required: true, suggest: async () => [{ value: 'b', label: 'Bella' }] },
    { name: 'channel', summary: 'where', required: true, as: 'channel' },
  ],
  least: 'manager',
  async run({ arguments: given }) {
    ran.push(given)
    return done('Bound.')
  },
})
const person: KnownOperator = { operatorId: 'o', name: 'Lena', role: 'manager' }
const gateFor = (operator: KnownOperator | null, prefix?: string) =>
  createGate({ whoIs: async () => operator, actions: [], commands: [bind], ...(prefix && { prefix }) })
const lena = { agencyId: 'a', desk: 'slack', externalId: 'T:U', verified: true } as const

it('takes words in quotes as one argument, and the rest of the line as the last', () => {
  expect(fillArguments(bind.arguments, '"Bella Rose" slack:T:C')).toEqual({
    creator: 'Bella Rose',
    channel: 'slack:T:C',
  })
  expect(fillArguments(bind.arguments, 'Bella  two words')).toEqual({ creator: 'Bella', channel: 'two words' })
  expect(fillArguments(bind.arguments, '')).toEqual({})
})

it('reads a command with and without the prefix, and nothing else as one', () => {
  expect(parseCommandLine('/hz-desk retry all', 'hz-')).toEqual({ group: 'desk', name: 'retry', rest: 'all' })
  expect(parseCommandLine('/desk retry', 'hz-')).toMatchObject({ group: 'desk' })
  expect(parseCommandLine('12')).toBeNull()
})

it('asks for missing arguments in a form that keeps what was given, and runs when it is sent', async () => {
  const gate = gateFor(person)
  const asked = await gate.command(lena, '/creator bind Bella')
  expect(asked).toMatchObject({
    kind: 'form',
    form: {
      action: 'command|creator-bind|0',
      fields: [{ id: 'creator', input: { value: 'Bella' } }, { id: 'channel' }],
    },
  })
  expect(await gate.press(lena, 'command|creator-bind|0', { creator: 'Bella', channel: 'slack:T:C' })).toMatchObject({
    kind: 'done',
  })
  expect(ran).toEqual([{ creator: 'Bella', channel: 'slack:T:C' }])
  expect(await gate.press(lena, 'command|creator-bind|0', { creator: 'Bella', channel: ' ' })).toMatchObject({
    kind: 'refused',
  })
  expect(ran).toHaveLength(1)
})

it('takes the channel where a command is typed for one that was left out', async () => {
  await gateFor(person).command(lena, '/creator bind Bella', 'slack:T:HERE')
  expect(ran.at(-1)).toEqual({ creator: 'Bella', channel: 'slack:T:HERE' })
})

it('opens no form and completes nothing for strangers and roles too low', async () => {
  for (const operator of [null, { ...person, role: 'chatter' as const }]) {
    expect(await gateFor(operator).command(lena, '/creator bind')).toMatchObject({ kind: 'refused' })
    const on = { group: 'creator', name: 'bind', argument: 'creator' }
    expect(await gateFor(operator).suggest(lena, on, 'B')).toEqual([])
  }
})

it('presses nothing whose subject can be no id', async () => {
  expect(await gateFor(person).press(lena, 'accept|desk-retry|0', null)).toMatchObject({ kind: 'refused' })
})

it('declares every command to Slack and Discord under the prefix, within their limits', () => {
  expect(slackCommands([bind], 'hz-').map(({ command }) => command)).toEqual(['/hz-creator', '/hz-help'])
  const [creator] = discordCommands([bind], 'hz-')
  expect(creator).toMatchObject({
    name: 'hz-creator',
    options: [
      {
        name: 'bind',
        type: 1,
        options: [
          { name: 'creator', type: 3, required: true, autocomplete: true },
          { name: 'channel', type: 7, required: false },
        ],
      },
    ],
  })
  const long = { ...bind, summary: 'x'.repeat(3_000) }
  expect(discordCommands([long], '')[0]?.description.length).toBeLessThanOrEqual(100)
  expect(slackCommands([long], '')[0]?.description.length).toBeLessThanOrEqual(2_000)
  expect(commandsPage([bind])).toContain('`/creator bind creator channel`')
})

it('keeps every argument that a desk names under its own name, also when one before it was left out', async () => {
  const gate = gateFor(person)
  const optional = { ...bind, name: 'move', arguments: bind.arguments.map((each) => ({ ...each, required: false })) }
  const moving = createGate({ whoIs: async () => person, actions: [], commands: [optional] })
  ran.length = 0
  await moving.command(lena, '/creator move', 'slack:T:HERE', { channel: 'slack:T:C', gone: 'x' })
  await moving.command(lena, '/creator move', 'slack:T:HERE', { creator: 'two words "quoted"' })
  await gate.command(lena, '/creator bind', undefined, { channel: 'slack:T:C', creator: 'Bella' })
  expect(ran).toEqual([
    { channel: 'slack:T:C' },
    { creator: 'two words "quoted"', channel: 'slack:T:HERE' },
    { channel: 'slack:T:C', creator: 'Bella' },
  ])
})
