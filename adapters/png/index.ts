/**
 * Charts as PNG, for desks that can't draw: the web desk's own SVG, made into pixels with the font that comes with us, so that a
 * picture is the same on every machine. Leaves what it shows to whoever describes it, and carrying it to the desk.
 */
import { createRequire } from 'node:module'
import type { Chart } from '../../src/charts/index.ts'
import type { Backdrop, DrawPicture } from '../../src/desk/index.ts'

/** Two and a half times as wide as the picture is thought: sharp on a telephone, and some 50 KB. */
const WIDTH_PX = 1_000
/** A picture takes a tenth of a second; who waits for one has words instead by then. */
const TIMEOUT_MS = 5_000
const FONT = '@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf'

/** A desk shows a picture to all alike, so it brings a ground and an ink of its own. */
const BACKDROPS: Record<Backdrop, { background: string; ink: string }> = {
  light: { background: '#ffffff', ink: '#1f2328' },
  dark: { background: '#2b2d31', ink: '#e6edf3' },
}

export interface PngDeps {
  /** The SVG of a chart whose ink is `currentColor`, with `ink` as its colour. */
  svgOf(chart: Chart, ink: string): string
  log: { warn(fields: object, message: string): void }
}

/**
 * Draws charts as PNG. The library and the font are read when the first one is drawn. Null, and a line in the log, where the
 * platform has no build of it or a picture takes too long: the words beside it say what it shows.
 */
export function createDrawPicture({ svgOf, log }: PngDeps): DrawPicture {
  let resvg: Promise<typeof import('@resvg/resvg-js')> | null = null
  const font = createRequire(import.meta.url).resolve(FONT)
  return async (chart, on) => {
    try {
      resvg ??= import('@resvg/resvg-js')
      const { renderAsync } = await resvg
      const { background, ink } = BACKDROPS[on]
      const drawn = await renderAsync(
        svgOf(chart, ink),
        {
          background,
          fitTo: { mode: 'width', value: WIDTH_PX },
          font: { fontFiles: [font], loadSystemFonts: false, defaultFontFamily: 'Inter', sansSerifFamily: 'Inter' },
        },
        AbortSignal.timeout(TIMEOUT_MS),
      )
      return drawn.asPng()
    } catch (error) {
      log.warn({ err: error }, 'png: a picture could not be drawn')
      return null
    }
  }
}
