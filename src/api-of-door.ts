import type { House } from './build-house.ts'

/** What the door lets programs with a key do, from the slices that do it. */
export function apiOfDoor(house: House) {
  const { ground, agencies, apiKeys, digests, drafting, figures, guardrails, offers, personas, platforms, flowDesk } =
    house
  const { database } = ground
  return {
    callerOf: apiKeys.callerOf,
    /** By id, by name, or by the handle of one of their accounts, if that is one creator's. */
    async creatorOf(agencyId: string, named: string) {
      const all = await agencies.creators(agencyId)
      const typed = named.trim().toLowerCase()
      const account = (await platforms.accountsByExternalId(database, agencyId, [named])).get(named)
      const isMeant = ({ id, name }: { id: string; name: string }) =>
        id === typed || name.toLowerCase() === typed || id === account?.creatorId
      const [creator = null, second] = all.filter(isMeant)
      return { creator: second ? null : creator, known: all.map(({ name }) => name) }
    },
    /** Who made a change, as a sentence names them. */
    async changerName(agencyId: string, { kind, id }: { kind: string; id: string | null }): Promise<string> {
      if (kind !== 'operator') return kind === 'api-key' ? 'a program of the agency' : 'the desk itself'
      return (await agencies.operators(agencyId)).find((operator) => operator.id === id)?.name ?? 'somebody'
    },
    personas: personas.versions,
    newestPersona: personas.newest,
    savePersona: personas.save,
    guardrails: (agencyId: string, creatorId: string) => guardrails.rules(database, agencyId, creatorId),
    setGuardrails: guardrails.set,
    ask: drafting.ask,
    flows: flowDesk.api,
    report: figures.report,
    actionsOf: digests.actionsOf,
    now: () => ground.clock.now(),
    offers,
  }
}
