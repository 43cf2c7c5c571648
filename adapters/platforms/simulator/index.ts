import { randomUUID } from 'node:crypto'
import type { Platform } from '../../../src/platforms/index.ts'

/**
 * Stands for a platform with an official way to send: the web desk's fan simulator. What it is handed is sent at once;
 * the fan reads it in the simulator.
 */
export function createSimulatorPlatform(): Platform {
  return {
    name: 'simulator',
    title: 'Simulator',
    send: async () => ({ kind: 'sent', externalId: `simulator-${randomUUID()}` }),
  }
}
