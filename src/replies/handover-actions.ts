import {
  type ActionDefinition,
  type Answer,
  actionId,
  type Card,
  type CommandCall,
  type CommandDefinition,
  DESK_NAMES,
  type DeskName,
  defineAction,
  defineCommand,
  done,
  type Form,
  refused,
} from '../desk/index.ts'
import type { RepliesDeps } from './end-delivery.ts'
import { addNote, beginHandover, type TakeOver, takeOver } from './handover.ts'
import { words } from './words.ts'

const NOTE_MAX = 500

/** The card of a handover as it stands now. */
type CardOf = (agencyId: string, id: string) => Promise<Card | null>

/** `/desk handover`: the end of a shift, as a card on the channel where it is typed. */
export function handoverCommand(deps: RepliesDeps, cardOf: CardOf): CommandDefinition {
  return defineCommand({
    group: 'desk',
    name: 'handover',
    summary: 'Hand your shift over: what was done, what is left, and who takes it',
    arguments: [
      {
        name: 'to',
        summary: 'who takes it, in quotes when it has blanks; anybody when left out',
        required: false,
        async suggest({ actor, typed }) {
          const wanted = typed.trim().toLowerCase()
          const all = await deps.agencies.operators(actor.agencyId)
          const others = all.filter(({ id, name }) => id !== actor.operatorId && name.toLowerCase().includes(wanted))
          return others.map(({ name }) => ({ value: name, label: name }))
        },
      },
      { name: 'channel', summary: 'this channel when left out', required: false, as: 'channel' },
    ],
    least: 'chatter',
    run: (call) => runHandover(deps, cardOf, call),
  })
}

async function runHandover(
  deps: RepliesDeps,
  cardOf: CardOf,
  { actor, arguments: given, here }: CommandCall,
): Promise<Answer> {
  const { agencyId, operatorId } = actor
  const all = await deps.agencies.operators(agencyId)
  const wanted = given.to?.trim().toLowerCase()
  const to = all.find(({ name }) => name.toLowerCase() === wanted)
  const names = all.map(({ name }) => name)
  if (wanted !== undefined && !to) return refused(words.handover.noOperator(given.to ?? '', names))
  if (to?.id === operatorId) return refused(words.handover.toOneself)
  const { channel } = given
  const place = channel === undefined ? null : placeOf(channel)
  if (channel !== undefined && !(channel === here || (await hasCards(deps, agencyId, place))))
    return refused(words.handover.noCardsThere(channel))
  const id = await beginHandover(deps, actor, { toId: to?.id ?? null, place })
  if (place) return done(channel === here ? words.handover.posted : words.handover.postedThere)
  const card = await cardOf(agencyId, id)
  return card ? { kind: 'panel', card } : done(words.handover.posted)
}

/** The numbers of the agency and buttons on its cards may stand only where its people work. */
const hasCards = async ({ channels }: RepliesDeps, agencyId: string, place: Place | null): Promise<boolean> =>
  place !== null && (await channels.isBound(agencyId, place))

interface Place {
  desk: DeskName
  channel: string
}

/** The web desk has no channels of its own: there the card is the answer. */
function placeOf(typed: string): Place | null {
  const [, named, channel = ''] = /^([a-z]+):([\w:-]{1,80})$/.exec(typed.trim()) ?? []
  const desk = DESK_NAMES.find((name) => name === named && name !== 'web')
  return desk ? { desk, channel } : null
}

/** The buttons of a handover's card. */
export function handoverActions(deps: RepliesDeps): ActionDefinition[] {
  return [
    defineAction({
      name: 'take-over',
      mode: 'does',
      least: 'chatter',
      run: async ({ actor, subject }) => answerOf(await takeOver(deps, actor, subject)),
    }),
    defineAction({
      name: 'handover-note',
      mode: 'asks',
      least: 'chatter',
      async run({ actor, subject, filled }) {
        if (filled === null) return { kind: 'form', form: noteForm(subject) }
        const text = (filled.note ?? '').trim().slice(0, NOTE_MAX)
        if (text === '') return { kind: 'form', form: noteForm(subject), errors: { note: words.handover.emptyNote } }
        return (await addNote(deps, actor, subject, text)) ? done() : refused(words.handover.unknown)
      },
    }),
  ]
}

const noteForm = (id: string): Form => ({
  action: actionId('handover-note', id, 0),
  title: 'Add a note',
  submit: 'Add',
  intro: [{ kind: 'text', line: words.handover.noteIntro }],
  fields: [{ id: 'note', label: 'Note', input: { as: 'area', max: NOTE_MAX } }],
})

function answerOf(outcome: TakeOver): Answer {
  switch (outcome.kind) {
    case 'taken':
      return done(words.handover.taken(outcome.from, outcome.moved))
    case 'unknown':
      return refused(words.handover.unknown)
    case 'own':
      return refused(words.handover.own)
    case 'taken-already':
      return refused([`${outcome.by} took over at `, { at: outcome.at, as: 'time' }, '. Your click changed nothing.'])
    case 'for-another':
      return refused(words.handover.forAnother(outcome.to))
  }
}
