import type { Answer } from '../desk/index.ts'
import type { ApprovalsDeps } from './hold-draft.ts'
import type { DraftView } from './view-draft.ts'
import { words } from './words.ts'

export type FormAnswer = Extract<Answer, { kind: 'form' }>

/**
 * The form of an edit again, with a snippet put into what was typed. It approves nothing: the person reads the text as it is
 * now and sends the form once more, and then it is judged like any edit. `again` draws the form with notes under its fields.
 */
export async function putSnippet(
  { drafting }: ApprovalsDeps,
  view: DraftView,
  { text, name }: { text: string; name: string },
  again: (notes: Record<string, string>) => Promise<FormAnswer>,
): Promise<FormAnswer> {
  const chosen = (await drafting.snippets(view.draft.agencyId, view)).find((each) => each.name === name)
  if (!chosen) return { ...(await again({ snippet: words.snippetGone(name) })), put: { snippet: '' } }
  if (text.includes(chosen.text)) return { ...(await again({ text: words.snippetThere(name) })), put: { snippet: '' } }
  const put = { text: withSnippet(text, chosen.text, view.creator.disclosureLine), snippet: '' }
  return { ...(await again({ text: words.snippetPutIn(name) })), put }
}

/** At the end of what was typed, and before the line that ends every reply. */
function withSnippet(text: string, snippet: string, disclosure: string | null): string {
  const whole = text.trimEnd()
  if (disclosure === null || !whole.endsWith(disclosure)) return whole === '' ? snippet : `${whole}\n${snippet}`
  const before = whole.slice(0, -disclosure.length).trimEnd()
  return `${before === '' ? '' : `${before}\n`}${snippet}\n\n${disclosure}`
}
