import type { Answer } from '../../src/desk/index.ts'
import type { Clients } from './client.ts'
import type { SlackHouse } from './deps.ts'
import type { SlackPictures } from './pictures.ts'
import { accountOf, identityOf, type Person } from './receive.ts'
import type { UnderWay } from './under-way.ts'
import { words } from './words.ts'

export interface Listening {
  house: SlackHouse
  clients: Clients
  underWay: UnderWay
  pictures: SlackPictures
}

type Refused = Extract<Answer, { kind: 'refused' }>
/** A refusal in one sentence. */
export const refuse = (line: string): Refused => ({ kind: 'refused', line })

/** Whose workspace it is and whether the person is an operator there; else what they are told. */
export async function admit({ house }: Listening, person: Person): Promise<{ agencyId: string } | { answer: Refused }> {
  const agencyId = await house.channels.agencyOf('slack', person.workspace)
  if (agencyId === null) return { answer: refuse(words.notConnected) }
  const operator = await house.agencies.whoIs(identityOf(agencyId, person))
  if (operator === null) return { answer: refuse(words.stranger(`slack:${accountOf(person)}`)) }
  return { agencyId }
}
