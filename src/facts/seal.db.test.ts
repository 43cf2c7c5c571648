import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { aFact, type Grounds, grounds } from './fixtures.ts'
import { sealFacts } from './seal.ts'
import { beginEras } from './seal-store.ts'
import { verifyChain } from './verify-chain.ts'

let g: Grounds
let agencyId: string
beforeAll(async () => {
  g = await grounds()
})
afterAll(() => g.test.drop())
beforeEach(async () => {
  agencyId = await g.agency()
})

const record = (subject: string, id = agencyId) =>
  g.database.transaction('record', (sql) => g.facts.record(sql, [aFact(id, g.clock.now(), { subject })]))
const seal = (id = agencyId): Promise<number> => sealFacts(g.database.transaction, id)
/** Seals to the end: a transaction of another test on the same server may hold the sealer back for a moment. */
async function sealAll(id = agencyId): Promise<number> {
  let sealed = 0
  for (;;) {
    sealed += await seal(id)
    const [left] = await g.database.query<{ n: number }>(
      `SELECT count(*) AS n FROM facts f WHERE agency_id = $1 AND NOT EXISTS (
         SELECT FROM seals s WHERE s.agency_id = f.agency_id AND s.fact_id = f.id)`,
      [id],
    )
    if (left?.n === 0) return sealed
    await tick()
  }
}
const verify = (id = agencyId) => verifyChain(g.database, id)
const tick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** As it stands after a restore from a cluster that had counted further than this one will for long. */
const restored = (subject: string) =>
  g.database.query(
    `INSERT INTO facts (agency_id, xid, name, subject, actor_kind, actor_id, data, at)
     VALUES ($1, '900000000000', 'thing.happened', $2, 'system', 'test', '{}', $3)`,
    [agencyId, subject, g.clock.now()],
  )

describe('after a restore into another cluster', () => {
  it('goes on behind what was sealed there and behind what was not, and finds a change in either', async () => {
    await record('sealed long ago')
    await sealAll()
    await restored('with a number that is still to come')
    await restored('another')
    await beginEras(g.database)
    await beginEras(g.database)
    await record('new')
    expect(await sealAll()).toBe(3)
    await record('newer')
    expect([await sealAll(), await verify()]).toEqual([1, expect.objectContaining({ intact: true, sealed: 5 })])
  })

  it('leaves a database alone that was not restored', async () => {
    await record('a')
    await beginEras(g.database)
    expect(await g.database.query('SELECT 1 FROM eras WHERE agency_id = $1', [agencyId])).toEqual([])
  })
})

describe('sealing', () => {
  it('chains every fact once, in sequence without gaps, for each agency by itself', async () => {
    const other = await g.agency()
    for (const subject of ['a', 'b', 'c']) {
      await record(subject)
      await record(subject, other)
    }
    expect(await verify()).toMatchObject({ intact: true, sealed: 0 })
    expect([await sealAll(), await seal(), await sealAll(other)]).toEqual([3, 0, 3])
    await record('d')
    expect([await sealAll(), await verify(), await verify(other)]).toEqual([
      1,
      { intact: true, sealed: 4, head: expect.stringMatching(/^[0-9a-f]{64}$/) },
      { intact: true, sealed: 3, head: expect.stringMatching(/^[0-9a-f]{64}$/) },
    ])
  })

  it('waits for a transaction that began before, so that nothing is committed into the sealed past', async () => {
    let open: () => void = () => {}
    let begun: () => void = () => {}
    const gate = new Promise<void>((resolve) => {
      open = resolve
    })
    const started = new Promise<void>((resolve) => {
      begun = resolve
    })
    const slow = g.database.transaction('slow', async (sql) => {
      await g.facts.record(sql, [aFact(agencyId, g.clock.now(), { subject: 'early' })])
      begun()
      await gate
    })
    await started
    await record('late')
    expect(await seal()).toBe(0)
    open()
    await slow
    expect(await sealAll()).toBe(2)
    const order = await g.database.query(
      'SELECT f.subject FROM seals s JOIN facts f ON f.agency_id = s.agency_id AND f.id = s.fact_id WHERE s.agency_id = $1 ORDER BY s.seq',
      [agencyId],
    )
    expect(order).toEqual([{ subject: 'early' }, { subject: 'late' }])
    expect(await verify()).toMatchObject({ intact: true, sealed: 2 })
  })

  it('leaves no gap and no fork while writers overlap and several sealers work at once', async () => {
    const WRITERS = 6
    const EACH = 12
    let working = WRITERS
    const writer = async (n: number): Promise<void> => {
      for (let i = 0; i < EACH; i += 1) {
        const rollsBack = (n + i) % 5 === 0
        await g.database
          .transaction('write', async (sql) => {
            await g.facts.record(sql, [aFact(agencyId, g.clock.now(), { subject: `${n}-${i}a` })])
            for (let wait = (n * 7 + i * 3) % 9; wait > 0; wait -= 1) await tick()
            await g.facts.record(sql, [aFact(agencyId, g.clock.now(), { subject: `${n}-${i}b` })])
            if (rollsBack) throw new Error('rolled back')
          })
          .catch((error: Error) => expect(error.message).toBe('rolled back'))
      }
      working -= 1
    }
    const sealer = async (): Promise<void> => {
      while (working > 0) await seal()
    }
    await Promise.all([...Array.from({ length: WRITERS }, (_, n) => writer(n)), sealer(), sealer(), sealer()])
    await sealAll()
    const [{ n: facts } = { n: -1 }] = await g.database.query<{ n: number }>(
      'SELECT count(*) AS n FROM facts WHERE agency_id = $1',
      [agencyId],
    )
    const seqs = await g.database.query<{ seq: number }>('SELECT seq FROM seals WHERE agency_id = $1 ORDER BY seq', [
      agencyId,
    ])
    expect(seqs.map(({ seq }) => seq)).toEqual(Array.from({ length: facts }, (_, n) => n + 1))
    expect(await verify()).toMatchObject({ intact: true, sealed: facts })
  })

  it('seals and verifies more than one page', async () => {
    await g.database.transaction('many', (sql) =>
      g.facts.record(
        sql,
        Array.from({ length: 4_300 }, (_, n) => aFact(agencyId, g.clock.now(), { subject: `${n}` })),
      ),
    )
    expect(await sealAll()).toBe(4_300)
    expect(await verify()).toMatchObject({ intact: true, sealed: 4_300 })
  })
})

describe('facts and seals', () => {
  it.each(['facts', 'seals'])('are append-only: %s are neither changed nor taken away', async (table) => {
    await record('a')
    await sealAll()
    for (const statement of [
      `UPDATE ${table} SET agency_id = agency_id`,
      `DELETE FROM ${table}`,
      `TRUNCATE ${table}`,
      `TRUNCATE ${table} CASCADE`,
    ]) {
      await expect(g.database.query(statement)).rejects.toThrow(`${table} is append-only`)
    }
  })
})

describe('with the append-only triggers out of the way, the chain finds', () => {
  beforeAll(async () => {
    await g.database.query('ALTER TABLE facts DISABLE TRIGGER facts_are_append_only')
    await g.database.query('ALTER TABLE seals DISABLE TRIGGER seals_are_append_only')
  })

  const FACTS = 7
  /** A sealed chain of an agency of its own; returns the facts in the order of their seals. */
  async function chain(): Promise<{ id: number }[]> {
    agencyId = await g.agency()
    for (let n = 0; n < FACTS; n += 1) {
      const data = { text: `sealed ${n}`, amount: 100 + n, flag: n % 2 === 0, list: ['a', 'b'] }
      await g.database.transaction('record', (sql) =>
        g.facts.record(sql, [aFact(agencyId, g.clock.now(), { name: 'delivery.sent', subject: `subject-${n}`, data })]),
      )
      g.clock.advance(1_234)
    }
    await sealAll()
    expect(await verify()).toMatchObject({ intact: true, sealed: FACTS })
    return g.database.query('SELECT fact_id AS id FROM seals WHERE agency_id = $1 ORDER BY seq', [agencyId])
  }

  /** `$1` and `$2` are agency and fact, `$3` is where. */
  const TEXT = (column: string) =>
    `${column} = overlay(${column} placing (CASE substr(${column}, 1 + $3 % length(${column}), 1) WHEN 'x' THEN 'y' ELSE 'x' END)
       from 1 + $3 % length(${column}) for 1)`
  const CHANGES: Record<string, string> = {
    name: TEXT('name'),
    subject: TEXT('subject'),
    actor_kind: TEXT('actor_kind'),
    actor_id: TEXT('actor_id'),
    'a text in data': `data = jsonb_set(data, '{text}', to_jsonb(overlay(data->>'text' placing 'Z' from 1 + $3 % 8 for 1)))`,
    'a number in data': `data = jsonb_set(data, '{amount}', to_jsonb((data->>'amount')::int + 1 + $3))`,
    'a number’s writing': `data = jsonb_set(data, '{amount}', ((data->>'amount') || '.' || repeat('0', 1 + $3 % 4))::jsonb)`,
    'a flag in data': `data = jsonb_set(data, '{flag}', to_jsonb(NOT (data->>'flag')::bool)) || jsonb_build_object('n', $3::int)`,
    'a list in data': `data = jsonb_set(data, '{list}', '["b", "a"]') || jsonb_build_object('n', $3::int)`,
    'one more key': `data = data || jsonb_build_object('more', $3::int)`,
    at: `at = at + (1 + $3) * interval '1 millisecond'`,
    id: 'id = id + 1000000 + $3',
    xid: `xid = ((xid::text)::bigint + 1 + $3)::text::xid8`,
    agency_id: `agency_id = ('00000000-0000-4000-8000-' || lpad($3::text, 12, '0'))::uuid`,
  }

  it('any changed place of any column of a sealed fact, and names it', async () => {
    const facts = await chain()
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...Object.entries(CHANGES)),
        fc.nat({ max: FACTS - 1 }),
        fc.nat({ max: 40 }),
        async ([, change], index, place) => {
          const factId = facts[index]?.id ?? 0
          const undo = new Error('undo')
          await g.database
            .transaction('tamper', async (sql) => {
              await sql.query(`UPDATE facts SET ${change} WHERE agency_id = $1 AND id = $2`, [agencyId, factId, place])
              expect(await verifyChain(sql, agencyId)).toMatchObject({ intact: false, seq: index + 1, factId })
              throw undo
            })
            .catch((error) => {
              if (error !== undo) throw error
            })
        },
      ),
      { numRuns: 250 },
    )
    expect(await verify()).toMatchObject({ intact: true })
  })

  it.each(['canonical', 'prev_hash', 'hash', 'fact_id', 'fact_xid', 'seq'])(
    'a changed %s of a seal',
    async (column) => {
      await chain()
      const changes: Record<string, string> = {
        canonical: `canonical = replace(canonical, 'sent', 'Sent')`,
        prev_hash: 'prev_hash = set_byte(prev_hash, 31, get_byte(prev_hash, 31) # 1)',
        hash: 'hash = set_byte(hash, 0, get_byte(hash, 0) # 128)',
        fact_id: 'fact_id = fact_id + 1000000',
        fact_xid: `fact_xid = '1'`,
        seq: 'seq = seq + 1000',
      }
      await g.database.query(`UPDATE seals SET ${changes[column]} WHERE agency_id = $1 AND seq = 3`, [agencyId])
      const verdict = await verify()
      expect(verdict).toMatchObject({ intact: false, seq: column === 'seq' ? 4 : 3 })
    },
  )

  it('a fact taken away, at the beginning, in the middle and at the end', async () => {
    for (const index of [0, 3, FACTS - 1]) {
      const facts = await chain()
      await g.database.query('DELETE FROM facts WHERE agency_id = $1 AND id = $2', [agencyId, facts[index]?.id])
      expect(await verify()).toMatchObject({ seq: index + 1, factId: facts[index]?.id, problem: 'its fact is gone' })
    }
  })

  it('a fact taken away together with its seal', async () => {
    const facts = await chain()
    await g.database.query('DELETE FROM facts WHERE agency_id = $1 AND id = $2', [agencyId, facts[2]?.id])
    await g.database.query('DELETE FROM seals WHERE agency_id = $1 AND seq = 3', [agencyId])
    expect(await verify()).toMatchObject({ intact: false, seq: 4, problem: 'the sequence has a gap before it' })
  })

  it('a fact written into the past, and names it', async () => {
    const facts = await chain()
    await g.database.query(
      `INSERT INTO facts SELECT agency_id, 999999999, xid, 'forged', subject, actor_kind, actor_id, data, at
       FROM facts WHERE agency_id = $1 AND id = $2`,
      [agencyId, facts[2]?.id],
    )
    expect(await verify()).toMatchObject({ intact: false, factId: 999999999 })
  })
})
