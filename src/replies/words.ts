/** Sentences of replies that people read. */
export const words = {
  wroteAgain: (fan: string) => `${fan} wrote again before it left.`,
  frozen: 'The fan was frozen before it left.',
  answeredElsewhere: 'Somebody answered on the platform before it left.',
  flagged: 'A newer message must reach a manager first.',
  refusedByRules: 'The guardrails changed since it was approved.',
  checkFailed: 'The safety check could not run.',
  erased: 'Its text was erased.',
  interrupted: 'The program stopped while it was being handed over. It may have arrived.',
  noAnswer: 'The platform did not answer clearly. It may have arrived.',
}
