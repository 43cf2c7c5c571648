import { expect, it } from 'vitest'
import { Settings } from './config.ts'
import { connectionsOf } from './connections.ts'
import { systemClock } from './kernel/clock.ts'

const outside = { redis: null, clock: systemClock, log: { warn() {}, error() {} } }
const desks = (given: Record<string, string>) =>
  connectionsOf(Settings.parse(given), outside).map(({ desk }) => desk.name)
const BOT = { SLACK_BOT_TOKEN: 'xoxb-0123456789' }

it('connects no desk without keys', () => {
  expect(desks({})).toEqual([])
  expect(desks({ SLACK_SIGNING_SECRET: 'a-signing-secret' })).toEqual([])
})

it('connects Slack by token over HTTP or Socket Mode, and by OAuth', () => {
  expect(desks({ ...BOT, SLACK_SIGNING_SECRET: 'a-signing-secret' })).toEqual(['slack'])
  expect(desks({ ...BOT, SLACK_APP_TOKEN: 'xapp-0123456789' })).toEqual(['slack'])
  const oauth = {
    SLACK_CLIENT_ID: '123456.789',
    SLACK_CLIENT_SECRET: 'a-client-secret',
    PUBLIC_URL: 'https://d.example',
  }
  expect(desks({ ...oauth, SLACK_SIGNING_SECRET: 'a-signing-secret' })).toEqual(['slack'])
})

it('refuses half of the keys, and says which are missing', () => {
  expect(() => desks(BOT)).toThrow(/SLACK_SIGNING_SECRET and SLACK_APP_TOKEN are both missing/)
  const half = { SLACK_CLIENT_ID: '123456.789', SLACK_SIGNING_SECRET: 'a-signing-secret' }
  expect(() => desks(half)).toThrow(/SLACK_CLIENT_ID needs SLACK_CLIENT_SECRET and PUBLIC_URL/)
})
