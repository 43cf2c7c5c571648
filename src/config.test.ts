import { describe, expect, it } from 'vitest'
import { readConfig } from './config.ts'

const NOWHERE = '/nonexistent'
const said = (environment: Record<string, string>): string => {
  try {
    readConfig(environment, NOWHERE)
    return 'taken'
  } catch (error) {
    return (error as { whatHappened: string }).whatHappened
  }
}

describe('a misspelt setting in the environment is named with the nearest one', () => {
  it.each([
    ['DATABSE_URL', 'DATABASE_URL'],
    ['LOG_LEVL', 'LOG_LEVEL'],
    ['WEBPORT', 'WEB_PORT'],
    ['REDIS_ULR', 'REDIS_URL'],
    ['DATABASE_POLL', 'DATABASE_POOL'],
    ['DOOR_PROT', 'DOOR_PORT'],
  ])('%s: %s', (slip, meant) => {
    expect(said({ [slip]: 'x' })).toBe(`${slip} is not a setting; did you mean ${meant}?`)
  })
})

it('leaves variables of other programs alone', () => {
  const others = { PATH: '/bin', HOME: '/root', npm_config_loglevel: 'warn', NODE_ENV: 'test', LOG_FORMAT: 'json' }
  expect(said({ ...others, LOGNAME: 'me', PORT: '80', ROLES: 'x' })).toBe('taken')
})

it('names a value that is no number in words', () => {
  expect(said({ WEB_PORT: 'abc' })).toBe("WEB_PORT: “abc” can't be used: must be a whole number.")
})
