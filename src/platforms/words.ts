/** Sentences of accounts that people read. */
export const words = {
  noCreator: (name: string, known: string[]) =>
    `No creator is called “${name.slice(0, 80)}”. There are: ${known.join(', ') || 'none yet'}. Nothing changed.`,
  badAccount: (why: string) => `This account can't be added: ${why}. Nothing changed.`,
  accountAdded: (account: string, creator: string) => `What fans write to ${account} goes to ${creator} from now on.`,
} as const
