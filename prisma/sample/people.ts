import type { PersonaTemplates } from '../../src/personas/index.ts'
import { sampleId } from './chance.ts'
import { bellaWrites, noorWrites } from './writing.ts'

export interface SampleAsset {
  externalId: string
  title: string
  priceMinor: number
  tags: string[]
  /** Added so many days before the present. */
  daysAgo: number
}

export interface SampleCreator {
  id: string
  accountId: string
  name: string
  zone: string
  /** Rough distance of the zone to UTC, for evenings in the past. */
  utcOffsetHours: number
  currency: string
  platform: string
  /** The external id by which events name the account. */
  account: string
  disclosureLine: string | null
  subscriptionMinor: number
  persona: PersonaTemplates & { name: string }
  forbiddenWords: string[]
  escalationTriggers: string[]
  floorMinor: number
  ceilingMinor: number
  maxPerHour: number
  cooldownMinutes: number
  assets: SampleAsset[]
}

export const AGENCY = { id: sampleId('agency'), name: 'Lumen Studio', zone: 'Europe/Paris' }
export const SOURCE = { id: sampleId('source'), name: 'sample history' }

const operator = (name: string, role: 'admin' | 'manager' | 'chatter') => ({
  id: sampleId(`operator ${name}`),
  name,
  role,
})
export const OPERATORS = {
  olga: operator('Olga', 'admin'),
  lena: operator('Lena', 'manager'),
  ana: operator('Ana', 'chatter'),
  milo: operator('Milo', 'chatter'),
}
export type OperatorKey = keyof typeof OPERATORS

const asset = (
  externalId: string,
  title: string,
  priceMinor: number,
  daysAgo: number,
  ...tags: string[]
): SampleAsset => ({
  externalId,
  title,
  priceMinor,
  daysAgo,
  tags,
})

export const BELLA: SampleCreator = {
  id: sampleId('creator Bella'),
  accountId: sampleId('account Bella'),
  name: 'Bella',
  zone: 'America/New_York',
  utcOffsetHours: -5,
  currency: 'USD',
  platform: 'simulator',
  account: 'bella',
  disclosureLine: null,
  subscriptionMinor: 999,
  persona: { name: 'Bella, sunny side', ...bellaWrites },
  forbiddenWords: ['free content', 'last chance', 'boyfriend experience'],
  escalationTriggers: ['custom video', 'my wife', 'lawyer'],
  floorMinor: 500,
  ceilingMinor: 5_000,
  maxPerHour: 3,
  cooldownMinutes: 10,
  assets: [
    asset('sunday-linen', 'Sunday in linen', 900, 205, 'photos', 'home'),
    asset('road-trip', 'Road trip diary', 1_500, 190, 'video', 'travel'),
    asset('rooftop', 'Rooftop morning', 1_200, 172, 'photos', 'city'),
    asset('coast-1', 'Coast, part 1', 2_000, 140, 'video', 'travel', 'coast'),
    asset('red-dress', 'The red dress', 2_500, 104, 'photos', 'evening'),
    asset('rain-window', 'Rain on the window', 1_500, 66, 'video', 'home'),
    asset('after-show', 'After the show', 3_000, 31, 'video', 'evening'),
    asset('coast-2', 'Coast, part 2', 2_500, 2, 'video', 'travel', 'coast'),
  ],
}

export const NOOR: SampleCreator = {
  id: sampleId('creator Noor'),
  accountId: sampleId('account Noor'),
  name: 'Noor',
  zone: 'Europe/Paris',
  utcOffsetHours: 1,
  currency: 'EUR',
  platform: 'onlyfans',
  account: 'noor',
  disclosureLine: 'A small team helps me answer, and I read along.',
  subscriptionMinor: 1_299,
  persona: { name: 'Noor, after dark', ...noorWrites },
  forbiddenWords: ['babe', 'only today', 'discount'],
  escalationTriggers: ['real name', 'my boss', 'custom film'],
  floorMinor: 700,
  ceilingMinor: 6_000,
  maxPerHour: 2,
  cooldownMinutes: 20,
  assets: [
    asset('contact-sheet', 'Contact sheet I', 1_200, 204, 'photos', 'film'),
    asset('late-train', 'The late train', 1_500, 186, 'video', 'travel'),
    asset('letters', 'Letters, read aloud', 900, 168, 'audio'),
    asset('velvet', 'Velvet and smoke', 2_500, 137, 'photos', 'evening'),
    asset('north-light', 'Atelier, north light', 2_000, 99, 'photos', 'film'),
    asset('winter-garden', 'Winter garden', 3_000, 60, 'video', 'film'),
    asset('blue-hour', 'Blue hour', 2_500, 29, 'video', 'city'),
    asset('encore', 'Encore', 4_000, 3, 'video', 'evening'),
  ],
}

export const CREATORS = [BELLA, NOOR] as const
