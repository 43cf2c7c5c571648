import { ZodError } from 'zod'
import {
  type ActionCall,
  type ActionDefinition,
  type Actor,
  type Answer,
  defineAction,
  done,
  type Form,
  refused,
} from '../desk/index.ts'
import { aboutOf, offerPanel, refusalOf } from './about-offer.ts'
import { acceptSuggestion } from './accept-suggestion.ts'
import { ACTIONS, NEW_OFFER } from './cards.ts'
import { createOffer, duplicateOffer, editOffer, endOffer, type OfferChanged, removeDraft } from './change-offer.ts'
import type { OffersDeps } from './deps.ts'
import { type About, fieldOf, PAGES, type Page, pageForm, readPage } from './forms.ts'
import { type Offer, statusOf } from './offer.ts'
import { redeemAction } from './redeem-command.ts'
import { agreeToOffer, startOffer } from './start-offer.ts'
import { readOffer } from './store.ts'
import { ACCEPT_SUGGESTION } from './suggestion-cards.ts'
import { words } from './words.ts'

const byOf = ({ operatorId }: Actor) => ({ kind: 'operator' as const, id: operatorId })

/** The buttons of offers and the pages of their form, each stored when it is sent. */
export function offerActions(deps: OffersDeps): ActionDefinition[] {
  const { database } = deps.ground
  return [
    defineAction({
      name: ACTIONS.show,
      mode: 'asks',
      least: 'chatter',
      async run({ actor, subject }) {
        const offer = await readOffer(database, actor.agencyId, subject)
        return offer ? offerPanel(deps, actor.agencyId, offer) : refused(words.gone)
      },
    }),
    defineAction({
      name: NEW_OFFER,
      mode: 'asks',
      least: 'manager',
      async run(call) {
        const about = await aboutOf(deps, call.actor.agencyId, { creatorId: call.subject })
        return about ? page(deps, 'offer-basics', call, null, about) : refused(words.gone)
      },
    }),
    ...PAGES.map((name) =>
      defineAction({
        name,
        mode: 'asks',
        least: 'manager',
        async run(call) {
          const offer = await readOffer(database, call.actor.agencyId, call.subject)
          const about = offer && (await aboutOf(deps, call.actor.agencyId, offer))
          if (!offer || !about) return refused(words.gone)
          const over = ['ended', 'expired'].includes(statusOf(offer, deps.ground.clock.now()))
          return over ? refused(words.over) : page(deps, name, call, offer, about)
        },
      }),
    ),
    ...stateActions(deps),
    acceptAction(deps),
    redeemAction(deps),
  ]
}

function stateActions(deps: OffersDeps): ActionDefinition[] {
  const acts: [string, (actor: Actor, seen: { id: string; version: number }) => Promise<OfferChanged>][] = [
    [ACTIONS.start, (actor, seen) => startOffer(deps, actor, seen)],
    [ACTIONS.agree, (actor, seen) => agreeToOffer(deps, actor, seen)],
    [ACTIONS.end, (actor, seen) => endOffer(deps, actor.agencyId, seen, byOf(actor))],
    [ACTIONS.duplicate, (actor, { id }) => duplicateOffer(deps, actor.agencyId, id, byOf(actor))],
    [ACTIONS.remove, (actor, seen) => removeDraft(deps, actor.agencyId, seen, byOf(actor))],
  ]
  return acts.map(([name, act]) =>
    defineAction({
      name,
      mode: 'does',
      least: 'manager',
      async run({ actor, subject: id, version }) {
        const changed = await act(actor, { id, version }).catch(problemIn)
        if (changed instanceof ZodError) return cannot(changed)
        if (changed.kind === 'stored' && name === ACTIONS.remove) return done(words.removed(changed.offer.name))
        return afterChange(deps, actor, id, changed)
      },
    }),
  )
}

function acceptAction(deps: OffersDeps): ActionDefinition {
  return defineAction({
    name: ACCEPT_SUGGESTION,
    mode: 'does',
    least: 'manager',
    async run({ actor, subject }) {
      const made = await acceptSuggestion(deps, actor.agencyId, subject, byOf(actor)).catch(problemIn)
      if (made instanceof ZodError) return cannot(made)
      return made.kind === 'gone' ? refused(words.suggestionGone) : afterChange(deps, actor, subject, made)
    },
  })
}

/** The offer as it is now, or why nothing was stored. */
export async function afterChange(
  deps: OffersDeps,
  { agencyId }: Actor,
  id: string,
  changed: OfferChanged,
): Promise<Answer> {
  return changed.kind === 'stored' ? offerPanel(deps, agencyId, changed.offer) : refusalOf(deps, agencyId, id, changed)
}

async function page(
  deps: OffersDeps,
  name: Page,
  call: ActionCall,
  offer: Offer | null,
  about: About,
): Promise<Answer> {
  const { actor, subject, version, filled } = call
  const { agencyId } = actor
  // What the page shows is of the version it was opened at; the store says when another one came between.
  const shown = offer && { ...offer, version: filled === null ? offer.version : version }
  const form = pageForm(name, shown, subject, about)
  if (filled === null) return { kind: 'form', form }
  const read = readPage(name, offer, filled, about, deps.ground.clock.now())
  if ('errors' in read) return { kind: 'form', form: typedForm(form, filled), errors: read.errors }
  const changed = await (offer
    ? editOffer(deps, agencyId, { id: offer.id, version }, read.terms, byOf(actor))
    : createOffer(deps, { agencyId, creatorId: subject, terms: read.terms as never }, byOf(actor))
  ).catch(problemIn)
  if (changed instanceof ZodError) return again(typedForm(form, filled), name, changed)
  if (changed.kind !== 'stored' || name !== 'offer-basics') return afterChange(deps, actor, subject, changed)
  return { kind: 'form', form: pageForm('offer-content', changed.offer, subject, about) }
}

function again(form: Form, name: Page, { issues }: ZodError): Answer {
  const errors = issues.map(({ path, message }) => [fieldOf(path[0], name), words.badField(message)] as const)
  const here = errors.filter(([id]) => form.fields.some((field) => field.id === id))
  if (here.length > 0) return { kind: 'form', form, errors: Object.fromEntries(here) }
  const [issue] = issues
  return refused(words.cannot(String(issue?.path[0]), issue?.message ?? ''))
}

/** What was typed stands in the form again. */
function typedForm(form: Form, filled: Record<string, string>): Form {
  const fields = form.fields.map((field) => {
    const { input } = field
    const typed = filled[field.id]
    return typed !== undefined && (input.as === 'line' || input.as === 'area')
      ? { ...field, input: { ...input, value: typed } }
      : field
  })
  return { ...form, fields }
}

const cannot = ({ issues: [issue] }: ZodError): Answer =>
  refused(words.cannot(String(issue?.path[0]), issue?.message ?? ''))

function problemIn(error: unknown): ZodError {
  if (error instanceof ZodError) return error
  throw error
}
