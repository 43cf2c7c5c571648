import type { TriggerKind } from './step.ts'

/** Sentences of flows that people read. */
export const words = {
  problem: (step: string | null, field: string, value: string, allowed: string): string =>
    `${step === null ? 'The flow' : `Step “${step}”`}, ${field}${value === '' ? ' is missing' : `: “${value}” can’t be`}. Allowed: ${allowed}.`,
  /** In the words of a form: its label for the field. */
  problemIn: (label: string, value: string, allowed: string): string =>
    `${label}${value === '' ? ' is missing' : `: “${value}” can’t be`}. Allowed: ${allowed}.`,

  nameOfItsOwn: 'a name that no other flow has',
  nothingToDo: 'nothing to do',
  somethingToDo: 'at least one step that drafts a message or an offer, changes a tag or tells the team',

  /** For the card of a draft: why this fan, why now. */
  why: (flow: string, trigger: TriggerKind, without?: string): string =>
    `Flow “${flow}”: ${without === 'purchase' ? 'they have bought nothing for a while' : BEGAN[trigger]}`,

  noticeTitle: (flow: string): string => `Flow “${flow}”`,
  noticeSummary: 'A flow has something to say',
  noticeFan: (fan: string): string => `about ${fan}`,
}

const BEGAN: Record<TriggerKind, string> = {
  new_subscriber: 'they subscribed',
  message_received: 'they wrote',
  purchase_completed: 'they bought',
  subscription_expiring: 'their subscription ends soon',
  segment_changed: 'their segment changed',
  offer_ignored: 'they let an offer pass',
  tag_added: 'they were tagged',
  fan_inactive: 'they have been quiet',
  schedule: 'it was time',
}
