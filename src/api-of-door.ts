import type { House } from './build-house.ts'

/** What the door lets programs with a key do, from the slices that do it. */
export function apiOfDoor({ ground, agencies, apiKeys, drafting, guardrails, personas }: House) {
  const { database } = ground
  return {
    callerOf: apiKeys.callerOf,
    hasCreator: async (agencyId: string, creatorId: string) =>
      (await agencies.creator(database, agencyId, creatorId)) !== null,
    personas: personas.versions,
    newestPersona: personas.newest,
    savePersona: personas.save,
    guardrails: (agencyId: string, creatorId: string) => guardrails.rules(database, agencyId, creatorId),
    setGuardrails: guardrails.set,
    ask: drafting.ask,
  }
}
