import { randomInt } from 'node:crypto'
import type { Answer, Identity } from '../../src/desk/index.ts'
import { type AnswerContext, say } from './answer.ts'
import { filledIn, Interaction, KIND } from './interaction.ts'
import { type Pressed, press } from './press.ts'
import { renderSentence, renderTyped } from './render-private.ts'
import { createReply, type Reply } from './reply.ts'
import { TooLate } from './rest.ts'
import type { HandleDeps, Scene } from './scene.ts'
import { complete, runCommand } from './typed.ts'
import { words } from './words.ts'

const REFERENCE_LETTERS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
const newReference = (): string =>
  Array.from({ length: 6 }, () => REFERENCE_LETTERS[randomInt(REFERENCE_LETTERS.length)]).join('')

/** As Discord says with the click; of a thread it doesn't, and what was seen last of it counts. */
async function isRestricted(
  channels: HandleDeps['channels'],
  { channel, channel_id, guild_id }: Interaction,
  agencyId: string,
): Promise<boolean> {
  if (channel?.nsfw !== undefined) return channel.nsfw
  const seen = await channels.seen(agencyId, { desk: 'discord', channel: `${guild_id}:${channel_id}` })
  return seen?.verdict === 'safe'
}

/** Everything that comes back from Discord: who is it, was it dealt with before, then through the gate. */
export function createHandler(deps: HandleDeps) {
  const { rest, log, channels } = deps
  /** A gateway that resumes may deliver what is still being dealt with. */
  const atWork = new Set<string>()

  async function sceneOf(interaction: Interaction, reply: Reply): Promise<Scene | string> {
    const { guild_id: guild, member } = interaction
    if (guild === undefined || member === undefined) return words.notInGuild
    const agencyId = await deps.guilds.agencyOf(guild)
    if (agencyId === null) return words.notConnected
    const identity: Identity = { agencyId, desk: 'discord', externalId: `${guild}:${member.user.id}`, verified: true }
    if ((await deps.whoIs(identity)) === null) return words.stranger(`discord:${identity.externalId}`)
    return { interaction, reply, identity, agencyId, mayShow: await isRestricted(channels, interaction, agencyId) }
  }

  /** What was done stays done when only the answer doesn't arrive: the card says it too. */
  async function tell(reply: Reply, answer: Answer, context: AnswerContext): Promise<void> {
    try {
      await say(reply, answer, context)
    } catch (error) {
      if (error instanceof TooLate) throw error
      log.warn({ err: error }, 'discord: an answer could not be delivered')
    }
  }

  async function deal(scene: Scene): Promise<void> {
    const { interaction, reply } = scene
    const context = (more: Partial<AnswerContext> = {}): AnswerContext => ({
      mayShow: scene.mayShow,
      typed: null,
      kept: () => ({}),
      draw: deps.draw,
      ...more,
    })
    if (interaction.type === KIND.command) {
      await reply.defer('message')
      return tell(reply, await runCommand(deps, scene), context())
    }
    const pressed: Pressed = await press(deps, scene)
    if (pressed) await tell(reply, pressed.answer, context(pressed))
  }

  async function enter(interaction: Interaction, reply: Reply): Promise<void> {
    const scene = await sceneOf(interaction, reply)
    if (typeof scene === 'string') {
      if (interaction.type === KIND.autocomplete) return reply.choose([])
      return reply.say(renderSentence(scene), [])
    }
    if (interaction.type === KIND.autocomplete) return reply.choose(await complete(deps, scene))
    if (await channels.wasHandled(scene.agencyId, 'discord', interaction.id)) return
    await deal(scene)
    await channels.noteHandled(scene.agencyId, 'discord', interaction.id)
  }

  async function explain(interaction: Interaction, reply: Reply, error: unknown): Promise<void> {
    // The person was told by Discord that it failed, and what they typed is still before them.
    if (error instanceof TooLate)
      return log.warn({ interaction: interaction.id }, 'discord: answered too late, nothing was done')
    const reference = newReference()
    log.error({ err: error, reference }, 'discord: an interaction failed')
    if (interaction.type === KIND.autocomplete) return
    // A form that was sent is closed by now: what was typed comes back with the bad news.
    const typed = interaction.type === KIND.modal ? renderTyped(filledIn(interaction)) : []
    await reply.say([...renderSentence(words.failed(reference)), ...typed], []).catch(() => {})
  }

  /** Never throws: what failed is answered with a reference that stands in the log. */
  return async (payload: unknown): Promise<void> => {
    const parsed = Interaction.safeParse(payload)
    if (!parsed.success)
      return log.warn(
        { issues: parsed.error.issues.map(({ path }) => path.join('.')) },
        'discord: an interaction was not understood',
      )
    const interaction = parsed.data
    if (atWork.has(interaction.id)) return
    atWork.add(interaction.id)
    const reply = createReply(rest, interaction)
    try {
      await enter(interaction, reply)
    } catch (error) {
      await explain(interaction, reply, error)
    } finally {
      atWork.delete(interaction.id)
    }
  }
}
