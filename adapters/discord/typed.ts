import type { Answer } from '../../src/desk/index.ts'
import { plainLabel } from './escape.ts'
import { typedCommand } from './interaction.ts'
import type { HandleDeps, Scene } from './scene.ts'

const CHOICES_MAX = 25
const CHOICE_MAX = 100

/** Where a command was typed, as the gate names channels. */
const channelOf = ({ interaction }: Scene): string => `discord:${interaction.guild_id}:${interaction.channel_id}`

export function runCommand({ gate, prefix }: HandleDeps, scene: Scene): Promise<Answer> {
  const { line, given } = typedCommand(scene.interaction, prefix)
  return gate.command(scene.identity, line, channelOf(scene), given)
}

/** What could be meant by what is typed so far. */
export async function complete({ gate, prefix }: HandleDeps, scene: Scene): Promise<{ name: string; value: string }[]> {
  const { group, name, focused } = typedCommand(scene.interaction, prefix)
  if (focused === null) return []
  const found = await gate.suggest(scene.identity, { group, name, argument: focused.argument }, focused.typed)
  return found
    .slice(0, CHOICES_MAX)
    .filter(({ value }) => value !== '' && value.length <= CHOICE_MAX)
    .map(({ label, value }) => ({ name: plainLabel(label, CHOICE_MAX), value }))
}
