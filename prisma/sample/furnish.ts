import type { App } from '../../src/app.ts'
import { bySystem } from '../../src/facts/index.ts'
import type { ManualClock } from '../../src/kernel/clock.ts'
import { sampleId } from './chance.ts'
import { DAY_MS } from './history.ts'
import { AGENCY, CREATORS, OPERATORS, type SampleCreator, SOURCE } from './people.ts'
import { hasHappened } from './store.ts'

/** The agency existed for so long. */
const FOUNDED_DAYS = 212
/** Rescored in the night, when nobody waits for it. */
const NIGHT_MINUTE = 4 * 60 + 10

/** Agency, operators, creators, accounts, personas, guardrails and content, each once. */
export async function furnish(app: App, clock: ManualClock, present: Date): Promise<void> {
  const ago = (days: number): Date => new Date(present.getTime() - days * DAY_MS)
  clock.set(ago(FOUNDED_DAYS))
  await app.agencies.addAgency(AGENCY)
  for (const operator of Object.values(OPERATORS)) {
    // By the order of arrival they stand in lists: the owner first.
    clock.advance(60_000)
    await app.agencies.addOperator({ agencyId: AGENCY.id, ...operator })
  }
  await app.platforms.addSource({ agencyId: AGENCY.id, ...SOURCE })
  for (const creator of CREATORS) await addCreator(app, creator)
  for (const creator of CREATORS) {
    for (const { daysAgo, ...asset } of creator.assets) {
      clock.set(ago(daysAgo))
      const id = sampleId(`asset ${creator.account} ${asset.externalId}`)
      const { currency } = creator
      await app.content.addAsset({ agencyId: AGENCY.id, creatorId: creator.id, currency, id, ...asset })
    }
  }
}

async function addCreator(app: App, creator: SampleCreator): Promise<void> {
  const { id: creatorId, accountId, platform, account, persona } = creator
  const { name, zone, currency, disclosureLine } = creator
  const agencyId = AGENCY.id
  await app.agencies.addCreator({ agencyId, id: creatorId, name, zone, currency })
  await app.platforms.addAccount({ agencyId, creatorId, id: accountId, platform, externalId: account })
  if (disclosureLine !== null)
    await once(app, 'creator.disclosure-set', creatorId, () =>
      app.personas.setDisclosure({ agencyId, creatorId, line: disclosureLine }, bySystem('setup')),
    )
  await once(app, 'persona.saved', creatorId, () => app.personas.save({ agencyId, creatorId, ...persona }))
  await once(app, 'guardrails.set', creatorId, () => {
    const { forbiddenWords, escalationTriggers, floorMinor, ceilingMinor, maxPerHour, cooldownMinutes } = creator
    const words = { forbiddenWords, escalationTriggers }
    const limits = { floorMinor, ceilingMinor, maxPerHour, cooldownMinutes }
    return app.guardrails.set({ agencyId, creatorId, ...words, ...limits })
  })
  await once(app, 'channel.bound', creatorId, () =>
    app.channels.bind({ agencyId, creatorId, desk: 'web', channel: 'queue' }),
  )
}

/** Schedules begin at the present: one that began in the past would fire at once, late. */
export async function schedule(app: App): Promise<void> {
  for (const { id: subject, zone } of CREATORS) {
    await once(app, 'schedule.set', subject, () =>
      app.agencies.setSchedule({
        agencyId: AGENCY.id,
        task: 'rescore-creator',
        subject,
        zone,
        minuteOfDay: NIGHT_MINUTE,
        weekdays: [],
      }),
    )
  }
}

/** For use cases that would do it twice: their fact says whether they did it. */
async function once(app: App, fact: string, subject: string, act: () => Promise<unknown>): Promise<void> {
  if (!(await hasHappened(app.ground.database, AGENCY.id, fact, subject))) await act()
}
