import { z } from 'zod'
import { storableText } from '../kernel/text.ts'
import { templateProblems } from '../personas/index.ts'
import { SEGMENTS } from '../scoring/index.ts'
import { type Condition, conditionProblems } from './condition.ts'

/** A wait of more is a mistake: a century would never come. */
const LONGEST_WAIT_MINUTES = 366 * 24 * 60
const LONGEST_INACTIVE_DAYS = 366

const text = (max: number) => z.string().overwrite(storableText).trim().min(1).max(max)
/** As `/fan tag` takes them. */
const tag = z.string().overwrite(storableText).trim().toLowerCase().min(1).max(40)
const hour = z.int().min(0).max(23)
const minutes = z.int().min(1).max(LONGEST_WAIT_MINUTES)

export const TriggerConfig = z.discriminatedUnion('on', [
  z.strictObject({ on: z.literal('new_subscriber') }),
  z.strictObject({ on: z.literal('message_received') }),
  z.strictObject({ on: z.literal('purchase_completed') }),
  z.strictObject({ on: z.literal('subscription_expiring') }),
  z.strictObject({ on: z.literal('segment_changed'), to: z.array(z.enum(SEGMENTS)).min(1).optional() }),
  z.strictObject({ on: z.literal('offer_ignored') }),
  z.strictObject({ on: z.literal('tag_added'), tag }),
  /** `without` left out: neither written nor bought. A purchase alone: who writes every day may have bought nothing. */
  z.strictObject({
    on: z.literal('fan_inactive'),
    days: z.int().min(1).max(LONGEST_INACTIVE_DAYS),
    without: z.enum(['anything', 'purchase']).optional(),
  }),
  /** Minute of the agency's day; ISO weekdays, empty means every day. */
  z.strictObject({
    on: z.literal('schedule'),
    minuteOfDay: z.int().min(0).max(1_439),
    weekdays: z.array(z.int().min(1).max(7)).max(7).default([]),
  }),
])

/** What a reply to the fan should be about; as `drafting` knows it. */
export const PURPOSES = ['reactivation', 'welcome', 'upsell', 'follow-up', 'free'] as const

const template = text(2_000).superRefine((value, context) => {
  for (const message of templateProblems(value)) context.addIssue({ code: 'custom', message })
})

export const ActionConfig = z.discriminatedUnion('do', [
  /** Asks for a draft card; a person decides. No action of a flow sends anything. */
  z.strictObject({
    do: z.literal('send_message'),
    purpose: z.enum(PURPOSES),
    /** In the creator's voice; without it the writer decides. */
    template: template.nullable().default(null),
    /** A manager's words to the writer, never the fan's. */
    note: text(500).optional(),
    assetId: z.uuid().nullable().default(null),
    offerId: z.uuid().nullable().default(null),
    /** Hours after which the card is no longer wanted. */
    withinHours: z
      .int()
      .min(1)
      .max(24 * 30)
      .default(48),
  }),
  /** Makes a draft of an offer for the fan, which a person must make valid. */
  z.strictObject({
    do: z.literal('create_offer'),
    discountType: z.enum(['percentage', 'fixed', 'bogo']),
    /** Percent, or minor units of the creator's currency. */
    discountValue: z.int().min(0).max(1_000_000),
    validDays: z.int().min(1).max(90),
    assetIds: z.array(z.uuid()).max(20).default([]),
  }),
  z.strictObject({ do: z.literal('add_tag'), tag }),
  z.strictObject({ do: z.literal('remove_tag'), tag }),
  /** So long, or so long and then until that hour where the fan is; at once when the fan does what is waited `for`. */
  z
    .strictObject({
      do: z.literal('wait'),
      minutes: minutes.optional(),
      untilHour: hour.optional(),
      for: z.enum(['answer', 'purchase']).optional(),
    })
    .superRefine((wait, context) => {
      if (wait.minutes === undefined && wait.untilHour === undefined)
        context.addIssue({ code: 'custom', path: ['minutes'], message: 'minutes or untilHour' })
    }),
  /** Tells the creator's channels, in words of whoever made the flow. */
  z.strictObject({ do: z.literal('notify'), text: text(300) }),
  z.strictObject({ do: z.literal('stop') }),
])

const ConditionConfig = z.strictObject({
  if: z.custom<Condition>().superRefine((value, context) => {
    for (const { path, value: input, allowed } of conditionProblems(value))
      context.addIssue({
        code: 'custom',
        path,
        input,
        message: allowed,
        params: { allowed, given: true, value: input },
      })
  }),
})

/** Letters, digits, `-` and `_`: ids of steps stand in the log and in other steps. */
const StepId = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,39}$/)
/** Another step, or null for the end. Left out: the step below, which is not a trigger. */
const goesTo = StepId.nullable().optional()
const named = { id: StepId, name: text(80) }

export const Step = z.discriminatedUnion('type', [
  z.strictObject({ ...named, type: z.literal('trigger'), config: TriggerConfig, next: goesTo }),
  /** `otherwise` left out: the end. */
  z.strictObject({
    ...named,
    type: z.literal('condition'),
    config: ConditionConfig,
    // biome-ignore lint/suspicious/noThenProperty: the word of the language; a step is data and is never awaited
    then: goesTo,
    otherwise: goesTo,
  }),
  z.strictObject({ ...named, type: z.literal('action'), config: ActionConfig, next: goesTo }),
])

export type Step = z.output<typeof Step>
export type TriggerStep = Extract<Step, { type: 'trigger' }>
export type ActionStep = Extract<Step, { type: 'action' }>
export type ConditionStep = Extract<Step, { type: 'condition' }>
export type TriggerConfig = z.output<typeof TriggerConfig>
export type TriggerKind = TriggerConfig['on']
export type ActionConfig = z.output<typeof ActionConfig>
