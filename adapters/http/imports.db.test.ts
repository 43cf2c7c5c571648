import { readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ACCOUNT, type StoryHouse, storyHouse } from '../../src/stories/house.ts'
import { IMPORT_MAX_BYTES } from './imports.ts'
import { signBody } from './signature.ts'

let house: StoryHouse
beforeAll(async () => {
  house = await storyHouse()
})
afterAll(() => house.close())

const ADDRESS = `/v1/imports?account=${ACCOUNT}&kind=transactions&authorisedBy=Bella`
const FILE = 'transaction_id,type,amount,created_at,user_id\nt1,Tip,10.00,2026-11-01,u1\nt2,Tip,=1+1,2026-11-01,u1\n'

async function call(
  method: 'GET' | 'POST',
  address: string,
  body: string | Buffer = '',
  wrong: { signed?: string } = {},
) {
  const at = Math.floor(house.clock.now().getTime() / 1000)
  const signed = Buffer.concat([Buffer.from(wrong.signed ?? `${method} ${address}\n`), Buffer.from(body)])
  const response = await house.app.door.inject({
    method,
    url: address,
    headers: {
      'x-source': house.source.id,
      'x-signature': signBody(house.source.secret, signed, at),
      ...(method === 'POST' && { 'content-type': 'text/csv' }),
    },
    ...(method === 'POST' && { payload: body }),
  })
  const type = String(response.headers['content-type']).split(';')[0]
  return {
    status: response.statusCode,
    type,
    text: response.body,
    json: () => response.json<Record<string, unknown>>(),
  }
}
const imports = async (): Promise<number> => {
  const [row] = await house.app.ground.database.query<{ n: number }>('SELECT count(*) AS n FROM imports')
  return row?.n ?? -1
}

describe('POST /v1/imports', () => {
  it('previews without storing, takes a file in once, and offers its report with formulas defused', async () => {
    const preview = await call('POST', `${ADDRESS}&preview`, FILE)
    expect(preview.status).toBe(200)
    expect(preview.json()).toMatchObject({
      outcome: { totals: { USD: { paidMinor: 1_000 } }, refused: 1 },
      first: [{ fan: 'u1', amountMinor: 1_000 }],
      problems: [{ line: 3, column: 'amount', reason: 'not an amount', cell: '=1+1' }],
    })
    expect(await imports()).toBe(0)

    const taken = await call('POST', ADDRESS, FILE)
    expect([taken.status, taken.json().repeated]).toEqual([201, false])
    const again = await call('POST', ADDRESS, FILE)
    expect([again.status, again.json().repeated, again.json().id]).toEqual([200, true, taken.json().id])
    expect(await imports()).toBe(1)

    const report = await call('GET', `/v1/imports/${taken.json().id}/report`)
    expect([report.status, report.type]).toEqual([200, 'text/csv'])
    expect(report.text).toContain(`3,amount,not an amount,"'=1+1"`)
  })

  it('says who brought a file in the fact that tells of it', async () => {
    const facts = await house.app.ground.database.query(
      "SELECT actor_kind, actor_id, data->>'added' AS added FROM facts WHERE name = 'import.taken-in'",
    )
    expect(facts).toEqual([{ actor_kind: 'source', actor_id: house.source.id, added: '1' }])
  })

  it.each([
    ['another address', () => call('POST', `${ADDRESS}&keepUntil=2030-01-01`, FILE, { signed: `POST ${ADDRESS}\n` })],
    ['another method', () => call('POST', ADDRESS, FILE, { signed: `GET ${ADDRESS}\n` })],
    ['the body alone', () => call('POST', ADDRESS, FILE, { signed: '' })],
    ['another report', () => call('GET', '/v1/imports/x/report', '', { signed: 'GET /v1/imports/y/report\n' })],
  ])('refuses a signature over %s', async (_, knocked) => {
    const answer = await knocked()
    expect([answer.status, answer.type, answer.json().code]).toEqual([401, 'application/problem+json', 'bad-signature'])
  })

  it.each([
    ['no authorisation', ADDRESS.replace('&authorisedBy=Bella', ''), FILE, 400, 'malformed'],
    ['an unknown kind', ADDRESS.replace('transactions', 'payouts'), FILE, 400, 'malformed'],
    ['a mapping that is no JSON', `${ADDRESS}&mapping=x`, FILE, 400, 'malformed'],
    ['an unknown account', ADDRESS.replace(ACCOUNT, 'nobody'), FILE, 422, 'unknown-account'],
    ['an empty file', ADDRESS, '', 422, 'empty'],
    ['dates that can be read both ways', ADDRESS, FILE.replaceAll('2026-11-01', '03/04/2026'), 422, 'ambiguous-dates'],
    ['more than 64 MB', ADDRESS, Buffer.alloc(IMPORT_MAX_BYTES + 1, 'x'), 413, 'too-large'],
  ])('refuses %s, stores nothing, and leaves no file behind', async (_, address, body, status, code) => {
    const before = await imports()
    const answer = await call('POST', address, body)
    expect([answer.status, answer.type, answer.json().code]).toEqual([status, 'application/problem+json', code])
    expect(await imports()).toBe(before)
    expect((await readdir(tmpdir())).filter((name) => name.startsWith('huntaze-import-'))).toEqual([])
  })

  it('shows no agency another one’s report', async () => {
    const other = await storyHouse({ on: house.app.ground })
    const made = await house.app.ground.database.query<{ id: string }>('SELECT id FROM imports LIMIT 1')
    expect(await other.app.imports.report(other.agencyId, made[0]?.id ?? '')).toBeNull()
    await other.app.stop()
  })
})

it('is described in /openapi.json', async () => {
  const { paths } = (await house.app.door.inject('/openapi.json')).json<{ paths: Record<string, unknown> }>()
  expect(Object.keys(paths)).toEqual(expect.arrayContaining(['/v1/imports', '/v1/imports/{id}/report']))
})
