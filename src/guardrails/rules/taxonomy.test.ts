import { describe, expect, it } from 'vitest'
import { judge } from '../judge.ts'
import type { Category } from '../verdict.ts'

const NONE = { forbiddenWords: [], escalationTriggers: [] }
const found = (text: string) => judge(text, 'fan', NONE).findings.map(({ category }) => category)

/** Each category in English twice, then in French, Spanish, German, Italian and Portuguese. */
const FOUND: Partial<Record<Category, string[]>> = {
  threat: [
    'i know where you live',
    'send me 500 or i will leak it',
    "i'll kill you",
    'i k1ll you? no, i will k1ll you',
    'je sais où tu habites',
    'sé dónde vives',
    'ich weiß, wo du wohnst',
    'so dove abiti',
    'sei onde moras',
  ],
  doxxing: [
    "what's your real name",
    'i did a reverse image search',
    'c’est quoi ton vrai nom',
    'dime tu nombre real',
    'sag mir deinen echten Namen',
    'dimmi il tuo vero nome',
    'qual é seu nome verdadeiro',
  ],
  'account-compromise': [
    'send me the verification code',
    'what is your password',
    'this is onlyfans support',
    'donne ton mot de passe',
    'dame tu contraseña',
    'gib mir dein Passwort',
    'dammi la tua password',
    'me passa sua senha',
  ],
  'vulnerable-spender': [
    "i'm in debt",
    "i can't pay my rent",
    "i'm so drunk",
    "j'ai des dettes",
    'estoy borracho',
    'ich bin betrunken',
    'sono pieno di debiti',
    'estou endividado',
  ],
  prohibited: [
    'incest',
    'sell me some cocaine',
    'where to buy a gun',
    'la zoophilie',
    'comprar drogas',
    'Drogen kaufen',
    'comprare cocaina',
    'documentos falsos',
  ],
  'legal-request': [
    'delete my data',
    "i'm going to the police",
    'my lawyer will write to you',
    'supprime mes données',
    'borra mis datos',
    'lösch meine Daten',
    'cancella i miei dati',
    'apaga meus dados',
  ],
  'staff-harassment': [
    'you stupid bitch',
    'go to hell',
    'sale pute',
    'puta de mierda',
    'du Hurensohn',
    'vaffanculo',
    'sua vagabunda',
  ],
  'custom-content': [
    'can i get a custom video',
    'make me a video where you dance',
    'une vidéo personnalisée',
    'un video personalizado',
    'ein Video nur für mich',
    'un video su misura',
    'um vídeo personalizado',
  ],
}

const AMBIGUOUS = ['you look so young', 'teen', 'after school', 'my homework', 'barely legal', 'schoolgirl outfit']

const EVERYDAY = [
  'i will find you something nice',
  "i'm broken hearted",
  'this dress is killing me',
  'that link is broken',
  'my cousin is getting married',
  'i work as a police officer',
  'my lawyer friend came by',
  "i'm high on life",
  'i owe you one',
  'what is your favourite name for a cat',
  'can you send a video of the beach',
  'my password manager broke',
  'i love your video',
  'young at heart',
  'coke or pepsi',
  'the court is free for tennis',
  'i hate mondays',
  "j'ai acheté une nouvelle voiture",
  'je suis devant la télé',
  'quel est ton film préféré',
  'je travaille demain matin',
  'estoy en un hotel por trabajo',
  'mi perro está loco por ti',
  'te quiero mucho, guapa',
  'de golpe empezó a llover',
  'ich bin gerade im Hotel',
  'ich freue mich auf dein neues Video',
  'mein Name ist Peter',
  'sono in un hotel per lavoro',
  'ti voglio bene',
  'sto guardando un film',
  'estou com saudades',
  'o meu nome é Pedro',
  'vou te mandar uma foto do jantar',
]

describe('the categories of the safety table', () => {
  for (const [category, texts] of Object.entries(FOUND)) {
    it(`find ${category} in six languages`, () => {
      for (const text of texts) expect(found(text), text).toContain(category)
    })
  }

  it('hand ambiguous words about age to a person, at level 2, and freeze nobody', () => {
    for (const text of AMBIGUOUS) {
      const { level, findings } = judge(text, 'fan', NONE)
      expect([level, findings[0]?.rule], text).toEqual([2, 'age-ambiguous'])
    }
  })

  it('stay quiet on everyday sentences of six languages', () => {
    for (const text of EVERYDAY) expect(judge(text, 'fan', NONE).findings, text).toEqual([])
  })
})
