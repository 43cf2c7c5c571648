/**
 * Which channels show a creator's cards, the cards posted there, whether a channel may show texts, and which workspaces
 * of a desk are an agency's. Leaves to each desk how a card is drawn, and to the slices what is on it.
 */
import type { Agencies } from '../agency/index.ts'
import type { InTransaction, Sql } from '../database/sql.ts'
import type { ChannelVerdict, DeskName } from '../desk/index.ts'
import { bySystem } from '../facts/index.ts'
import { bindChannel } from './bind-channel.ts'
import { isBound, listBindings, type Place, readChannel } from './channel-store.ts'
import { choosePlace } from './choose-place.ts'
import { channelCommands } from './commands.ts'
import { type ChannelsDeps, type DrawnCard, drawCard } from './draw-card.ts'
import { type DrawnThread, drawThreads } from './draw-threads.ts'
import { escalationCommands } from './escalation-commands.ts'
import { escalationPlace } from './escalation-store.ts'
import { oweDrawings } from './owe-drawings.ts'
import { beginPicture, markHanded, markRefused, type PictureKey } from './picture-store.ts'
import { type CardPing, pingCard } from './ping-card.ts'
import { dropElsewhere, postedAt, postingsOf, sharesChannel } from './store.ts'
import { sweepPostings } from './sweep-postings.ts'
import { forgetNoted, markNoted } from './thread-store.ts'
import { askForGone, channelChanged } from './watch-channels.ts'
import {
  agencyOfWorkspace,
  endWorkspace,
  insertHandled,
  insertWorkspace,
  type Workspace,
  wasHandled,
  workspacesOf,
} from './workspace-store.ts'

export type { DrawnCard } from './draw-card.ts'
export type { EscalationPlace } from './escalation-store.ts'
export { mayPressUnseen, withoutTexts } from './hide-texts.ts'

export type Channels = ReturnType<typeof createChannels>

export function createChannels(deps: ChannelsDeps & { agencies: Agencies }) {
  const { database, clock } = deps.ground
  return {
    commands: [...channelCommands(deps), ...escalationCommands(deps)],
    /** Shows a creator's cards on a channel from now on. Binding twice changes nothing. */
    async bind(binding: { agencyId: string; creatorId: string; desk: DeskName; channel: string }): Promise<void> {
      const { agencyId, ...place } = binding
      await bindChannel(deps.ground, agencyId, place, bySystem('setup'))
    },
    /** Mentions operators where a card stands; `not posted yet` where they must be told later. */
    ping: (ping: CardPing) => pingCard(deps, ping),
    draw: (drawn: DrawnCard, commit: InTransaction) => drawCard(deps, drawn, commit),
    /** Part: a card that goes to another place by now is tried nowhere else. */
    dropElsewhere,
    /** Part: owes cards a drawing, as they will stand then. */
    oweDrawings: (sql: Sql, agencyId: string, fact: string, subjects: readonly string[]) =>
      oweDrawings(deps.ground, sql, agencyId, fact, subjects),
    /** Draws what stands under a card, where its desk has threads. */
    drawThreads: (drawn: DrawnThread, commit: InTransaction) => drawThreads(deps, drawn, commit),
    /** Somebody wrote under a message: true when it is a card, and nobody did so before. */
    noteUnder: (agencyId: string, place: Place, ref: string) =>
      database.transaction('note-thread', (sql) => markNoted(sql, agencyId, place, ref, clock.now())),
    /** They could not be told what becomes of notes: the next one counts as the first. */
    async forgetNote(agencyId: string, place: Place, ref: string): Promise<void> {
      await database.transaction('forget-note', (sql) => forgetNoted(sql, agencyId, place, ref))
    },
    /** Part: where a creator's escalated cards go; null when they stay on the creator's channels. */
    escalation: escalationPlace,
    /** Part: whether a card of this creator must say whom it is to. */
    sharesChannel,
    /** Part: when a card first stood on a desk; null when it never did. */
    postedAt,
    postings: (sql: Sql, agencyId: string, subject: string) => postingsOf(sql, agencyId, subject),
    bindings: (agencyId: string) => listBindings(database, agencyId),
    /** What its desk said last of a channel; null when it was never asked. */
    async seen(agencyId: string, place: Place): Promise<ChannelVerdict | null> {
      return (await readChannel(database, agencyId, place))?.seen ?? null
    },
    /** The channel that a person named, for what shows the agency's figures; a sentence where it can't be. */
    choose: (agencyId: string, typed: string) => choosePlace(deps, agencyId, typed),
    /** Its desk says that something about a channel changed: looked at, and its cards drawn anew if need be. */
    changed: (agencyId: string, place: Place) => channelChanged(deps.ground, deps.desks, agencyId, place),
    /** Whether any cards of the agency go to a channel. */
    isBound: (agencyId: string, place: Place) => isBound(database, agencyId, place),
    /** Removes cards that stand twice after an unknown outcome; asks for channels that are gone. For the minute's tick. */
    async sweep(): Promise<void> {
      await sweepPostings(deps)
      await askForGone(deps.ground, deps.desks)
    },
    pictures: pictures(deps),
    ...workspaces(deps),
  }
}

/** What desks were handed as pictures, so that a card that is drawn again takes the same file. */
function pictures({ ground }: ChannelsDeps) {
  const { database, clock } = ground
  return {
    /** Before a picture is handed over: what is on record of it, this try included. */
    begin: (agencyId: string, key: PictureKey) =>
      database.transaction('begin-picture', (sql) => beginPicture(sql, agencyId, key, clock.now())),
    /** The desk has it, under its own id. */
    handed: (agencyId: string, key: PictureKey, file: string) =>
      database.transaction('end-picture', (sql) => markHanded(sql, agencyId, key, file, clock.now())),
    /** The desk takes no message that holds one of these files: they are left out from now on. */
    refused: (agencyId: string, place: Omit<PictureKey, 'digest'>, files: readonly string[]) =>
      database.transaction('end-picture', (sql) => markRefused(sql, agencyId, place, files, clock.now())),
  }
}

function workspaces({ ground }: ChannelsDeps) {
  const { database, clock, facts } = ground
  return {
    /** Whose workspace this is; null when nobody's. */
    agencyOf: (desk: DeskName, workspace: string) => agencyOfWorkspace(database, desk, workspace),
    workspaces: (agencyId: string, desk: DeskName) => workspacesOf(database, agencyId, desk),
    /** Part: makes a workspace an agency's; false, and nothing changed, when it is another one's. */
    async install(sql: Sql, agencyId: string, workspace: Workspace): Promise<boolean> {
      const at = clock.now()
      if (!(await insertWorkspace(sql, agencyId, workspace, at))) return false
      const { desk, workspace: subject } = workspace
      await facts.record(sql, [
        { agencyId, name: 'workspace.installed', subject, by: bySystem(desk), data: { desk }, at },
      ])
      return true
    },
    /** Part: uninstalled, or its token was revoked; false when it had ended already. */
    async uninstall(sql: Sql, agencyId: string, workspace: Omit<Workspace, 'name'>): Promise<boolean> {
      const at = clock.now()
      if (!(await endWorkspace(sql, agencyId, workspace, at))) return false
      const { desk, workspace: subject } = workspace
      await facts.record(sql, [{ agencyId, name: 'workspace.ended', subject, by: bySystem(desk), data: { desk }, at }])
      return true
    },
    /** Whether this very click or form was answered before. */
    wasHandled: (agencyId: string, desk: DeskName, press: string) => wasHandled(database, agencyId, desk, press),
    /** It was answered: the same one coming again does nothing. */
    async noteHandled(agencyId: string, desk: DeskName, press: string): Promise<void> {
      await database.transaction('note-handled', (sql) => insertHandled(sql, agencyId, desk, press, clock.now()))
    },
  }
}
