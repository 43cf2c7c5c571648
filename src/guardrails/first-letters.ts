/** Letters below 128 are themselves, all others are one, and the end of a text is one too. */
const OTHER = 128
const END = 129
const WIDTH = 130

/** What the strings that a part of a pattern matches begin with: nothing, one letter and then the end, two letters. */
interface Beginnings {
  empty: boolean
  one: ReadonlySet<number>
  two: ReadonlySet<number>
}

const NONE: ReadonlySet<number> = new Set()
const EMPTY: Beginnings = { empty: true, one: NONE, two: NONE }
const NOTHING: Beginnings = { empty: false, one: NONE, two: NONE }
const of = (letters: ReadonlySet<number>): Beginnings => ({ empty: false, one: letters, two: NONE })

const letterOf = (code: number): number => (code < OTHER ? code : OTHER)
const ALL: ReadonlySet<number> = new Set(Array.from({ length: WIDTH - 1 }, (_, letter) => letter))

/**
 * Which two letters a match of this regular expression can begin with, as a table over `letterPair`. It may name pairs with
 * which nothing begins, and leaves out none: what looks around is read as if it always held. Of the syntax that the rules
 * are written in; throws a `SyntaxError` on any other.
 */
export function firstLetters(source: string): Uint8Array {
  const { empty, one, two } = new Reader(source).whole()
  const table = new Uint8Array(WIDTH * WIDTH)
  if (empty) return table.fill(1)
  for (const pair of two) table[pair] = 1
  for (const letter of one) table.fill(1, letter * WIDTH, (letter + 1) * WIDTH)
  return table
}

/** The place in the table for what stands at `at`. */
export function letterPair(text: string, at: number): number {
  const next = at + 1 < text.length ? letterOf(text.charCodeAt(at + 1)) : END
  return letterOf(text.charCodeAt(at)) * WIDTH + next
}

function either(a: Beginnings, b: Beginnings): Beginnings {
  return { empty: a.empty || b.empty, one: union(a.one, b.one), two: union(a.two, b.two) }
}

function union(a: ReadonlySet<number>, b: ReadonlySet<number>): ReadonlySet<number> {
  if (a.size === 0) return b
  return b.size === 0 ? a : new Set([...a, ...b])
}

function then(a: Beginnings, b: Beginnings): Beginnings {
  if (b === EMPTY || isSure(a)) return a
  if (a === EMPTY) return b
  const two = new Set([...a.two, ...(a.empty ? b.two : NONE)])
  const seconds = new Set([...b.one, ...[...b.two].map((pair) => Math.floor(pair / WIDTH))])
  for (const first of a.one) for (const second of seconds) two.add(first * WIDTH + second)
  return { empty: a.empty && b.empty, one: union(b.empty ? a.one : NONE, a.empty ? b.one : NONE), two }
}

/** Two letters are known whatever follows. */
const isSure = ({ empty, one }: Beginnings): boolean => !empty && one.size === 0

/** Two letters are all that is asked for, so two repetitions are as many as any. */
function repeated(part: Beginnings, least: number, most: number): Beginnings {
  const [from, to] = [Math.min(least, 2), Math.min(most, 2)]
  const known = repetitions.get(part) ?? new Map<string, Beginnings>()
  repetitions.set(part, known)
  return remembered(known, `${from} ${to}`, () => {
    const times = [EMPTY, part, to > 1 ? then(part, part) : NOTHING]
    return times.slice(from, to + 1).reduce(either, NOTHING)
  })
}

/** The rules have the same few classes thousands of times: what stands between two words is one. */
const classes = new Map<string, Beginnings>()
const repetitions = new WeakMap<Beginnings, Map<string, Beginnings>>()

function remembered<K>(known: Map<K, Beginnings>, key: K, make: () => Beginnings): Beginnings {
  const made = known.get(key) ?? make()
  known.set(key, made)
  return made
}

const CLASSES: Record<string, string> = { d: '0-9', w: 'a-zA-Z0-9_', s: ' \\t\\n\\r' }
const LOOKS = ['(?=', '(?!', '(?<=', '(?<!']

class Reader {
  readonly #source: string
  #at = 0

  constructor(source: string) {
    this.#source = source
  }

  whole(): Beginnings {
    const all = this.#alternatives()
    if (this.#at < this.#source.length)
      throw new SyntaxError(`“${this.#source.slice(this.#at, this.#at + 20)}” is not read`)
    return all
  }

  #takes(text: string): boolean {
    if (!this.#source.startsWith(text, this.#at)) return false
    this.#at += text.length
    return true
  }

  #match(expression: RegExp): RegExpExecArray | null {
    expression.lastIndex = this.#at
    const found = expression.exec(this.#source)
    if (found) this.#at += found[0].length
    return found
  }

  #alternatives(): Beginnings {
    let all = this.#sequence()
    while (this.#takes('|')) all = either(all, this.#sequence())
    return all
  }

  #sequence(): Beginnings {
    const parts: Beginnings[] = []
    while (this.#at < this.#source.length && !/[|)]/.test(this.#source[this.#at] ?? '')) parts.push(this.#repeatable())
    return parts.reduce(then, EMPTY)
  }

  #repeatable(): Beginnings {
    const part = this.#part()
    const [sign, least = '', comma, most = ''] = this.#match(/(?:[?*+]|\{(\d+)(,)?(\d*)\})\??/y) ?? []
    if (sign === undefined) return part
    if (sign.startsWith('?')) return repeated(part, 0, 1)
    if (sign.startsWith('*')) return repeated(part, 0, 2)
    if (sign.startsWith('+')) return repeated(part, 1, 2)
    return repeated(part, Number(least), comma === undefined ? Number(least) : Number(most || 2))
  }

  #part(): Beginnings {
    if (LOOKS.some((look) => this.#takes(look))) {
      this.#pass()
      return EMPTY
    }
    if (this.#takes('(?:') || this.#takes('(')) return this.#group()
    if (this.#takes('^') || this.#takes('$') || this.#takes('\\b')) return EMPTY
    if (this.#takes('.')) return of(ALL)
    const list = this.#match(/\[(\^?)((?:\\.|[^\]])*)\]/y)
    if (list) return remembered(classes, list[0], () => of(lettersIn(list[2] ?? '', list[1] === '^')))
    const [escaped] = this.#match(/\\(?:u[0-9a-f]{4}|.)/y) ?? []
    if (escaped) return of(lettersIn(escaped, false))
    const code = this.#source.charCodeAt(this.#at)
    this.#at += 1
    return of(new Set([letterOf(code)]))
  }

  /** Goes past a group that nothing begins with. */
  #pass(): void {
    for (let open = 1; open > 0; ) {
      const [piece] = this.#match(/\\[\s\S]|\[(?:\\.|[^\]])*\]|[()]|[^\\[()]+/y) ?? []
      if (piece === undefined) throw new SyntaxError('a group is not closed')
      if (piece === '(') open += 1
      if (piece === ')') open -= 1
    }
  }

  #group(): Beginnings {
    const inside = this.#alternatives()
    if (!this.#takes(')')) throw new SyntaxError('a group is not closed')
    return inside
  }
}

/** The letters of a class; of one that is turned around, whatever isn't surely outside. */
function lettersIn(inside: string, not: boolean): ReadonlySet<number> {
  const written = inside.replace(/\\([dws])/g, (_, name: string) => CLASSES[name] ?? '')
  const codes = [...written.matchAll(/\\u([0-9a-f]{4})|\\([tnr])|\\(.)|([\s\S])/gi)].map(
    ([all, hex, control, escaped]) => {
      if (hex) return Number.parseInt(hex, 16)
      if (control) return { t: 9, n: 10, r: 13 }[control] ?? 0
      return { dash: all === '-', code: (escaped ?? all).charCodeAt(0) }
    },
  )
  const codeAt = (at: number): number => {
    const one = codes[at]
    return typeof one === 'number' ? one : (one?.code ?? 0)
  }
  const letters = new Set<number>()
  for (let at = 0; at < codes.length; at += 1) {
    const dash = codes[at + 1]
    const isRange = typeof dash === 'object' && dash.dash && at + 2 < codes.length
    const to = isRange ? codeAt(at + 2) : codeAt(at)
    for (let code = codeAt(at); code <= Math.min(to, OTHER); code += 1) letters.add(letterOf(code))
    if (to >= OTHER) letters.add(OTHER)
    if (isRange) at += 2
  }
  return not ? new Set([...ALL].filter((letter) => letter === OTHER || !letters.has(letter))) : letters
}
