import { describe, expect, it } from 'vitest'
import { judge } from '../judge.ts'
import type { Behind, Category } from '../verdict.ts'

const NONE = { forbiddenWords: [], escalationTriggers: [] }
const categories = (text: string, behind?: Behind) =>
  judge(text, 'edit', NONE, behind).findings.map(({ category }) => category)

/** Each in English, then French, Spanish, German, Italian, Portuguese. */
const FOUND: Partial<Record<Category, string[]>> = {
  'false-identity': [
    "i'm really human, no bot here",
    "i'm not a bot, silly",
    'I promise I am a real person, not a bot.',
    "it's really me typing",
    'i write every message myself',
    "no agency here, it's just me",
    "i'm n0t a b0t",
    'Je suis bien réelle, promis',
    "c'est vraiment moi",
    'no soy un bot, soy real',
    'ich bin kein Bot',
    'ich schreibe alles selbst',
    'non sono un robot',
    'não sou um robô, sou eu mesma',
  ],
  guilt: [
    'if you really loved me you would unlock it',
    'after everything i did for you',
    "i'd be so sad if you don't",
    "don't you love me anymore?",
    'you never buy anything',
    'all the other guys already bought it',
    "si tu m'aimais vraiment",
    'ya no me quieres',
    'sei nicht so geizig',
    'non deludermi',
    'vou ficar triste se não comprar',
  ],
  'false-scarcity': [
    'only today',
    "it's yours, but only for today!",
    "it's the last one",
    'last chance, babe',
    'only 3 left',
    'before it’s gone',
    'this offer ends tonight',
    "i'm deleting it tonight",
    '0nly t0day',
    'dernière chance',
    'solo hoy',
    'nur noch heute',
    'solo per oggi',
    'só hoje, amor',
  ],
  'promised-discount': [
    '20% off for you',
    "i'll give you a discount",
    'half price',
    'a special price for you',
    "i'll make you a deal",
    'je te fais un prix',
    'te hago descuento',
    'zum halben Preis',
    'ti faccio lo sconto',
    'te dou desconto',
  ],
  'promised-refund': [
    "i'll refund you",
    "you'll get your money back",
    'money back guarantee',
    'je te rembourse demain',
    'te devuelvo el dinero',
    'du bekommst dein Geld zurück',
    'ti rimborso subito',
    'vou te reembolsar',
  ],
  'promised-meeting': [
    'we will meet one day',
    "i'll come visit you in May",
    "when i'm in Berlin, we can meet",
    'je viendrai te voir',
    'iré a verte',
    'ich komme dich besuchen',
    'verrò a trovarti',
    'vou te visitar',
  ],
}

/** Money, with no price behind it. */
const AMOUNTS = [
  'it is $15',
  'only 15$',
  'US$ 15 for all of it',
  '15 bucks and it is yours',
  'fifteen dollars',
  'twenty-five bucks',
  'f1fteen dollars',
  '15€',
  '15,50 €',
  'EUR 15',
  'quinze euros',
  'vingt et un euros',
  'veinticinco euros',
  'fünfzehn Euro',
  'fuenfundzwanzig euro',
  'venticinque euro',
  'vinte e cinco reais',
  'R$ 25',
  '£20',
  'twenty quid',
  'unlock it for 15.',
  '1.500 euros',
  '１５€',
]

const INNOCENT = [
  'a team helps with the messages here, and a person reads and approves each one',
  "i'm only human",
  "i'm real tired today",
  'let me show you the real me',
  "it's me again, did you sleep well?",
  'my computer is slow today',
  'are you a real fan of the sea?',
  'hey, you are really sweet',
  'if you like the beach, you will like this one',
  'i was sad when it rained',
  "i'd love to hear how it went",
  'tell me what you like',
  'only today did i see your message',
  'today was long',
  'the last one i posted was from the coast',
  'this is the last one of the set',
  'that last one stayed with me all night',
  'hurry home and tell me about it',
  'there is a second part that nobody has seen yet',
  'no discounts this time, i am afraid that is not how it works here',
  'i can not promise anything about the payment, the platform looks at it',
  'pleased to meet you',
  'i keep this online only',
  'see you tomorrow on here',
  'i met a friend for dinner',
  'i lost 15 pounds last year',
  'thank you for the $20 tip',
  'merci pour les 20 euros',
  'danke für die zwanzig Euro',
  'chapter 15 of my book',
  'i ran 15 km in 2 hours',
  'there are 24 photos in it',
  'at 9:30 on channel 5',
  '100% yes',
  'je suis contente que tu sois là',
  "c'est moi qui ai choisi la robe",
  'hoy fui a la playa',
  'última vez que fui al mar',
  'heute war ich am Meer',
  'das letzte Bild war von gestern',
  'oggi sono stata al mare',
  'hoje fui à praia',
  'a última foto é da praia',
]

const priced = (minor: number, currency = 'USD'): Behind => ({ price: { minor, currency }, offer: false })

describe('the rules for what our side says', () => {
  for (const [category, texts] of Object.entries(FOUND)) {
    it(`find ${category} in six languages, disguised as well, and never hold it against a fan`, () => {
      for (const text of texts) {
        expect(categories(text), text).toContain(category)
        const ofFan = judge(text, 'fan', NONE).findings.map((finding) => finding.category)
        expect(ofFan, text).not.toContain(category)
      }
    })
  }

  it('find every amount that no price stands behind, as it is usually written, and name its place', () => {
    for (const text of AMOUNTS) expect(categories(text), text).toContain('named-amount')
    const { findings } = judge('yours for fifteen dollars, ok', 'draft', NONE, priced(2_400))
    expect(findings.map(({ rule, matched, start }) => [rule, matched, start])).toEqual([
      ['named-amount', 'fifteen dollars', 10],
    ])
  })

  it('let the price of the reply be named in any spelling, and no other amount or currency', () => {
    for (const text of ['$24', '24 dollars', 'twenty-four bucks', '24.00 USD', '24$'])
      expect(categories(`it is ${text}`, priced(2_400)), text).toEqual([])
    for (const text of ['$15', '24 €', '24.50 dollars', 'fourteen dollars', '$2,400', 'for free'])
      expect(categories(`it is ${text}`, priced(2_400)), text).toEqual(['named-amount'])
    expect(categories('quinze euros', priced(1_500, 'EUR'))).toEqual([])
    expect(categories('¥2,400', priced(2_400, 'JPY'))).toEqual([])
    expect(categories('this one is for free')).toEqual([])
  })

  it('let an offer with an end and a discount be said where one goes with the reply', () => {
    const offered: Behind = { price: null, offer: true }
    expect(categories('20% off, only today', offered)).toEqual([])
    expect(categories('20% off, only today')).toEqual(['promised-discount', 'false-scarcity'])
  })

  it('stay quiet on innocent sentences of six languages', () => {
    for (const text of INNOCENT) expect(judge(text, 'draft', NONE).findings, text).toEqual([])
  })
})
