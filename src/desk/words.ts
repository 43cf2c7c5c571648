import type { Role } from './actor.ts'
import type { Argument } from './command.ts'

const WHO: Record<Role, string> = {
  creator: 'a creator',
  chatter: 'a chatter',
  manager: 'a manager',
  admin: 'an admin',
}

export const words = {
  notAnOperator: 'This account is not an operator here. Ask a manager to run /team add.',
  roleTooLow: (least: Role) => `Only ${WHO[least]} can do this. Nothing changed.`,
  help: 'Commands',
  unknownButton: 'This button is not known here. Nothing changed.',
  unknownCommand: (known: string[]) => `No such command. There are: ${known.join(', ')}.`,
  missingArgument: (command: string, argument: Argument) =>
    `${command} needs ${argument.name}: ${argument.summary}. Nothing changed.`,
}
