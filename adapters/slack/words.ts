/** Every sentence of the Slack desk that is not a card's. */
export const words = {
  cancel: 'Cancel',
  close: 'Close',
  loading: 'One moment…',
  loadingTitle: 'Huntaze Desk',
  checking: 'Checking…',
  done: 'Done.',
  doneTitle: 'Done',
  notDoneTitle: 'Not done',
  yourText: 'Your text, kept',
  tooLate: 'That took Slack too long, and nothing happened. Press it once more.',
  notConnected:
    'This workspace is not connected to an agency here. An admin connects it with /desk connect on the web desk.',
  stranger: (account: string) =>
    `This account is not an operator here. Ask an admin to run /team link NAME ${account}. Nothing changed.`,
  /** The connection may have been lost after the commit, so nobody can say that nothing changed. */
  failed: (reference: string) =>
    `Something failed. Perhaps it was recorded: look at the card before you press again. Reference ${reference}.`,
  guests: (count: number) => (count === 1 ? 'the channel has a guest' : `the channel has ${count} guests`),
  notPrivate: 'the channel is not private',
  shared: 'the channel is shared with another organisation',
} as const
