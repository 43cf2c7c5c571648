import { createHash } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { WebClient } from '@slack/web-api'
import type { Chart } from '../../src/charts/index.ts'
import { type Card, chartsOf, type DrawPicture } from '../../src/desk/index.ts'
import { Failure } from '../../src/kernel/failure.ts'
import { calling, type SlackLog, slackCode } from './client.ts'
import type { SlackHouse } from './deps.ts'

/** Slack's file of a chart, and since when it has it. */
export type Pictures = ReadonlyMap<Chart, { file: string; at: Date }>
export const NO_PICTURES: Pictures = new Map()

const DESK = 'slack'
/** A file that Slack couldn't be handed so often: the card says in words what it would show. */
const TRIES_MAX = 3
/** Slack takes a file at once and knows it as a picture some seconds later. */
const KNOWN_AFTER_MS = 60_000
const COME_BACK_MS = 3_000
/** What a person who waits is made to wait at most, twice. */
const PAUSE_MS = 1_200
const ALT_MAX = 1_000

export interface PicturesDeps {
  draw: DrawPicture
  /** What is on record of pictures, once the house is built. */
  records(): SlackHouse['channels']['pictures']
  now(): Date
  log: SlackLog
}

/** Where a card goes: whose it is, in which workspace, by which token. */
export interface PlaceOfPictures {
  agencyId: string
  workspace: string
  client: WebClient
}

/**
 * Hands charts to Slack as files that only the app sees, and that messages of the app may hold. Each is written down before it
 * is handed over, and handed over once a workspace however often its card is drawn.
 */
export function createPictures({ draw, records, now, log }: PicturesDeps) {
  async function handOver({ agencyId, workspace, client }: PlaceOfPictures, chart: Chart) {
    const png = await draw(chart, 'light')
    if (png === null) return null
    const key = { desk: DESK, workspace, digest: createHash('sha256').update(png).digest('base64url') } as const
    const kept = await records().begin(agencyId, key)
    if (kept.refused) return null
    if (kept.file !== null) return { file: kept.file, at: kept.at }
    if (kept.tries > TRIES_MAX) return null
    const file = await upload(client, chart, png)
    if (file === null) return null
    await records().handed(agencyId, key, file)
    return { file, at: now() }
  }

  /** Null where Slack says that the app may not: it has the scope only since a later manifest. */
  async function upload(client: WebClient, { title, finding }: Chart, file: Buffer): Promise<string | null> {
    const about = { file, filename: 'chart.png', title, alt_text: finding.slice(0, ALT_MAX) }
    try {
      const { files } = (await calling(() => client.files.uploadV2(about))) as unknown as Uploaded
      return files[0]?.files?.[0]?.id ?? null
    } catch (error) {
      const said = slackCode(error) ?? (error instanceof Failure ? slackCode(error.cause) : null)
      if (error instanceof Failure && said === null) throw notYet(error)
      log.warn({ code: said ?? 'unknown' }, 'slack: a picture was not taken; its card says in words what it shows')
      return null
    }
  }

  /** Files of a card's charts. `Failure('desk_slow_down')`: nothing was posted yet, and the card comes again with them. */
  async function of(place: PlaceOfPictures, card: Card): Promise<Pictures> {
    const pictures = new Map<Chart, { file: string; at: Date }>()
    for (const chart of chartsOf(card)) {
      const found = await handOver(place, chart)
      if (found) pictures.set(chart, found)
    }
    return pictures
  }

  /** They are left out from now on. */
  const leaveOut = ({ agencyId, workspace }: PlaceOfPictures, pictures: Pictures) =>
    records().refused(
      agencyId,
      { desk: DESK, workspace },
      [...pictures.values()].map(({ file }) => file),
    )

  return {
    /**
     * Sends a card with its pictures, for a task. A file that Slack doesn't know yet makes the task come again; one that it
     * won't know is left out, now and later.
     */
    async send<T>(place: PlaceOfPictures, card: Card, call: (pictures: Pictures) => Promise<T>): Promise<T> {
      const pictures = await of(place, card)
      try {
        return await call(pictures)
      } catch (error) {
        if (pictures.size === 0 || slackCode(error) !== 'invalid_blocks') throw error
        const youngest = Math.max(...[...pictures.values()].map(({ at }) => at.getTime()))
        if (now().getTime() - youngest < KNOWN_AFTER_MS) throw notKnownYet(error)
        log.warn({ pictures: pictures.size }, 'slack: a message with pictures was refused; it goes without them')
        await leaveOut(place, pictures)
        return call(NO_PICTURES)
      }
    },
    /** The same for a person who waits: after two short pauses, or where Slack can't be handed any, in words. */
    async tell(place: PlaceOfPictures, card: Card, call: (pictures: Pictures) => Promise<void>): Promise<void> {
      const pictures = await of(place, card).catch((error: unknown) => {
        if (error instanceof Failure) return NO_PICTURES
        throw error
      })
      for (let again = 0; pictures.size > 0 && again < 3; again += 1) {
        try {
          return await call(pictures)
        } catch {
          if (again < 2) await pause(PAUSE_MS)
        }
      }
      await call(NO_PICTURES)
    },
  }
}
export type SlackPictures = ReturnType<typeof createPictures>

/** As `files.uploadV2` answers: a list for each of its calls. */
interface Uploaded {
  files: { files?: { id?: string }[] }[]
}

/** Slack couldn't be reached, or asks to slow down: whichever, nothing stands on the channel yet. */
const notYet = ({ message, retry, cause }: Failure) => new Failure('desk_slow_down', message, { retry, cause })

const notKnownYet = (cause: unknown) =>
  new Failure('desk_slow_down', 'Slack does not know the picture yet', {
    retry: { kind: 'after', retryAfterMs: COME_BACK_MS },
    cause,
  })
