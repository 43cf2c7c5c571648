import type { Platform } from '../../src/platforms/index.ts'
import { createSimulatorPlatform } from './simulator/index.ts'

/**
 * The list of platforms with a connector. An account on a platform that isn't here has no official way to send: a person
 * sends. A new platform is one folder and one line.
 */
export function createPlatforms(): Platform[] {
  return [createSimulatorPlatform()]
}
