import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Grounds, grounds } from '../facts/fixtures.ts'
import { type ApiKeys, createApiKeys, opens } from './index.ts'

const DAY = 86_400_000
let g: Grounds
let agencyId: string
let keys: ApiKeys

beforeAll(async () => {
  g = await grounds()
  agencyId = await g.agency()
  keys = createApiKeys(g)
})
afterAll(() => g.test.drop())

const anotherEnd = (key: string): string => key.slice(0, -1) + (key.endsWith('A') ? 'E' : 'A')

it('knows whose a key is by the whole key alone, and keeps nothing that opens anything', async () => {
  const { id, key } = await keys.add({ agencyId, name: 'CRM', scopes: ['personas:read', 'drafts'] })
  expect(await keys.callerOf(key)).toEqual({ agencyId, keyId: id, scopes: ['personas:read', 'drafts'] })
  for (const wrong of ['', 'hd_', key.slice(0, -1), `${key}A`, anotherEnd(key), key.replace('hd_', 'hd_A')])
    expect(await keys.callerOf(wrong), wrong).toBeNull()
  const rows = await g.database.query('SELECT * FROM api_keys WHERE id = $1', [id])
  expect(JSON.stringify(rows)).not.toContain(key.split('_').at(-1))
  expect((await keys.list(agencyId))[0]).toMatchObject({ id, name: 'CRM', lastUsedOn: '2026-11-20' })
})

it('rotates without a gap: the new key at once, the old one for another day', async () => {
  const first = await keys.add({ agencyId, name: 'Site', scopes: ['guardrails'], days: 30 })
  const second = await keys.rotate(agencyId, first.id)
  expect(second?.id).not.toBe(first.id)
  expect(await keys.callerOf(second?.key ?? '')).toMatchObject({ scopes: ['guardrails'] })
  expect(await keys.callerOf(first.key)).not.toBeNull()
  g.clock.advance(DAY)
  expect(await keys.callerOf(first.key)).toBeNull()
  expect(await keys.rotate(agencyId, first.id)).toBeNull()
  expect(await keys.callerOf(second?.key ?? '')).not.toBeNull()
  g.clock.advance(29 * DAY)
  expect(await keys.callerOf(second?.key ?? '')).toBeNull()
})

it('revokes at once, once, and within the agency alone', async () => {
  const { id, key } = await keys.add({ agencyId, name: 'Old', scopes: ['drafts'] })
  expect(await keys.revoke(await g.agency(), id)).toBe(false)
  expect(await keys.revoke(agencyId, id)).toBe(true)
  expect(await keys.revoke(agencyId, id)).toBe(false)
  expect(await keys.callerOf(key)).toBeNull()
  expect(await keys.rotate(agencyId, id)).toBeNull()
})

it('opens reading to a key that may write, and writing to no key that may read', () => {
  expect(opens(['personas'], 'personas:read')).toBe(true)
  expect(opens(['personas:read'], 'personas')).toBe(false)
  expect(opens(['personas'], 'guardrails:read')).toBe(false)
})

it('refuses a scope that there isn’t, and a key without any', async () => {
  await expect(keys.add({ agencyId, name: 'x', scopes: [] })).rejects.toThrow('at least one of')
  await expect(keys.add({ agencyId, name: 'x', scopes: ['all' as 'drafts'] })).rejects.toThrow('of drafts')
})
