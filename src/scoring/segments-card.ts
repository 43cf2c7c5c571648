import type { CardNode } from '../desk/index.ts'
import { calibrationPlot } from './calibration-plot.ts'
import type { ScoringDeps } from './rescore-creator.ts'
import { latestFit, segmentCounts, segmentPlaces } from './score-store.ts'
import { segmentMap } from './segment-map.ts'
import { words } from './words.ts'

/** Pictures of so many creators; the counts of all. */
const PICTURED = 4

/** How these creators' fans (null: all creators') are spread over the segments, where those lie, and how right the scores were. */
export async function segmentsBody(
  deps: ScoringDeps,
  agencyId: string,
  creatorIds: readonly string[] | null,
): Promise<CardNode[]> {
  const counts = await segmentCounts(deps.ground.database, agencyId)
  const creators = (await deps.creatorsOf(agencyId)).filter(({ id }) =>
    counts.some(({ creatorId }) => creatorId === id && (creatorIds?.includes(id) ?? true)),
  )
  const body: CardNode[] = []
  for (const [n, creator] of creators.entries()) {
    const mine = counts.filter(({ creatorId }) => creatorId === creator.id)
    body.push(countsOf(creator.name, mine))
    if (n < PICTURED) body.push(...(await picturesOf(deps, agencyId, creator)))
  }
  return body
}

function countsOf(name: string, mine: Awaited<ReturnType<typeof segmentCounts>>): CardNode {
  const rows = mine.map(({ segment, fans }) => ({ line: [{ strong: words.segment(segment) }, ` · ${fans}`] }))
  const scored = mine.reduce<Date | null>((latest, { fittedAt }) => fittedAt ?? latest, null)
  const counted = mine[0] ? ['counted ', { at: mine[0].at, as: 'ago' as const }] : []
  const soft = [...counted, ...(scored ? [', scored ', { at: scored, as: 'ago' as const }] : [', not scored yet'])]
  return { kind: 'list', head: name, rows: [...rows, { line: soft }] }
}

async function picturesOf(
  { ground }: ScoringDeps,
  agencyId: string,
  { id, name, currency }: { id: string; name: string; currency: string },
): Promise<CardNode[]> {
  const places = await segmentPlaces(ground.database, agencyId, id, ground.clock.now())
  const tenths = (await latestFit(ground.database, agencyId, id))?.fitted.backtest ?? []
  return [
    ...(places.length > 0 ? [{ kind: 'chart' as const, chart: segmentMap(name, places, currency) }] : []),
    ...(tenths.length > 0 ? [{ kind: 'chart' as const, chart: calibrationPlot(name, tenths) }] : []),
  ]
}
