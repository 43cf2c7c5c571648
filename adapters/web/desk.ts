import type { Desk } from '../../src/desk/index.ts'
import type { Changes } from './changes.ts'

/** The web draws a card when a page asks for it, so posting only says that there is something to draw. */
export function createDesk(announce: Changes['announce']): Desk {
  return {
    name: 'web',
    async post({ agencyId, subject }) {
      await announce({ agencyId, subject })
      return `web:${subject}`
    },
    async update({ agencyId, subject }) {
      await announce({ agencyId, subject })
    },
  }
}
