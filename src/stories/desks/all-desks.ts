import { CHANNEL, FakeDiscord, GUILD, TOKEN } from '../../../adapters/discord/fake-discord.fixtures.ts'
import { createDiscord } from '../../../adapters/discord/index.ts'
import { type EmulatedSlack, emulatedSlack } from '../../../adapters/slack/emulated.fixtures.ts'
import { TEAM } from '../../../adapters/slack/payloads.fixtures.ts'
import { testDatabase } from '../../database/testing/test-database.ts'
import type { Card, Filled } from '../../desk/index.ts'
import { type ScriptedPlatform, type ScriptedWriter, scriptedPlatform, scriptedWriter } from '../fakes.ts'
import type { StoryHouse } from '../house.ts'
import { discordHand, discordUser } from './discord-hand.ts'
import { type Hand, PEOPLE } from './hand.ts'
import { slackHand } from './slack-hand.ts'

/** One house whose cards stand on Slack, Discord and the web at once; its platform takes replies and says so. */
export interface AllDesks {
  house: StoryHouse
  slack: EmulatedSlack
  discord: FakeDiscord
  platform: ScriptedPlatform
  writer: ScriptedWriter
  hands: Record<'slack' | 'discord', Hand>
  /** A draft's card as the web desk shows it. */
  web(draftId: string): Promise<Card | null>
  /** Presses on the web. */
  pressOnWeb(who: 'ana' | 'lena' | 'olga', action: string, filled?: Filled): ReturnType<StoryHouse['press']>
  close(): Promise<void>
}

export async function allDesks(): Promise<AllDesks> {
  const db = await testDatabase()
  const platform = scriptedPlatform()
  const writer = scriptedWriter()
  let house: StoryHouse | null = null
  const now = () => house?.clock.now() ?? new Date('2026-11-20T14:00:00Z')
  const discord = await new FakeDiscord(() => now().getTime()).open()
  const log = { warn: () => {}, error: () => {} }
  const agencies = async () => house?.app.agencies.agencies() ?? []
  const made = createDiscord({
    ...{ sql: db.database, log, agencies },
    ...{ token: TOKEN, guilds: GUILD, api: discord.api },
  })
  const options = { on: db, desks: [made.desk], platforms: [platform], platform: platform.name, writer }
  const slack = await emulatedSlack(options)
  house = slack.house
  await linkAndBind(house, slack)
  const { app, agencyId, operators } = house
  const gateway = await made.connect({ ...app, prefix: '' })
  return {
    ...{ house, slack, discord, platform, writer },
    hands: { slack: slackHand(slack), discord: discordHand(discord, gateway.idle) },
    web: (draftId) => app.replies.cardOf(db.database, agencyId, draftId),
    pressOnWeb: (who, action, filled) =>
      slack.house.press(
        { ana: operators.chatter, lena: operators.manager, olga: operators.admin }[who],
        action,
        filled,
      ),
    async close() {
      await gateway.stop()
      await slack.close()
      await discord.close()
      await db.drop()
    },
  }
}

async function linkAndBind({ app, agencyId, operators }: StoryHouse, { users, channel }: EmulatedSlack): Promise<void> {
  const admin = { agencyId, desk: 'web', externalId: operators.admin, verified: false } as const
  const lines = [
    `/creator bind Bella slack:${TEAM}:${channel}`,
    `/creator bind Bella discord:${GUILD}:${CHANNEL}`,
    ...PEOPLE.filter((who) => who !== 'stranger').flatMap((who) => [
      `/team link ${who} slack:${TEAM}:${users[who]}`,
      `/team link ${who} discord:${GUILD}:${discordUser(who)}`,
    ]),
  ]
  for (const line of lines) {
    const answer = await app.gate.command(admin, line)
    if (answer.kind !== 'done') throw new Error(`${line}: ${JSON.stringify(answer)}`)
  }
}
