import { normalForm } from './normal-form.ts'

/**
 * An agency's word or phrase as sources of `pattern`: as it is written and as what its digits and symbols look like, so
 * that "b00k" on a list finds both. None for an entry that would match everywhere. A stretched entry stays stretched.
 */
export function wordSource(entry: string): string[] {
  const { readings } = normalForm(entry.trim())
  const longest = Math.max(...readings.map(({ text }) => text.length))
  return readings
    .filter(({ text }) => text.length === longest && text.trim() !== '')
    .map(({ text }) => {
      const source = text
        .trim()
        .replace(/ +/g, ' ')
        .replace(/[\^$\\.*+?()[\]{}|/]/g, '\\$&')
      // A number hung on a word doesn't make another word of it.
      return /\p{L}$/u.test(source) ? `${source}[0-9]{0,6}` : source
    })
}
