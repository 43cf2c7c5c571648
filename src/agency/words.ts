const an = (role: string) => (/^[aeiou]/.test(role) ? `an ${role}` : `a ${role}`)

/** Sentences of the team that people read. */
export const words = {
  team: 'Team',
  noAccounts: 'web only',
  noOperator: (name: string, known: string[]) =>
    `Nobody is called “${name.slice(0, 80)}”. There are: ${known.join(', ')}. Nothing changed.`,
  noAccount: (typed: string) =>
    `“${typed.slice(0, 80)}” is no account: mention the person, or name one as slack:T1:U2. Nothing changed.`,
  taken: 'This account is another operator’s already. Run /team unlink first. Nothing changed.',
  linked: (name: string, account: string) => `${name} may act by ${account} from now on.`,
  unlinked: (account: string) => `${account} is nobody’s account any more.`,
  notLinked: (account: string) => `${account} is nobody’s account. Nothing changed.`,
  badName: 'A name has 1 to 80 characters. Nothing changed.',
  added: (name: string, role: string) =>
    `${name} is on the team as ${an(role)}. Next, so that they can act elsewhere too: /team link “${name}” and their account.`,
  roleChanged: (name: string, role: string) => `${name} is ${an(role)} from now on.`,
  removed: (name: string) =>
    `${name} is off the team: their accounts act no more, and the cards they claimed are free.`,
  nameTaken: (name: string) => `Somebody here is called “${name}” already. Choose another name. Nothing changed.`,
  sameRole: (name: string, role: string) => `${name} is ${an(role)} already. Nothing changed.`,
  lastAdmin: (name: string) =>
    `${name} is the only admin. Make somebody else an admin first, with /team role. Nothing changed.`,
  gone: 'This person is not on the team any more. Nothing changed.',
  noSuchCreator: 'This creator is not here any more. Nothing changed.',
  whoseFigures: (known: string[]) =>
    `Somebody with the role creator reads the figures of one creator. Say whose: ${known.join(', ') || 'there is none yet'}. Nothing changed.`,
  creatorAdded: (name: string) =>
    `${name} is here. Next: /creator bind “${name}” on the channel of their cards, and /creator account “${name}” for where their fans write. /digest schedule says when their first list of the day comes.`,
  creatorTaken: (name: string) => `A creator is called “${name}” already. Choose another name. Nothing changed.`,
  badCurrency: (typed: string) =>
    `“${typed.slice(0, 20)}” is no currency. Give its code, such as USD. Nothing changed.`,
  badZone: (typed: string) =>
    `“${typed.slice(0, 40)}” is no time zone. Name one such as Europe/Paris. Nothing changed.`,
  badMinutes: (typed: string, { least, most }: { least: number; most: number }) =>
    `“${typed.slice(0, 20)}” are no minutes. Give a whole number from ${least} to ${most.toLocaleString('en')}. Nothing changed.`,
  deadlineSet: (name: string, minutes: number) =>
    `New cards of ${name} are due ${minutes} ${minutes === 1 ? 'minute' : 'minutes'} after the fan wrote; then they are raised.`,
} as const
