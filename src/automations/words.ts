/** Sentences of flows that people read. */
export const words = {
  problem: (step: string | null, field: string, value: string, allowed: string): string =>
    `${step === null ? 'The flow' : `Step “${step}”`}, ${field}: “${value}” can’t be. Allowed: ${allowed}.`,
}
