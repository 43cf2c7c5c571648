import type { Category, Level, Stage } from './verdict.ts'

const CATEGORY: Record<Category, string> = {
  minor: 'Possible minor',
  coercion: 'Force or no consent',
  'self-harm': 'Self-harm',
  threat: 'Threat',
  doxxing: 'Private life',
  'account-compromise': 'Access to an account',
  'off-platform-payment': 'Payment outside the platform',
  'off-platform-contact': 'Contact outside the platform',
  'meet-up': 'Meeting',
  'vulnerable-spender': 'Should not be sold to now',
  prohibited: 'Not allowed on the platform',
  'legal-request': 'Data or legal request',
  'refund-dispute': 'Refund or dispute',
  identity: 'Who writes',
  'staff-harassment': 'Abuse',
  'custom-content': 'Made to order, or outside boundaries',
  'prompt-injection': 'Order to a model',
  'false-identity': 'False claim about who writes',
  guilt: 'Guilt',
  'false-scarcity': 'False scarcity',
  'promised-discount': 'Discount without an offer',
  'promised-refund': 'Promise of a refund',
  'promised-meeting': 'Promise of a meeting',
  'named-amount': 'Amount that is not the price',
  'forbidden-word': 'Word never used',
  'agency-trigger': 'Word that calls a manager',
}

const STAGE: Record<Stage, string> = {
  fan: 'Written by a fan',
  draft: 'As a draft',
  edit: 'As an edit',
  final: 'Before it leaves',
}

const OF_FAN: Record<0 | Level, string> = {
  4: 'no draft, the fan is frozen, an admin is called',
  3: 'no draft of a model, a manager acts',
  2: 'a fixed template where there is one, a manager approves',
  1: 'drafted, with a warning',
  0: 'drafted as usual',
}

/** Sentences about guardrails that operators read. */
export const words = {
  category: (category: Category) => CATEGORY[category],
  stage: (stage: Stage) => STAGE[stage],
  consequence: (stage: Stage, level: 0 | Level) => {
    const said = level === 0 ? '' : `level ${level}: `
    if (stage === 'fan') return `${said}${OF_FAN[level]}`
    if (level < 2) return `${said}passes`
    const what = { draft: 'thrown away and written anew', edit: 'not approved', final: 'not approved, not sent' }
    return `${said}${what[stage]}`
  },
  builtInStay: 'The built-in rules stay on.',
  page: (creator: string, page: number, of: number) =>
    `${creator}: page ${page} of ${of}, each stored when it is sent.`,
  tooLong: (label: string) => `${label}: too many for a form, they stay as they are.`,
  bad: (message: string) => `This can’t be stored: ${message}.`,
  badValue: (label: string, typed: string, from: string, to: string) =>
    typed === ''
      ? `${label} is needed: ${from} to ${to}.`
      : `${label}: “${typed}” is not allowed. Allowed: ${from} to ${to}.`,
  badRule: (label: string, typed: string, rule: string) =>
    `${label}: ${typed === '' ? 'empty' : `“${typed}”`} is not allowed: ${rule}.`,
  badEntry: (label: string, entry: string) =>
    `${label}: “${entry.slice(0, 30)}${entry.length > 30 ? '…' : ''}” is not allowed. Allowed: 500 entries of 1 to 100 characters.`,
  changedBy: (name: string | null) =>
    `${name ? `Changed by ${name}` : 'Changed'} meanwhile. Nothing of yours was stored: look at it again.`,
  openAgain: 'Open again…',
  edit: 'Edit…',
  creatorGone: 'This creator is not there any more.',
  stored: (creator: string, version: number) => `${creator}: guardrails version ${version} hold from now on.`,
  title: (creator: string) => `Guardrails · ${creator}`,
  summary: (creator: string) => `The guardrails of ${creator}.`,
  version: (version: number) => (version === 0 ? 'as they come, nothing set yet' : `version ${version}`),
  rules: (count: number) => `${count} built-in rules, always on`,
  none: 'none',
  yesNo: (yes: boolean) => (yes ? 'yes' : 'no'),
  more: (count: number) => `and ${count} more`,
  changedTitle: (creator: string) => `Guardrails changed · ${creator}`,
  changedSummary: (creator: string, by: string | null) => `${by ?? 'Somebody'} changed the guardrails of ${creator}.`,
  listChanged: (added: number, removed: number) =>
    [...(added > 0 ? [`${added} added`] : []), ...(removed > 0 ? [`${removed} removed`] : [])].join(', '),
  byWhom: (name: string | null, version: number) => `${name ?? 'somebody'}, version ${version}`,
  test: 'Guardrail test',
  testSummary: (level: number) => (level === 0 ? 'Nothing was found.' : `Found: level ${level}.`),
  testFailed: 'The check could not run: nothing with this text would be drafted, approved or sent.',
  nothingFound: 'No rule finds anything in it, at none of the four points.',
  found: (rule: string, level: number, from: number, to: number) =>
    ` · level ${level} · rule ${rule} · characters ${from} to ${to}`,
  readAs: (matched: string, form: string) => (matched === form ? `“${matched}”` : `“${matched}”, read as “${form}”`),
  at: (stages: readonly Stage[]) => (stages.length === 4 ? 'at all four points' : stages.map(lower).join(', ')),
  unfit: (matched: string, category: Category, rule: string) =>
    `“${matched}” is never said to a fan (${CATEGORY[category]}, rule ${rule}); allowed is what a reply may say, and /guardrails test shows it`,
  unfitUnchecked: 'the check could not run, and nothing is stored unchecked',
  ownWords: 'the words of all creators are in it',
}

const lower = (stage: Stage): string => STAGE[stage].charAt(0).toLowerCase() + STAGE[stage].slice(1)
