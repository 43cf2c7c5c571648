import { type Card, hasRole, type Line } from '../../src/desk/index.ts'
import { calling } from './client.ts'
import type { Listening } from './listening.ts'
import { accountOf, identityOf, type Person } from './receive.ts'
import { homeView } from './render-answer.ts'
import { words } from './words.ts'

/** The app's home of one person: their open cards, or what to do to get some. */
export async function showHome({ house, clients }: Listening, agencyId: string, person: Person): Promise<void> {
  const operator = await house.agencies.whoIs(identityOf(agencyId, person))
  const card = !operator
    ? sentence(words.stranger(`slack:${accountOf(person)}`))
    : hasRole(operator.role, 'chatter')
      ? await house.waiting(agencyId, operator.operatorId)
      : sentence(words.noCards)
  const client = await clients.of(agencyId, person.workspace)
  await calling(() => client.views.publish({ user_id: person.user, view: homeView(card) }))
}

const sentence = (line: Line): Card => ({
  tone: 'info',
  title: words.loadingTitle,
  summary: words.loadingTitle,
  body: [{ kind: 'text', line }],
})
