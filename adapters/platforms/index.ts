import type { Platform } from '../../src/platforms/index.ts'
import { createSimulatorPlatform } from './simulator/index.ts'

/** Platforms without an official way to send that we know of: a person sends there, and cards call them by their name. */
const BY_HAND: readonly Platform[] = [
  { name: 'onlyfans', title: 'OnlyFans' },
  { name: 'fansly', title: 'Fansly' },
  { name: 'fanvue', title: 'Fanvue' },
  { name: 'loyalfans', title: 'LoyalFans' },
  { name: 'patreon', title: 'Patreon' },
]

/**
 * The platforms that are known. On one that isn't here a person sends, too, and cards call it by its id. A connector is
 * one folder and one line.
 */
export function createPlatforms(): Platform[] {
  return [createSimulatorPlatform(), ...BY_HAND]
}
