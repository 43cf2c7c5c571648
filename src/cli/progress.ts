/** Hears how far a piece of work is. */
export interface Progress {
  /** Begins a bar with a name, for so many bytes. Returns what hears of each piece, and what ends it. */
  begin(name: string, bytes: number): { add(bytes: number): void; end(): void }
}

interface Output {
  isTTY?: boolean
  columns?: number
  write(text: string): unknown
}

const WIDTH = 30
const EVERY_PERCENT = 1

/** A bar on a terminal, drawn anew at each percent; nothing where nobody looks. */
export function progressOn(output: Output): Progress {
  return {
    begin(name, bytes) {
      if (output.isTTY !== true) return { add() {}, end() {} }
      let read = 0
      let shown = -1
      const room = Math.max(10, (output.columns ?? 80) - WIDTH - 10)
      const draw = (percent: number) => {
        shown = percent
        const full = Math.round((percent / 100) * WIDTH)
        const bar = `${'█'.repeat(full)}${'░'.repeat(WIDTH - full)}`
        output.write(`\r${bar} ${String(percent).padStart(3)} %  ${name.slice(0, room)}`)
      }
      draw(0)
      return {
        add(more) {
          read += more
          const percent = Math.min(100, Math.floor((read / Math.max(1, bytes)) * 100))
          if (percent - shown >= EVERY_PERCENT) draw(percent)
        },
        // The answer begins on a clean line.
        end: () => void output.write('\r\u001b[2K'),
      }
    },
  }
}
