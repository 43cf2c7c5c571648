import { creatorsLike, creatorTyped } from '../agency/index.ts'
import { type Card, type CardNode, type CommandDefinition, defineCommand, refused } from '../desk/index.ts'
import { askDraft, MESSAGE_MAX, Question } from './ask-draft.ts'
import type { AskedDraft } from './asked-store.ts'
import type { DraftingDeps } from './gather.ts'
import { words } from './test-words.ts'

/** Within what a desk waits for an answer that it was promised. */
const TIMEOUT_MS = 40_000

/** `/persona test`: what would be drafted for somebody new who writes this. Logged like any draft; no card, nothing sent. */
export function testCommand(deps: DraftingDeps): CommandDefinition {
  const { agencies } = deps
  return defineCommand({
    group: 'persona',
    name: 'test',
    summary: 'What would be drafted for a message; nothing is sent',
    arguments: [
      {
        name: 'creator',
        summary: 'the creator’s name, in quotes when it has blanks',
        required: true,
        suggest: async ({ actor, typed }) => creatorsLike(await agencies.creators(actor.agencyId), typed),
      },
      { name: 'message', summary: 'as a fan might write it, in quotes', required: true },
      { name: 'version', summary: 'a number, as /persona list shows it', required: false },
    ],
    least: 'manager',
    async run({ actor, arguments: given }) {
      const creator = creatorTyped(await agencies.creators(actor.agencyId), given.creator ?? '')
      if (typeof creator === 'string') return refused(creator)
      const question = Question.safeParse({
        creator: creator.id,
        message: given.message ?? '',
        ...(given.version !== undefined && { persona: numberOf(given.version) }),
      })
      if (!question.success) {
        const isVersion = question.error.issues.some(({ path }) => path[0] === 'persona')
        return refused(isVersion ? words.noVersion(creator.name, given.version ?? '') : words.noText(MESSAGE_MAX))
      }
      const asker = { by: { kind: 'operator' as const, id: actor.operatorId }, requestKey: null }
      const answer = await askDraft(deps, actor.agencyId, question.data, asker, AbortSignal.timeout(TIMEOUT_MS))
      if (answer.kind !== 'asked') return refused(words.noVersion(creator.name, given.version ?? ''))
      return { kind: 'panel', card: testCard(creator.name, question.data.message, answer.asked) }
    },
  })
}

/** A version as it may be typed: 7, v7. */
const numberOf = (typed: string): number => Number(typed.trim().replace(/^v/i, '') || 'none')

function testCard(creatorName: string, message: string, asked: AskedDraft): Card {
  const { text, outcome, level, rule, confidence, persona, writer, warning, reasons } = asked
  const reply: CardNode =
    text === null
      ? { kind: 'text', line: outcome === 'ESCALATE' ? words.stopped(level, rule ?? '') : (warning ?? words.none) }
      : { kind: 'quote', by: 'reply', label: outcome === 'ESCALATE' ? words.template : words.draft, text }
  const items = [
    ...(level > 0 && text !== null ? [words.found(level, rule ?? '')] : []),
    ...(confidence === null ? [] : [words.confidence(Math.round(confidence * 100))]),
    words.persona(persona.name, persona.version),
    words.writer(writer),
    words.nothingSent,
  ]
  return {
    tone: level >= 3 ? 'stop' : level > 0 ? 'warn' : 'info',
    title: words.title(creatorName),
    summary: words.summary,
    body: [
      { kind: 'quote', by: 'fan', text: message },
      reply,
      ...(reasons.length > 0 ? [{ kind: 'list' as const, rows: reasons.slice(0, 8).map((line) => ({ line })) }] : []),
      { kind: 'context', items },
    ],
  }
}
