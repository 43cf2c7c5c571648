import type { CardNode, Row } from '../desk/index.ts'
import type { AlarmCount, countOverrules } from './alarm-store.ts'
import { words as said } from './desk-words.ts'
import { words } from './report-words.ts'
import { type Category, STAGES } from './verdict.ts'

/** As many rows as every desk shows in one list. */
const ROWS_MAX = 8

type Overrules = Awaited<ReturnType<typeof countOverrules>>

/** What the rules found, by category and point, how often each was right, and who overruled them; nothing where none did. Pure. */
export function reportBody(alarms: readonly AlarmCount[], overrules: Overrules): CardNode[] {
  const total = sum(alarms, 'count')
  if (total + overrules.length === 0) return []
  const overruled = overrules.reduce((all, { cards }) => all + cards, 0)
  const fields = [
    { label: words.caught, value: total.toLocaleString('en') },
    { label: words.confirmed, value: sum(alarms, 'confirmed').toLocaleString('en') },
    { label: words.overruled, value: overruled.toLocaleString('en') },
    { label: words.wrong, value: sum(alarms, 'wrong').toLocaleString('en') },
  ]
  return [
    { kind: 'fields', fields },
    ...list(words.byCategory, byCategory(alarms)),
    ...list(words.precision, byRule(alarms)),
    ...list(
      words.byWhom,
      overrules.map(({ name, cards, highest }) => ({
        line: [{ strong: name }, ` · ${words.overruledBy(cards, highest)}`],
      })),
    ),
    { kind: 'context', items: [words.how] },
  ]
}

type Figure = 'count' | 'confirmed' | 'wrong'
const sum = (alarms: readonly AlarmCount[], figure: Figure): number =>
  alarms.reduce((all, alarm) => all + alarm[figure], 0)

/** The most frequent first. */
function grouped<K extends 'category' | 'rule'>(
  alarms: readonly AlarmCount[],
  key: K,
): [AlarmCount[K], AlarmCount[]][] {
  const groups = new Map<AlarmCount[K], AlarmCount[]>()
  for (const alarm of alarms) groups.set(alarm[key], [...(groups.get(alarm[key]) ?? []), alarm])
  return [...groups].toSorted(([, a], [, b]) => sum(b, 'count') - sum(a, 'count'))
}

function byCategory(alarms: readonly AlarmCount[]): Row[] {
  return grouped(alarms, 'category').map(([category, its]): Row => {
    const at = STAGES.flatMap((stage) => {
      const count = sum(
        its.filter((alarm) => alarm.stage === stage),
        'count',
      )
      return count > 0 ? [words.at(stage, count)] : []
    })
    return { line: [{ strong: said.category(category as Category) }, ` · ${at.join(', ')}`] }
  })
}

/** Precision: confirmed of those that somebody judged. */
function byRule(alarms: readonly AlarmCount[]): Row[] {
  return grouped(alarms, 'rule').map(
    ([rule, its]): Row => ({
      line: [{ strong: rule }, ` · ${words.right(sum(its, 'confirmed'), sum(its, 'wrong'))}`],
    }),
  )
}

function list(head: string, rows: Row[]): CardNode[] {
  if (rows.length === 0) return []
  const more = rows.length > ROWS_MAX ? [{ line: words.others(rows.length - ROWS_MAX + 1) }] : []
  return [{ kind: 'list', head, rows: [...rows.slice(0, more.length > 0 ? ROWS_MAX - 1 : ROWS_MAX), ...more] }]
}
