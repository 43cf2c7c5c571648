import { describe, expect, it } from 'vitest'
import { createMatcher } from './matcher.ts'

const found = (list: string[], text: string) =>
  createMatcher(list)
    .find(text)
    .map(({ index, start, end }) => [list[index], text.slice(start, end)])

describe('the matcher', () => {
  it('says which entry stands where in the original, and what it read there', () => {
    expect(createMatcher(['venmo', 'paypal']).find('on P4yPal, ok')).toEqual([
      { index: 1, start: 3, end: 9, form: 'paypal' },
    ])
  })

  it('sees through every single disguise', () => {
    const disguises = [
      ...[
        'PAYPAL',
        'pAyPaL',
        '"paypal!!"',
        'p4yp4l',
        'p@yp@1',
        'paypaI',
        'p.a.y.p.a.l',
        'p a y p a l',
        'p  a  y  p  a  l',
        'P. A. Y. P. A. L',
      ],
      ...[
        'p💦a💦y💦p💦a💦l',
        'pa\nypal',
        'pay-pal',
        'paaaypalll',
        'ppaayyppaall',
        'раураl',
        'ραyραl',
        'ｐａｙｐａｌ',
        '𝓹𝓪𝔂𝓹𝓪𝓵',
        '🅟🅐🅨🅟🅐🅛',
      ],
      ...[
        '🄿🄰🅈🄿🄰🄻',
        '⒫⒜⒴⒫⒜⒧',
        '🇵\u200b🇦\u200b🇾\u200b🇵\u200b🇦\u200b🇱',
        'ᴘᴀʏᴘᴀʟ',
        'páýpáł',
        'p̶a̶y̶p̶a̶l̶',
        'p*ypal',
        'p*yp*l',
        'p 4 y p 4 l',
        'paypal123',
      ],
      ...['paypals', 'p\u200ba\u00ady\u2060p\ufeffa\u202el', 'p!a!y!p!a!l', '(p)(a)(y)(p)(a)(l)'],
    ]
    for (const text of disguises) expect(found(['paypal'], `so ${text} then`).length, text).toBe(1)
  })

  it('sees through disguises put on one another', () => {
    for (const text of [
      'P 4 Y P 4 L',
      'р.4.у.p.@.l',
      'ｐ*ｙｐａｌ',
      'p\u200b4\u200byyyyp\u200b@l',
      'ppp aaa yyy ppp aaa lll',
    ])
      expect(found(['paypal'], text).length, text).toBe(1)
  })

  it('finds a word split once where both parts are written in digits, and no innocent pair of words', () => {
    const matcher = createMatcher(['moonbeam', 'paypal', 'venmo', 'assets', 'boost'])
    for (const text of ['m00n b3am', 'p4y p@l', 'v3n m0', 'a$5 et5', 'M00N  B3AM!'])
      expect(matcher.find(text).length, text).toBe(1)
    for (const text of [
      'm00n beam',
      'moon beam',
      'pay p4l',
      'as set 5',
      'boo 5t',
      'gr8 l8er',
      'mp3 mp4',
      'h2o co2',
      'b4 me',
    ])
      expect(matcher.find(text), text).toEqual([])
  })

  it('covers the whole disguise with its span', () => {
    expect(found(['paypal'], 'my P a a a Y p á\u0301 l, ok')).toEqual([['paypal', 'P a a a Y p á\u0301 l']])
    expect(found(['tit'], 'tits123!')).toEqual([['tit', 'tits123']])
  })

  it('finds overlapping entries, all of them', () => {
    expect(found(['hot wife', 'wife swap', 'wife'], 'hot wife swap')).toEqual([
      ['hot wife', 'hot wife'],
      ['wife swap', 'wife swap'],
      ['wife', 'wife'],
    ])
  })

  it('finds words of six languages with and without their accents', () => {
    const list = ['mineure', 'collégienne', 'menor de edad', 'minderjährig', 'minorenne', 'criança', 'größe']
    for (const text of [
      'MINEURE',
      'collegienne',
      'coll3gienne',
      'menor  de edad',
      'm3n0r de edad',
      'minderjaehrig',
      'minderjahrig',
      'm i n o r e n n e',
      'crianca',
      'groesse',
      'GRÖSSE',
    ])
      expect(found(list, text).length, text).toBe(1)
  })

  it('finds words of other scripts, where words have no bounds without them', () => {
    expect(found(['ПРИВЕТ'], 'ну привет, друг').length).toBe(1)
    expect(found(['未成年'], '我是未成年人').length).toBe(1)
  })

  it('leaves innocent words, numbers and bounds of words alone', () => {
    const list = [
      'ass',
      'anal',
      'cum',
      'tit',
      'sex',
      'cock',
      'hell',
      'god',
      'as',
      'rape',
      'meth',
      'who',
      'minor',
      'teen',
      'kik',
      'therapist',
    ]
    const texts = [
      ...[
        'class',
        'b a s s',
        'Essex',
        "he'll",
        'good',
        'analysis',
        'document',
        'title',
        'something',
        'drape',
        'fourteen',
        'cum laude',
        'sex education',
      ],
      ...[
        '455 and 717',
        'was sets',
        'the rapist left',
        'pas sex\u0070ress',
        'minor league',
        '(um, yes',
        'hel!',
        'cockpit',
        'gr@ss',
        'J. R. R. Smith',
        '🇺🇸',
      ],
    ]
    for (const text of texts) expect(found(list, text), text).toEqual([])
  })

  it('takes an entry of a number for the number, and signs as they stand', () => {
    expect(found(['420'], 'at 420 ok')).toEqual([['420', '420']])
    expect(found(['420'], 'azo 4200')).toEqual([])
    expect(found(['(x)', '🔞'], 'what (X) is 🔞')).toEqual([
      ['(x)', '(X)'],
      ['🔞', '🔞'],
    ])
    expect(found(['', '  '], 'anything at all')).toEqual([])
  })

  it('forbids all of a fixed expression where the list names it', () => {
    expect(found(['sex education', 'sex'], 'sex education')).toEqual([['sex education', 'sex education']])
  })

  it('ends soon on hostile texts of 5 kB', () => {
    const matcher = createMatcher(['lilililil', 'aaaa', 'paypal', 'a b a b', 'p*l', 'ill'])
    for (const seed of ['a', 'a ', '1!', 'il', 'p a y ', '*', 'a*', 'p*', '\u0301', 'a b ', '🇦', 'I']) {
      expect(matcher.find(seed.repeat(Math.ceil(5_000 / seed.length))).length).toBeGreaterThanOrEqual(0)
    }
  }, 60_000)
})
