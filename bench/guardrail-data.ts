import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const MESSAGE_LENGTH = 300

/** The texts of science.md's "Guardrail matching"; null when BENCH_DATA doesn't say where they are. */
export function readGuardrailData() {
  const folder = process.env.BENCH_DATA
  const from = [join(folder ?? '', 'guardrails'), folder ?? ''].find((path) => existsSync(join(path, 'evasions.csv')))
  if (folder === undefined || from === undefined) return null
  const lines = (path: string): string[] =>
    readFileSync(path, 'utf8')
      .split(/\r?\n/)
      .filter((line) => line !== '')
  const evasions = lines(join(from, 'evasions.csv')).slice(1).map(evasionOf)
  const clean = lines(join(from, 'clean_text.txt'))
  const dictionary = existsSync('/usr/share/dict/words') ? lines('/usr/share/dict/words') : []
  return {
    evasions,
    words: [...new Set(evasions.map(({ word }) => word))],
    innocent: lines(join(from, 'innocent.txt')),
    clean,
    dictionary: dictionary.length > 0 ? dictionary : [...new Set(clean.join(' ').match(/[A-Za-z]+/g) ?? [])],
    lookAlikes: lines(join(from, 'tr39_to_ascii.csv')).slice(1).map(lookAlikeOf),
    messages: cut(clean.join(' ')),
  }
}

/** `word,transform,"…"`: the third cell is a text in JSON, once or twice over. */
function evasionOf(line: string): { word: string; transform: string; text: string } {
  const [word = '', transform = ''] = line.split(',', 2)
  const once: unknown = JSON.parse(line.slice(word.length + transform.length + 2))
  const text = String(once)
  return { word, transform, text: text.startsWith('"') ? String(JSON.parse(text)) : text }
}

function lookAlikeOf(line: string): { look: string; ascii: string } {
  const [code = '', ascii = ''] = line.split(',')
  return { look: String.fromCodePoint(Number.parseInt(code.slice(2), 16)), ascii: ascii.toLowerCase() }
}

function cut(text: string): string[] {
  const messages: string[] = []
  for (let at = 0; at + MESSAGE_LENGTH <= text.length; at += MESSAGE_LENGTH)
    messages.push(text.slice(at, at + MESSAGE_LENGTH))
  return messages
}
