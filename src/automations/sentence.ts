/** A word of a sentence, folded: without accents and case, where it stands in the sentence and among the folded words. */
interface Token {
  word: string
  /** In the sentence as it was written. */
  from: number
  to: number
  /** In `said`. */
  at: number
}

/** A sentence read word by word: what has been understood of it is marked, so that the rest can be told. */
export class Sentence {
  readonly said: string
  readonly #tokens: Token[] = []
  readonly #taken = new Set<Token>()
  readonly #text: string

  constructor(text: string) {
    this.#text = text
    const words: string[] = []
    let at = 0
    for (const found of text.matchAll(/\d+[:.,]\d+|\d+(?=\s?%)|%|[\p{L}\p{N}\p{M}-]+/gu)) {
      const word = fold(found[0])
      if (word === '') continue
      this.#tokens.push({ word, from: found.index, to: found.index + found[0].length, at })
      words.push(word)
      at += word.length + 1
    }
    this.said = words.join(' ')
  }

  /** Whether a pattern is found; every word of it counts as understood. */
  takes(pattern: RegExp): boolean {
    const found = [...this.said.matchAll(new RegExp(pattern, 'g'))]
    for (const match of found) this.take(match.index, match[0].length)
    return found.length > 0
  }

  take(at: number, length: number): void {
    for (const token of this.#tokens)
      if (token.at < at + length && token.at + token.word.length > at) this.#taken.add(token)
  }

  /** A part of what is said, as it was written. */
  written(at: number, length: number): string {
    const its = this.#tokens.filter((token) => token.at < at + length && token.at + token.word.length > at)
    return this.#text.slice(its[0]?.from ?? 0, its.at(-1)?.to ?? 0)
  }

  /** What nothing has taken, as it was written. `trims`: without the words round it that say nothing alone. */
  rest(trims: boolean): string[] {
    const runs: Token[][] = []
    let run: Token[] = []
    for (const token of [...this.#tokens, null]) {
      if (token !== null && !this.#taken.has(token)) run.push(token)
      else if (run.length > 0) run = runs.push(run) > 0 ? [] : run
    }
    return runs.flatMap((each) => {
      const says = each.filter(({ word }) => !trims || !SAYS_NOTHING.has(word))
      const [first, last] = [says[0], says.at(-1)]
      return first && last ? [this.#text.slice(first.from, last.to)] : []
    })
  }
}

const fold = (word: string): string =>
  word === '%'
    ? 'percent'
    : word
        .normalize('NFKD')
        .toLowerCase()
        .replace(/\p{M}+/gu, '')
        .replace(/[^\p{L}\p{N}:.,-]+/gu, '')
        .replace(/^-+|-+$/g, '')

/** Every flow asks for a draft to fans: words that say that, and those that join others. */
const SAYS_NOTHING = new Set(
  [
    'a an the and or but then so to of for from in on at by with as it its is are was were be been has have had do does did',
    'yes if when whenever once since after before until while that which who whoever whom whose this these those there',
    'i we you he she they me us him her them my our your his their somebody someone anybody anyone everybody everyone each',
    'all any some please let make create build new flow automation fan fans subscriber subscribers people client clients',
    'send sends message messages write writes text texts draft drafts ask asks say says tell tells wish remind reminds offer',
    'offers give gives thing things something anything just also only still more up out about into hello hi how who will would should',
    'can could may s t re ll ve d m n qu l j c',
    'le la les un une des du de et ou mais puis ensuite alors a au aux en dans sur sous par pour avec ce cet cette ces',
    'qui que quoi dont ou quand lorsque lorsqu si se sa son ses leur leurs notre nos votre vos mon ma mes il elle ils elles on',
    'nous vous je tu moi toi lui eux est sont etait ete etre avoir ai as ont chaque tout tous toute toutes quelqu quelque ceux',
    'celles celui celle y ne n depuis apres avant jusqu jusque faire fais fait cree creer flux abonne abonnes abonnee',
    'abonnees gens envoie envoyer envoyez ecris ecrire ecrivez message messages mot demande demander dis dire previens',
    'prevenir souhaite souhaiter propose proposer offre offres offrir donne donner quelque chose aussi seulement encore bonjour salut',
  ].flatMap((line) => line.split(' ')),
)
