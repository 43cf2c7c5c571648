import fc from 'fast-check'
import { expect, it } from 'vitest'
import { addStep, moveStep, newStepId, type Place, removeStep } from './edit-steps.ts'
import { aFlow, arbFlow } from './fixtures.ts'
import { parseFlow } from './flow.ts'
import { graphOf, leadsTo } from './flow-graph.ts'
import type { Step } from './step.ts'

const notice = (id: string): Step => ({ id, type: 'action', name: 'Told', config: { do: 'notify', text: 'Look' } })
const shape = (steps: readonly Step[]) => {
  const graph = graphOf(steps)
  return new Map(
    steps.map((step) => [
      step.id,
      { config: step.config, leads: graph.branches.get(step.id) ?? graph.next.get(step.id) },
    ]),
  )
}
const ways = (steps: readonly Step[], id: string) => {
  const graph = graphOf(steps)
  return steps.filter((step) => leadsTo(graph, step.id).includes(id)).map((step) => step.id)
}

it('a step added anywhere in any flow is on its way, leads where its place led, and taken out again leaves the flow as it was', () => {
  fc.assert(
    fc.property(arbFlow, fc.nat(), fc.boolean(), (flow, at, no) => {
      const { steps } = flow
      const below = steps[at % steps.length] as Step
      const branch = no && below.type === 'condition' ? 'otherwise' : 'next'
      const place: Place = { after: below.id, branch }
      const id = newStepId(steps, 'notify')
      const added = addStep(steps, place, notice(id))
      expect(parseFlow({ ...flow, steps: added })).toMatchObject({ ok: true })
      expect(ways(added, id)).toContain(below.id)
      expect(shape(removeStep(added, id))).toEqual(shape(steps))
    }),
    { numRuns: 300 },
  )
})

it('a step moved up and down again is where it was, and no move loses a step or changes what one does', () => {
  fc.assert(
    fc.property(arbFlow, fc.nat(), ({ steps }, at) => {
      const { id } = steps[at % steps.length] as Step
      const moved = moveStep(steps, id, 'up')
      fc.pre(moved !== null)
      if (!moved) return
      const configs = (all: readonly Step[]) => new Map(all.map((step) => [step.id, step.config]))
      expect(configs(moved)).toEqual(configs(steps))
      // Where several ways come together on it, they all lead to what came before it now.
      const graph = graphOf(steps)
      const [prior, ...others] = ways(steps, id)
      const isPlain =
        others.length === 0 && graph.next.get(prior ?? '') === id && !leadsTo(graph, id).includes(prior ?? '')
      if (isPlain) expect(shape(moveStep(moved, id, 'down') ?? [])).toEqual(shape(steps))
    }),
    { numRuns: 300 },
  )
})

it('a condition taken out leaves the way that held, a first step is the first for every beginning, and ids are new', () => {
  const { steps } = aFlow()
  expect(removeStep(steps, 'answered').map(({ id }) => id)).toEqual(['begin', 'hello', 'pause', 'again'])
  const two = addStep(steps, 'begin', { id: 'too', type: 'trigger', name: 'Or', config: { on: 'offer_ignored' } })
  expect(ways(addStep(two, { after: 'too', branch: 'next' }, notice('first')), 'first')).toEqual(['begin', 'too'])
  expect(newStepId([notice('add-tag'), notice('add-tag-2')], 'add_tag')).toBe('add-tag-3')
})

it('only a step that another leads to moves up, only one that leads on moves down, and a beginning stays', () => {
  const { steps } = aFlow()
  expect(moveStep(steps, 'hello', 'up')).toBeNull()
  expect(moveStep(steps, 'again', 'down')).toBeNull()
  expect(moveStep(steps, 'begin', 'down')).toBeNull()
  expect(moveStep(steps, 'pause', 'up')?.map(({ id }) => id)).toEqual(['begin', 'pause', 'hello', 'answered', 'again'])
})
