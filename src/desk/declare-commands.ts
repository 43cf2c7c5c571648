import type { Argument, CommandDefinition } from './command.ts'

/** Discord's number for a kind of option: text, a person, a channel. */
const DISCORD_OPTION = { text: 3, person: 6, channel: 7 } as const
const DISCORD_SUBCOMMAND = 1
/** Discord refuses more in a group, and longer names and descriptions. */
const SUBCOMMANDS_MAX = 25
const DESCRIPTION_MAX = 100
/** Slack cuts nothing and refuses longer ones. */
const SLACK_HINT_MAX = 1_000
const SLACK_DESCRIPTION_MAX = 2_000

const HELP = { group: 'help', summary: 'What you may ask for' }

/** A slash command of Slack's app manifest, without its address. */
export interface SlackCommand {
  command: string
  description: string
  usage_hint: string
  should_escape: boolean
}

/** An application command of Discord's API; subcommands and their options have the same shape. */
export interface DiscordCommand {
  name: string
  description: string
  type: number
  required?: boolean
  autocomplete?: boolean
  choices?: { name: string; value: string }[]
  options?: DiscordCommand[]
}

/** Commands by their group, both in order of the alphabet: what is generated stays the same whatever was wired first. */
function byGroup(commands: readonly CommandDefinition[]): [string, CommandDefinition[]][] {
  const groups = new Map<string, CommandDefinition[]>()
  for (const command of commands) groups.set(command.group, [...(groups.get(command.group) ?? []), command])
  return [...groups]
    .map(([group, all]): [string, CommandDefinition[]] => [group, all.toSorted((a, b) => (a.name < b.name ? -1 : 1))])
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
}

const words = ({ name, arguments: args }: CommandDefinition): string =>
  [name, ...args.map((argument) => (argument.required ? argument.name : `[${argument.name}]`))].join(' ')

const cut = (text: string, max: number): string => (text.length <= max ? text : `${text.slice(0, max - 2)} …`)

/** One slash command a group, as Slack's manifest declares them; `prefix` goes before every name. */
export function slackCommands(commands: readonly CommandDefinition[], prefix: string): SlackCommand[] {
  const declared = byGroup(commands).map(([group, all]) => ({
    command: `/${prefix}${group}`,
    description: cut(all.map(({ summary }) => summary).join(' · '), SLACK_DESCRIPTION_MAX),
    usage_hint: cut(all.map(words).join(' | '), SLACK_HINT_MAX),
    // Mentions come with their ids.
    should_escape: true,
  }))
  return [
    ...declared,
    { command: `/${prefix}${HELP.group}`, description: HELP.summary, usage_hint: '', should_escape: true },
  ]
}

/** One application command a group with its subcommands, as Discord's API takes them; arguments are typed options. */
export function discordCommands(commands: readonly CommandDefinition[], prefix: string): DiscordCommand[] {
  const declared = byGroup(commands).map(([group, all]) => ({
    name: `${prefix}${group}`,
    description: cut(all.map(({ summary }) => summary).join(' · '), DESCRIPTION_MAX),
    type: DISCORD_SUBCOMMAND,
    options: all.slice(0, SUBCOMMANDS_MAX).map(subcommand),
  }))
  return [...declared, { name: `${prefix}${HELP.group}`, description: HELP.summary, type: DISCORD_SUBCOMMAND }]
}

function subcommand({ name, summary, arguments: args }: CommandDefinition): DiscordCommand {
  // Discord refuses an optional argument before a required one.
  const ordered = [...args.filter(({ required }) => required), ...args.filter(({ required }) => !required)]
  const options = ordered.map((argument) => ({
    name: argument.name,
    description: cut(argument.summary, DESCRIPTION_MAX),
    type: DISCORD_OPTION[argument.as ?? 'text'],
    required: argument.required && argument.as !== 'channel',
    ...(argument.options && { choices: argument.options.map(({ label, value }) => ({ name: label, value })) }),
    ...(argument.suggest && (argument.as ?? 'text') === 'text' ? { autocomplete: true } : {}),
  }))
  return { name, description: cut(summary, DESCRIPTION_MAX), type: DISCORD_SUBCOMMAND, options }
}

/** The reference page of all commands, as Markdown. */
export function commandsPage(commands: readonly CommandDefinition[]): string {
  const groups = byGroup(commands).map(([group, all]) => {
    const rows = all.map(
      (command) =>
        `| \`/${group} ${words(command)}\` | ${command.summary} | ${whoOf(command)} |${argumentsOf(command)} |`,
    )
    return `## /${group}\n\n| command | what it does | least role | arguments |\n| --- | --- | --- | --- |\n${rows.join('\n')}\n`
  })
  return `${[PAGE_HEAD, ...groups].join('\n')}`
}

const whoOf = ({ least, except = [] }: CommandDefinition): string =>
  [least, ...except.map((role) => `not ${role}`)].join(', ')

const argumentsOf = ({ arguments: args }: CommandDefinition): string =>
  args.length === 0 ? '' : ` ${args.map(explained).join('; ')}`

const explained = ({ name, summary, options }: Argument): string =>
  `${name}: ${summary}${options ? ` (${options.map(({ label }) => label).join(', ')})` : ''}`

const PAGE_HEAD = `# Commands

Generated from the declarations: \`npm run manifests -- --write\`. The same on every desk, and in the web desk's command box.
\`/help\` lists what you may run. Arguments in brackets may be left out; what else is missing is asked for in a form. Words
in quotes are one argument. \`COMMAND_PREFIX\` goes before every name.
`
