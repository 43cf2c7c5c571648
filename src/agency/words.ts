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
} as const
