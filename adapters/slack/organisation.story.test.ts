import { afterAll, beforeAll, expect, it } from 'vitest'
import { actionId } from '../../src/desk/index.ts'
import { type EmulatedSlack, emulatedSlack } from './emulated.fixtures.ts'
import { installedAt } from './installed-at.ts'
import { pressed, submitted, typed } from './payloads.fixtures.ts'
import { writeMetadata } from './receive.ts'

const ORGANISATION = 'E000000009'
const WIDE = { is_enterprise_install: true, enterprise: { id: ORGANISATION, name: 'Org' }, team: null }

let world: EmulatedSlack
beforeAll(async () => {
  world = await emulatedSlack()
}, 120_000)
afterAll(() => world.close())

const admin = () => ({
  agencyId: world.house.agencyId,
  desk: 'web' as const,
  externalId: world.house.operators.admin,
  verified: false,
})
const secrets = (id: string) =>
  world.house.app.vault.open(world.house.app.ground.database, { agencyId: world.house.agencyId, kind: 'slack', id })
/** People of the organisation, each of another of its workspaces. */
const colleagues = (count: number) => {
  let asked = 0
  const user = { is_bot: false, enterprise_user: { enterprise_id: ORGANISATION } }
  world.trouble.set(
    'users.info',
    Array.from(
      { length: count },
      () => async () => Response.json({ ok: true, user: { ...user, team_id: `T${++asked}` } }),
    ),
  )
}

it('reads of every kind of request where the app is installed, for a workspace and for an organisation', () => {
  expect(installedAt({ team: { id: 'T1' }, enterprise: { id: 'E1' }, is_enterprise_install: false })).toBe('T1')
  expect(
    installedAt({ team: null, enterprise: { id: 'E1' }, is_enterprise_install: true, user: { team_id: 'T1' } }),
  ).toBe('E1')
  expect(installedAt({ team_id: 'T1', enterprise_id: 'E1', is_enterprise_install: 'true' })).toBe('E1')
  expect(installedAt({ team_id: 'T1', enterprise_id: 'E1', is_enterprise_install: 'false' })).toBe('T1')
  const forOrganisation = { enterprise_id: 'E1', team_id: null, is_enterprise_install: true }
  expect(installedAt({ team_id: 'T1', authorizations: [forOrganisation] })).toBe('E1')
  const forWorkspace = { enterprise_id: 'E1', team_id: 'T2', is_enterprise_install: false }
  expect(installedAt({ team_id: 'T1', authorizations: [forWorkspace] })).toBe('T2')
  expect(installedAt({ user: { team_id: 'T3' } })).toBe('T3')
  expect(installedAt({})).toBeUndefined()
})

it('installs for a whole organisation: its token lies under it, and cards, buttons, forms and commands of all its workspaces find it', async () => {
  const { house, users, channel, trouble } = world
  // The emulator knows no organisations: it takes the token of its own workspace.
  const [wide = ''] = await secrets('T000000001')
  const answer = {
    ...{
      ok: true,
      app_id: 'A1',
      token_type: 'bot',
      scope: 'chat:write',
      bot_user_id: 'UBOT',
      access_token: wide,
    },
    ...{ is_enterprise_install: true, enterprise: WIDE.enterprise, team: null, authed_user: { id: users.olga } },
  }
  trouble.set('oauth.v2.access', [async () => Response.json(answer)])
  expect(await world.install()).toMatchObject({ status: 200 })
  expect(await secrets(ORGANISATION)).toEqual([wide])
  expect(await house.app.channels.agencyOf('slack', ORGANISATION)).toBe(house.agencyId)

  const command = typed(users.lena, 't', '/creator', 'bind Bella', channel)
  for (const [name, value] of Object.entries({
    team_id: 'T7',
    enterprise_id: ORGANISATION,
    is_enterprise_install: 'true',
  }))
    command.set(name, value)
  await world.send(command)
  expect(JSON.stringify(world.said.at(-1))).toContain(`/team link NAME slack:${ORGANISATION}:${users.lena}`)
  for (const [name, user] of [
    ['Ana', users.ana],
    ['Lena', users.lena],
  ])
    expect(await house.app.gate.command(admin(), `/team link ${name} slack:${ORGANISATION}:${user}`)).toMatchObject({
      kind: 'done',
    })
  colleagues(10)
  await world.send(command)
  expect(JSON.stringify(world.said.at(-1))).toContain('New cards of Bella go to this channel from now on.')

  await house.write('marcus', 'hello organisation')
  const draft = await house.draftOf('marcus')
  const message = (await world.messages()).find((each) => JSON.stringify(each).includes('hello organisation'))
  const press = (action: string) => ({
    ...pressed({ user: users.ana, trigger: 't', action }, { channel, ts: String(message?.ts) }),
    ...WIDE,
    user: { id: users.ana, team_id: 'T8' },
  })
  const escalate = actionId('snooze', draft.id, draft.version)
  const form = submitted(
    users.ana,
    { id: 'V1', private_metadata: writeMetadata({ action: escalate, channel }) },
    { minutes: '30' },
  )
  await world.send({ ...form, ...WIDE, user: { id: users.ana, team_id: 'T9' } })
  expect((await house.draftOf('marcus')).state).toBe('snoozed')
  const snoozed = await house.draftOf('marcus')
  await world.send(press(actionId('wake', draft.id, snoozed.version)))
  const { state, version } = await house.draftOf('marcus')
  expect(state).toBe('open')
  await house.pass(2_000)
  await world.send(press(actionId('accept', draft.id, version)))
  expect((await house.lastOf('marcus')).draft?.state).toBe('accepted')
})

it('ends an organisation that uninstalls the app, and leaves a workspace with an installation of its own', async () => {
  const uninstall = {
    ...{ type: 'event_callback', team_id: 'T7', enterprise_id: ORGANISATION, api_app_id: 'A1', event_id: 'EvGone' },
    ...{ event_time: 1, is_enterprise_install: true, event: { type: 'app_uninstalled' } },
  }
  const [own] = await secrets('T000000001')
  await world.send(uninstall)
  expect(await secrets(ORGANISATION)).toEqual([])
  expect(await world.house.app.channels.agencyOf('slack', ORGANISATION)).toBeNull()
  expect(await secrets('T000000001')).toEqual([own])
  expect(world.errors).toEqual([])
})
