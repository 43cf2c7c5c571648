import { describe, expect, it } from 'vitest'
import { exampleEnv } from './config.ts'
import { houseFiles } from './house/files.ts'
import { PLACES } from './house/places.ts'
import { lengths, SHAPE } from './house/shape.ts'
import { TESTING } from './house/testing-rules.ts'

const files = houseFiles()
const rules = [...SHAPE, ...PLACES, ...TESTING]

describe('the house', () => {
  it.each(rules.map(({ holds, breaches }) => [holds, breaches] as const))('%s', (_, breaches) => {
    expect(breaches(files)).toEqual([])
  })

  it.each(
    rules.flatMap(({ holds, breaches, brokenBy }) =>
      brokenBy.map((file) => [file.path, holds, breaches, file] as const),
    ),
  )('a change in %s is noticed that breaks: %s', (_path, _holds, breaches, file) => {
    expect(breaches([file])).not.toEqual([])
  })

  it('reads the whole project, and says how long its files are', () => {
    const { median, ninetieth, count } = lengths(files)
    console.log(`${count} product files: median ${median} lines, 90th percentile ${ninetieth}`)
    expect(count).toBeGreaterThan(200)
  })

  it('says in .env.example what src/config.ts reads (write it anew with npm test -- -u src/house.test.ts)', async () => {
    await expect(exampleEnv()).toMatchFileSnapshot('../.env.example')
  })
})
