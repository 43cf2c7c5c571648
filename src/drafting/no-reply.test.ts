import { describe, expect, it } from 'vitest'
import { aGathered } from './gathered.fixtures.ts'
import { needsNoReply } from './no-reply.ts'

const AT = new Date('2026-11-20T13:00:00Z')
function answerTo(ours: string | null, ...texts: string[]): boolean {
  const message = { id: 'm', externalId: 'e', seq: null, at: AT, deliveryId: null, deleted: false }
  const history = ours === null ? [] : [{ ...message, direction: 'outbound' as const, text: ours }]
  return needsNoReply(aGathered(texts, { history }))
}

describe('a turn needs no answer', () => {
  it.each([
    'ok',
    'OK!',
    'okay',
    '👍',
    '❤️❤️',
    'haha',
    'thank you 🙏',
    'merci',
    'ありがとう',
    '',
    '\u200b',
    'lol 😂',
    'gn',
  ])('when it only nods to what was said: %j', (text) => expect(answerTo('Sleep well.', text)).toBe(true))

  it.each([
    'ok, and the new set?',
    'ok i will pay',
    'thanks but no',
    '18',
    'k?',
    'help',
    'hahaha i want to die',
    'oko',
  ])('but not when it says more: %j', (text) => expect(answerTo('Sleep well.', text)).toBe(false))

  it('but a nod to a question is an answer, and the first sign of a fan a greeting', () => {
    expect(answerTo('Want me to send it over?', 'ok')).toBe(false)
    expect(answerTo('你想要吗？', '👍')).toBe(false)
    expect(answerTo(null, '👍')).toBe(false)
  })

  it('when all of several messages nod, and not when one doesn’t', () => {
    expect(answerTo('Sleep well.', 'ok', '😘')).toBe(true)
    expect(answerTo('Sleep well.', 'ok', 'what are you doing tomorrow')).toBe(false)
  })
})
