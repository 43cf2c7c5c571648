import type { Diagram } from '../charts/index.ts'
import type { Card, CardNode, Line, Row, Span } from '../desk/index.ts'
import { type Described, describeAction, describeCondition, describeTrigger, type FlowNames } from './describe-step.ts'
import { words } from './desk-words.ts'
import type { Flow } from './flow.ts'
import { graphOf } from './flow-graph.ts'
import type { Step } from './step.ts'
import { isStop, type Told, tellFlow } from './tell-flow.ts'

/** A list with more rows is leafed through; a flow is seen at once, so its lines then stand in two lists. */
const ROWS_IN_ONE = 8
const COLOURS = { trigger: 2, condition: 1, action: 0, wait: 3 } as const

/** A flow as a card: what it does line by line, branches indented, and drawn where the desk can draw. Pure; no buttons. */
export function flowCard(flow: Flow, names: FlowNames): Card {
  const rows = rowsOf(flow, names)
  const begins = rows.findIndex(({ begins }) => !begins)
  const lists = rows.length <= ROWS_IN_ONE || begins < 1 ? [rows] : [rows.slice(0, begins), rows.slice(begins)]
  const { name, status, description } = flow
  return {
    tone: status === 'active' ? 'done' : 'quiet',
    title: words.card.title(name, status),
    summary: words.card.summary(name, status),
    body: [
      ...(description === '' ? [] : [{ kind: 'text' as const, line: description }]),
      ...lists.map((part): CardNode => ({ kind: 'list', rows: part.map(({ row }) => row) })),
      { kind: 'diagram', diagram: flowDiagram(flow, names) },
      { kind: 'context', items: boundsOf(flow, names) },
    ],
  }
}

/** A step in words. */
export const describeStep = (step: Step, names: FlowNames): Described => {
  if (step.type === 'trigger') return describeTrigger(step.config)
  if (step.type === 'action') return describeAction(step.config, names)
  return { head: words.if, text: describeCondition(step.config.if, names) }
}

function rowsOf(flow: Flow, names: FlowNames): { row: Row; begins: boolean }[] {
  const told = tellFlow(flow)
  return told.flatMap((each, n) => {
    if (isSaidByBranches(told[n - 1], each, told[n + 1])) return []
    const begins = each.what.kind === 'step' && each.what.step.type === 'trigger'
    return [{ row: rowOf(each, names), begins }]
  })
}

/** “Wait for an answer”, and below it “answered:” and “no answer:” say what the step between them asks. */
function isSaidByBranches(before: Told | undefined, { what }: Told, after: Told | undefined): boolean {
  if (what.kind !== 'step' || what.step.type !== 'condition' || after?.branch?.of.id !== what.step.id) return false
  const flag = flagOf(what.step)
  if (before?.what.kind !== 'step' || before.what.step.type !== 'action') return false
  const { config } = before.what.step
  return config.do === 'wait' && config.for !== undefined && flag?.field === FLAGS[config.for]
}

const FLAGS = { answer: 'run.answered', purchase: 'run.bought' } as const

/** What a step asks where it asks for one flag alone. */
function flagOf({ config }: Extract<Step, { type: 'condition' }>): { field: string; value: boolean } | null {
  const asked = config.if
  return 'field' in asked && typeof asked.value === 'boolean' ? { field: asked.field, value: asked.value } : null
}

function rowOf({ depth, branch, what }: Told, names: FlowNames): Row {
  const prefix = branch === null ? [] : [`${branchWord(branch)}: `]
  const indent = depth === 0 ? {} : { indent: depth === 1 ? (1 as const) : (2 as const) }
  if (what.kind === 'ends') return { line: [...prefix, { strong: words.ends }], ...indent }
  if (what.kind === 'goes-on') {
    const said = what.back ? words.backTo(what.to.name) : words.goesOn(what.to.name)
    return { line: [...prefix, said], ...indent }
  }
  const { head, text, soft } = describeStep(what.step, names)
  const line: Span[] = [...prefix, { strong: prefix.length > 0 ? head.toLowerCase() : head }, ` ${text}`]
  return { line, ...indent, ...(soft !== undefined && { soft: `“${soft}”` }) }
}

function branchWord({ of, holds }: NonNullable<Told['branch']>): string {
  const flag = flagOf(of)
  if (!flag) return words[holds]
  return words.flag(flag.field, flag.value === (holds === 'yes'))
}

/** How often, for whom and when not. */
function boundsOf({ caps, quietHours, stopWhen, creators, priority, version }: Flow, names: FlowNames): Line[] {
  const said = words.card
  const who = creators.map((id) => names.creators.get(id) ?? said.creatorGone)
  return [
    who.length === 0 ? said.everyCreator : said.creators(who),
    ...(stopWhen.length === 0 ? [] : [said.stops(stopWhen)]),
    said.entries(caps.entriesPerDay),
    said.again(caps.fanEveryDays),
    ...(quietHours === null ? [] : [said.quiet(quietHours.from, quietHours.until)]),
    ...(priority === 0 ? [] : [said.priority(priority)]),
    said.version(version),
  ]
}

/** A flow as boxes and the ways between them, in the order in which it is told. */
export function flowDiagram(flow: Flow, names: FlowNames): Diagram {
  const graph = graphOf(flow.steps)
  const steps = tellFlow(flow).flatMap(({ what }) => (what.kind === 'step' ? [what.step] : []))
  const drafts = steps.filter((step) => step.type === 'action' && step.config.do === 'send_message').length
  return {
    title: words.card.diagram,
    finding: words.card.finding(steps.length, drafts),
    boxes: steps.map((step) => {
      const { head, text } = describeStep(step, names)
      const waits = step.type === 'action' && step.config.do === 'wait'
      return { id: step.id, head, text, colour: COLOURS[waits ? 'wait' : step.type], ...(waits && { dashed: true }) }
    }),
    ways: steps.flatMap((step) => {
      const from = step.id
      const branches = graph.branches.get(from)
      if (!branches) return [{ from, to: isStop(step) ? null : (graph.next.get(from) ?? null) }]
      return [
        { from, to: branches.then, text: words.yes },
        { from, to: branches.otherwise, text: words.no },
      ]
    }),
  }
}
