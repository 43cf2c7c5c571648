import {
  type Chart,
  type Diagram,
  type Drawing,
  drawChart,
  drawDiagram,
  PALETTE,
  type Paint,
  type Shape,
} from '../../src/charts/index.ts'
import { type Html, html } from './html.ts'

/** Ink is the surroundings' own: light and dark need no second picture, and the policy no style. */
const colourOf = (paint: Paint): string => (paint === 'ink' ? 'currentColor' : PALETTE[paint])

/** A chart as it stands in a page, its finding read aloud and written below. */
export const renderChart = (chart: Chart): Html =>
  html`<figure class="chart"><figcaption class="chart-title">${chart.title}</figcaption>${chartSvg(chart)}<p class="soft">${chart.finding}</p></figure>`

/** The picture alone, as an SVG. `styles` stands in front of the shapes, for a file that has no surroundings. */
export const chartSvg = (chart: Chart, styles?: Html): Html => svgOf(chart.finding, drawChart(chart), styles)

/** The picture as a file that has no surroundings: its ink is `ink`. */
export const chartFile = (chart: Chart, ink: string): string =>
  String(svgOf(chart.finding, drawChart(chart), undefined, ink))

/** Steps and the ways between them, as they stand in a page; the words beside it say the same. */
export const renderDiagram = (diagram: Diagram): Html =>
  html`<figure class="chart"><figcaption class="chart-title">${diagram.title}</figcaption>${diagramSvg(diagram)}<p class="soft">${diagram.finding}</p></figure>`

/** The picture alone, as `chartSvg`. */
export const diagramSvg = (diagram: Diagram, styles?: Html): Html =>
  svgOf(diagram.finding, drawDiagram(diagram), styles)

function svgOf(finding: string, { width, height, shapes }: Drawing, styles?: Html, ink?: string): Html {
  return html`<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="${finding}" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif"${ink !== undefined && html` color="${ink}"`}>${styles}${shapes.map(renderShape)}</svg>`
}

function renderShape(shape: Shape): Html {
  switch (shape.kind) {
    case 'path': {
      const { d, paint, filled, opacity, width, dashed } = shape
      const colour = colourOf(paint)
      if (filled) return html`<path d="${d}" fill="${colour}" fill-opacity="${opacity}"></path>`
      const dash = dashed && html` stroke-dasharray="5 4"`
      return html`<path d="${d}" fill="none" stroke="${colour}" stroke-opacity="${opacity}" stroke-width="${width}" stroke-linejoin="round"${dash}></path>`
    }
    case 'dot': {
      const { x, y, radius, paint, opacity } = shape
      return html`<circle cx="${x}" cy="${y}" r="${radius}" fill="${colourOf(paint)}" fill-opacity="${opacity}"></circle>`
    }
    case 'text': {
      const { x, y, anchor, size, text, soft } = shape
      return html`<text x="${x}" y="${y}" text-anchor="${anchor}" font-size="${size}" fill="currentColor"${soft && html` fill-opacity="0.75"`}>${text}</text>`
    }
  }
}
