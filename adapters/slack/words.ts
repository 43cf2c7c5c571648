/** Every sentence of the Slack desk that is not a card's. */
export const words = {
  notesOnly: 'Notes only. The fan does not see this.',
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
  archived: 'the channel is archived',
  notMember: 'the bot is not on the channel: invite it with /invite',
  tooMany: (count: number) => `the channel has more than ${count} people`,
  notPrivate: 'the channel is not private',
  shared: 'the channel is shared with another organisation',
  noCards: 'No cards are for you here: they are the chat team’s.',
  linkExpired: 'This link has expired or was changed. Ask for a new one with /desk connect.',
  installed:
    'The workspace is connected. Next, in Slack: invite the bot to a private channel, and type /creator bind NAME there.',
  notInstalled: 'The workspace was not connected. Ask for a new link with /desk connect, and open it in one browser.',
  noOAuth:
    'This desk connects one workspace, by SLACK_BOT_TOKEN. For many, set SLACK_CLIENT_ID, SLACK_CLIENT_SECRET and PUBLIC_URL.',
  openLink: 'Valid for an hour:',
  connect: 'connect a workspace',
} as const
