import type { Role } from './actor.ts'
import type { Argument } from './command.ts'

const WHO: Record<Role, string> = {
  creator: 'a creator',
  chatter: 'a chatter or above',
  manager: 'a manager',
  admin: 'an admin',
}

export const words = {
  notAnOperator: 'This account is not an operator here. Ask an admin to run /team add, then /team link.',
  roleTooLow: (least: Role) => `Only ${WHO[least]} can do this. Nothing changed.`,
  help: 'Commands',
  more: 'More',
  previousPage: 'Previous',
  rows: (from: number, to: number, of: number) => `${from} to ${to} of ${of}`,
  unknownButton: 'This button is not known here. Nothing changed.',
  unknownCommand: (known: string[]) => `No such command. There are: ${known.join(', ')}.`,
  notAnOption: (command: string, { name, options = [] }: Argument, typed: string) =>
    `${command}: “${typed.slice(0, 40)}” is no ${name}. There are: ${options.map(({ label }) => label).join(', ')}. Nothing changed.`,
  missingArgument: (command: string, argument: Argument) =>
    `${command} needs ${argument.name}: ${argument.summary}. Nothing changed.`,
}
