import { createMatcher, type Matcher } from './match/matcher.ts'
import { normalForm, type Span } from './normal-form.ts'
import { findInPacks } from './packs/index.ts'
import { outermost } from './pattern.ts'
import { RULES } from './rules/index.ts'
import {
  type Behind,
  type Category,
  type Finding,
  type GuardrailLists,
  type Level,
  NOTHING_BEHIND,
  type Stage,
  type Verdict,
} from './verdict.ts'

interface Source {
  rule: string
  category: Category
  level: Level
}

const FORBIDDEN_WORD: Source = { rule: 'forbidden-word', category: 'forbidden-word', level: 3 }
const AGENCY_TRIGGER: Source = { rule: 'agency-trigger', category: 'agency-trigger', level: 2 }
const OUTSIDE_BOUNDARY: Source = { rule: 'outside-boundary', category: 'custom-content', level: 2 }

/**
 * Judges one text at one stage: every built-in rule of that stage with its words in other languages, then the agency's lists. The level is the highest of
 * the findings, so that nothing in a list can lower it. `behind` is what the reply comes with: without it, nothing does. Time is linear in the text for any content.
 */
export function judge(text: string, stage: Stage, lists: GuardrailLists, behind: Behind = NOTHING_BEHIND): Verdict {
  const normal = normalForm(text)
  const inPacks = findInPacks(normal)
  const findings: Finding[] = []
  for (const { id, category, level, stages, unless, find } of RULES) {
    if (!stages.includes(stage) || unless?.(behind)) continue
    const spans = outermost([...find(normal, behind), ...(id === category ? (inPacks.get(category) ?? []) : [])])
    findings.push(...findingsOf(text, { rule: id, category, level }, spans))
  }
  for (const [words, source] of listsAt(stage, lists)) {
    const spans = words.length > 0 ? outermost(matcherOf(words).find(text)) : []
    const turnsDown = source === OUTSIDE_BOUNDARY && stage !== 'fan'
    findings.push(
      ...findingsOf(text, source, turnsDown ? spans.filter(({ start }) => !isTurnedDown(text, start)) : spans),
    )
  }
  findings.sort((a, b) => a.start - b.start || b.end - a.end)
  const level =
    ([4, 3, 2, 1] as const).find((candidate) => findings.some((finding) => finding.level === candidate)) ?? 0
  return { level, findings }
}

/** The agency's lists that are held against a text of this stage. */
function listsAt(stage: Stage, lists: GuardrailLists): [readonly string[], Source][] {
  const own: [readonly string[], Source] =
    stage === 'fan' ? [lists.escalationTriggers, AGENCY_TRIGGER] : [lists.forbiddenWords, FORBIDDEN_WORD]
  return [own, [lists.outsideBoundaries ?? [], OUTSIDE_BOUNDARY]]
}

/** "I don't do …", in six languages: a no shortly before, in the same clause. */
const NO =
  /(?<![\p{L}])(?:do(?:es)?n['’]?t|do not|won['’]?t|will not|can['’]?t|cannot|never|no|not|ne|n['’]|pas(?! de (?:souci|problème))|jamais|nunca|nicht|kein\w*|nie|niemals|non|mai|não|nao)(?![\p{L}])[^.!?,;:\n]{0,30}$/iu

const isTurnedDown = (text: string, start: number): boolean => NO.test(text.slice(Math.max(0, start - 45), start))

function findingsOf(text: string, source: Source, spans: Span[]): Finding[] {
  return spans.map(({ start, end, form }) => ({ ...source, start, end, form, matched: text.slice(start, end) }))
}

/** A list is compiled once for as long as the array lives. */
const compiled = new WeakMap<readonly string[], Matcher>()

function matcherOf(words: readonly string[]): Matcher {
  const known = compiled.get(words)
  if (known) return known
  const made = createMatcher(words)
  compiled.set(words, made)
  return made
}
