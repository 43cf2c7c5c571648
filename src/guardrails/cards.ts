import type { Creator } from '../agency/index.ts'
import { actionId, type Card, type Line, type Row } from '../desk/index.ts'
import { formatMoney } from '../kernel/money.ts'
import { words } from './desk-words.ts'
import { FIELDS, PAGES, timeOf } from './forms.ts'
import { judge } from './judge.ts'
import { RULES } from './rules/index.ts'
import type { Guardrails } from './store.ts'
import { type Finding, type GuardrailLists, type Level, STAGES, type Stage } from './verdict.ts'

const ASKED = PAGES.flatMap((page) => FIELDS[page])
/** Of a long list so many entries are shown. */
const ENTRIES_SHOWN = 12

/** What holds for a creator, beside the built-in rules. */
export function showCard({ id, name, currency }: Creator, rules: Guardrails): Card {
  const rows = ASKED.map(
    (asked): Row => ({ line: [{ strong: asked.label }, ` · ${shownValue(rules, asked, currency)}`] }),
  )
  return {
    tone: 'info',
    title: words.title(name),
    summary: words.summary(name),
    body: [
      { kind: 'list', rows },
      { kind: 'actions', buttons: [{ action: actionId(PAGES[0], id, rules.version), label: words.edit, main: true }] },
      { kind: 'context', items: [words.version(rules.version), words.rules(RULES.length)] },
    ],
  }
}

type Asked = (typeof ASKED)[number]

function shownValue(rules: Guardrails, { id, as }: Asked, currency: string): string {
  const value = rules[id]
  if (Array.isArray(value)) {
    const more = value.length > ENTRIES_SHOWN ? [words.more(value.length - ENTRIES_SHOWN)] : []
    return value.length === 0 ? words.none : [...value.slice(0, ENTRIES_SHOWN), ...more].join(', ')
  }
  if (value === null) return words.none
  if (typeof value === 'boolean') return words.yesNo(value)
  if (as === 'time') return timeOf(value)
  return as === 'money' ? formatMoney({ minor: Number(value), currency }) : Number(value).toLocaleString('en')
}

export interface Change {
  now: Guardrails
  before: Guardrails
  byName: string | null
}

/** The public line of a changed setting: what it was and is, of words only how many. Null when nothing changed. */
export function changeCard({ name, currency }: Creator, { now, before, byName }: Change): Card | null {
  const items = ASKED.flatMap((asked): Line[] => {
    const line = changed(asked, now, before, currency)
    return line === null ? [] : [[{ strong: asked.label }, ` ${line}`]]
  })
  if (items.length === 0) return null
  const by = words.byWhom(byName, now.version)
  return {
    tone: 'quiet',
    title: words.changedTitle(name),
    summary: words.changedSummary(name, byName),
    body: [{ kind: 'context', items: [...items, by] }],
  }
}

function changed(asked: Asked, now: Guardrails, before: Guardrails, currency: string): string | null {
  const [is, was] = [now[asked.id], before[asked.id]]
  if (!Array.isArray(is) || !Array.isArray(was)) {
    return is === was ? null : `${shownValue(before, asked, currency)} → ${shownValue(now, asked, currency)}`
  }
  const added = is.filter((entry) => !was.includes(entry)).length
  const removed = was.filter((entry) => !is.includes(entry)).length
  return added + removed === 0 ? null : words.listChanged(added, removed)
}

/** Explains a verdict: what was found where and by which rule, and what would happen at each of the four points. */
export function testCard(text: string, lists: GuardrailLists): Card {
  const quote = { kind: 'quote' as const, by: 'note' as const, text }
  try {
    const verdicts = STAGES.map((stage) => ({ stage, ...judge(text, stage, lists) }))
    const highest = Math.max(...verdicts.map(({ level }) => level)) as 0 | Level
    const fields = verdicts.map(({ stage, level }) => ({
      label: words.stage(stage),
      value: words.consequence(stage, level),
    }))
    const rows = rowsOf(verdicts)
    return {
      tone: highest >= 3 ? 'stop' : highest > 0 ? 'warn' : 'info',
      title: words.test,
      summary: words.testSummary(highest),
      body: [
        quote,
        { kind: 'fields', fields },
        rows.length > 0 ? { kind: 'list', rows } : { kind: 'text', line: words.nothingFound },
        { kind: 'context', items: [words.ownWords] },
      ],
    }
  } catch {
    const body: Card['body'] = [quote, { kind: 'text', tone: 'warn', line: words.testFailed }]
    return { tone: 'stop', title: words.test, summary: words.testFailed, body }
  }
}

/** One row for each place and rule, with the points at which it counts. */
function rowsOf(verdicts: readonly { stage: Stage; findings: Finding[] }[]): Row[] {
  const rows = new Map<string, { finding: Finding; stages: Stage[] }>()
  for (const { stage, findings } of verdicts) {
    for (const finding of findings) {
      const key = `${finding.rule} ${finding.start} ${finding.end}`
      const known = rows.get(key)
      if (!known) rows.set(key, { finding, stages: [stage] })
      else if (!known.stages.includes(stage)) known.stages.push(stage)
    }
  }
  return [...rows.values()].map(({ finding, stages }): Row => {
    const { category, level, rule, start, end, matched, form } = finding
    return {
      line: [{ strong: words.category(category) }, words.found(rule, level, start + 1, end)],
      soft: `${words.readAs(matched, form)} · ${words.at(stages)}`,
    }
  })
}
