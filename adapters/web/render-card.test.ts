import { describe, expect, test } from 'vitest'
import { GALLERY } from '../../src/desk/gallery.ts'
import type { Card, CardNode, Tone } from '../../src/desk/index.ts'
import { escapeHtml, html } from './html.ts'
import { renderCard, renderNode, SCROLL_FROM } from './render-card.ts'
import { safeHref, utcFallback, visibleWords } from './render-line.ts'

const node = (each: CardNode) => String(renderNode(each))
const card = (more: Partial<Card>) => String(renderCard({ tone: 'open', title: 'T', summary: 'S', body: [], ...more }))
const AT = new Date('2026-11-20T14:07:00Z')

describe('the html template', () => {
  test('escapes every hole, also inside attributes and lists', () => {
    const hostile = `"'><script>&\``
    expect(String(html`<i title="${hostile}">${[hostile, 3, null, false]}</i>`)).toBe(
      `<i title="${escapeHtml(hostile)}">${escapeHtml(hostile)}3</i>`,
    )
  })

  test('refuses a look-alike of its own result rather than trusting it', () => {
    const fake = { toString: () => '<script>' } as unknown as string
    expect(() => String(html`${fake}`)).toThrow()
  })
})

describe('a quote', () => {
  test('is text in its own direction, with newlines kept and bidi controls hidden', () => {
    const drawn = node({ kind: 'quote', by: 'fan', text: 'a\r\n\u202eb\u2069\u0000 <b>' })
    expect(drawn).toContain('<blockquote dir="auto" class="words"><bdi>a\nb &lt;b&gt;</bdi></blockquote>')
  })

  test('keeps joiners, so that emoji families and Persian stay whole', () => {
    expect(visibleWords('👩‍👧 می‌خواهم')).toBe('👩‍👧 می‌خواهم')
  })

  test('of a reply is never cut nor put in a scrolling box, however long', () => {
    const text = 'x'.repeat(1_500)
    const drawn = node({ kind: 'quote', by: 'reply', text })
    expect(drawn).toContain(text)
    expect(drawn).not.toContain('scrolls')
  })

  test('of a fan scrolls above the limit and not at it, and is whole in both cases', () => {
    const at = 'y'.repeat(SCROLL_FROM)
    expect(node({ kind: 'quote', by: 'fan', text: at })).not.toContain('scrolls')
    const past = node({ kind: 'quote', by: 'fan', text: `${at}z` })
    expect(past).toContain(`${at}z`)
    expect(past).toContain('class="words scrolls" tabindex="0" role="region"')
  })

  test('shows its label apart from its words', () => {
    expect(node({ kind: 'quote', by: 'note', label: 'Translation', text: 'hi' })).toContain(
      '<figcaption>Translation</figcaption>',
    )
  })
})

describe('our lines', () => {
  test('draw strong words, times and links, and escape all of them', () => {
    const drawn = node({
      kind: 'text',
      line: ['<b>', { strong: '<i>' }, { at: AT, as: 'time' }, { link: '<u>', href: 'https://example.com/?a&b' }],
    })
    expect(drawn).toContain('&lt;b&gt;<strong>&lt;i&gt;</strong>')
    expect(drawn).toContain('<time datetime="2026-11-20T14:07:00.000Z" data-as="time">14:07 UTC</time>')
    expect(drawn).toContain(
      'href="https://example.com/?a&amp;b" target="_blank" rel="noopener noreferrer">&lt;u&gt;</a>',
    )
  })

  test('make no link of an address that could run a script or leave silently', () => {
    for (const href of ['javascript:alert(1)', ' https://a.b', 'data:text/html,x', '//evil.example', '/\\evil.example'])
      expect(safeHref(href)).toBeNull()
    expect(node({ kind: 'text', line: { link: 'x', href: 'javascript:alert(1)' } })).toBe('<p class="text">x</p>')
  })

  test('say a time in UTC until the browser says it in its own zone', () => {
    expect(utcFallback(AT, 'time')).toBe('14:07 UTC')
    expect(utcFallback(AT, 'day')).toBe('20 Nov')
    expect(utcFallback(AT, 'ago')).toBe('20 Nov, 14:07 UTC')
  })
})

describe('the other nodes', () => {
  test('context joins its items with a dot', () => {
    expect(node({ kind: 'context', items: ['a', 'b'] })).toBe('<p class="context">a<span class="dot"> · </span>b</p>')
  })

  test('fields are a description list', () => {
    expect(node({ kind: 'fields', fields: [{ label: 'Spent', value: { strong: '$1' } }] })).toBe(
      '<dl class="fields"><div><dt>Spent</dt><dd><strong>$1</strong></dd></div></dl>',
    )
  })

  test('a meter says its word to a screen reader and stays within its bounds', () => {
    const drawn = node({ kind: 'meter', label: 'Will buy', share: 0.62, word: '62%' })
    expect(drawn).toContain('role="meter" aria-label="Will buy"')
    expect(drawn).toContain('aria-valuenow="0.620" aria-valuetext="62%"')
    expect(node({ kind: 'meter', label: 'x', share: 7, word: 'all' })).toContain('aria-valuenow="1.000"')
    expect(node({ kind: 'meter', label: 'x', share: Number.NaN, word: '?' })).toContain('aria-valuenow="0.000"')
  })

  test('a list is ordered when it says so, and keeps marks, indents, soft lines and buttons', () => {
    const drawn = node({
      kind: 'list',
      head: 'Oldest',
      ordered: true,
      rows: [{ line: 'one', soft: 'two', mark: '⚠️', indent: 2, button: { action: 'open|a|1', label: 'Open' } }],
    })
    expect(drawn).toContain('<ol class="rows"><li class="row indent-2">')
    for (const part of ['Oldest', 'one', 'two', '⚠️', 'data-action="open|a|1"']) expect(drawn).toContain(part)
    expect(node({ kind: 'list', rows: [{ line: 'x' }] })).toContain('<ul class="rows">')
  })

  test('toned text carries its tone as a class and its meaning in the words', () => {
    expect(node({ kind: 'text', tone: 'warn', line: 'Low confidence.' })).toBe(
      '<p class="text toned tone-warn">Low confidence.</p>',
    )
  })
})

describe('buttons', () => {
  test('are real buttons that carry their action, the main one marked', () => {
    const drawn = node({ kind: 'actions', buttons: [{ action: 'accept-draft|d1|2', label: 'Accept', main: true }] })
    expect(drawn).toContain('<button type="button" class="button main" data-action="accept-draft|d1|2" data-key="a"')
  })

  test('have a shortcut only where the verb is one of the four', () => {
    const keys = (name: string) =>
      node({ kind: 'actions', buttons: [{ action: `${name}|s|1` as const, label: 'L' }] }).match(/data-key="(.)"/)?.[1]
    expect(['accept-draft', 'edit-draft', 'escalate', 'why-draft'].map(keys)).toEqual(['a', 'e', 'x', 'w'])
    expect(['agree-draft', 'redraft', 'constructor', 'acceptable'].map(keys)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ])
  })

  test('of the menu stand in a details element', () => {
    const drawn = node({ kind: 'actions', buttons: [], menu: [{ action: 'snooze|s|1', label: 'Snooze…' }] })
    expect(drawn).toMatch(/<details class="menu"><summary.*More<\/summary>.*data-action="snooze\|s\|1".*<\/details>/)
  })

  test('with a confirm open a dialog whose own button acts', () => {
    const confirm = { title: 'End', text: 'It stays ended.', yes: 'End offer', no: 'Keep' }
    const drawn = node({ kind: 'actions', buttons: [{ action: 'end-offer|o|1', label: 'End offer', confirm }] })
    expect(drawn).toMatch(
      /data-action="end-offer\|o\|1" data-confirm aria-haspopup="dialog">End offer<\/button><dialog/,
    )
    expect(drawn).toContain(
      '<button type="button" class="button danger" data-action="end-offer|o|1">End offer</button>',
    )
    expect(drawn).toContain('It stays ended.')
  })

  test('with an address are links, unless the address is none to follow', () => {
    const to = (href: string) => node({ kind: 'actions', buttons: [{ action: 'open|s|1', label: 'Open', href }] })
    expect(to('https://example.com/')).toContain('<a class="button" href="https://example.com/"')
    expect(to('javascript:alert(1)')).toContain('<button type="button"')
    expect(to('javascript:alert(1)')).not.toContain('javascript')
  })
})

describe('a card', () => {
  test.each<Tone>(['open', 'info', 'warn', 'stop', 'done', 'quiet'])('shows tone %s as a border', (tone) => {
    expect(card({ tone })).toContain(`class="card tone-${tone}`)
  })

  test('can be focused and says its title and summary to a screen reader', () => {
    const drawn = card({ title: 'Marcus <T>', summary: 'A draft waits.' })
    expect(drawn).toContain('tabindex="0" aria-label="Marcus &lt;T&gt;"')
    expect(drawn).toContain('<p class="unseen">A draft waits.</p>')
  })

  test('shrinks when it is done and has one button, and not when a decision is left', () => {
    const undo: CardNode = { kind: 'actions', buttons: [{ action: 'undo|s|1', label: 'Undo' }] }
    expect(card({ tone: 'done', body: [undo] })).toContain('compact')
    expect(card({ tone: 'open', body: [undo] })).not.toContain('compact')
    expect(card({ tone: 'quiet', body: [undo, undo] })).not.toContain('compact')
  })

  test.each(GALLERY)('of the gallery is drawn: $name', ({ card: sample }) => {
    const drawn = String(renderCard(sample))
    expect(drawn.match(/<article/g)).toHaveLength(1)
    expect(drawn).not.toMatch(/<(script|img|style|iframe)|javascript:[^ ]*"/i)
  })

  test('of hostile words has no element that those words asked for', () => {
    const hostile = GALLERY.find(({ name }) => name === 'Markup of HTML')
    const drawn = hostile === undefined ? '' : String(renderCard(hostile.card))
    expect(drawn).toContain('&lt;/bdi&gt;&lt;/blockquote&gt;&lt;script&gt;alert(1)&lt;/script&gt;')
    expect(drawn).toContain('&amp;lt;b&amp;gt;')
    expect(drawn).not.toContain('onerror="')
  })
})
