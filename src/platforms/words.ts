/** Sentences of accounts that people read. */
export const words = {
  badAccount: (why: string) => `This account can't be added: ${why}. Nothing changed.`,
  accountAdded: (account: string, creator: string) => `What fans write to ${account} goes to ${creator} from now on.`,
} as const
